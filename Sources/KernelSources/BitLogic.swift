/// a AND b over `count` words.
@inline(never)
public func bitAnd(
  _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>,
  _ count: Int
) {
  for i in 0..<count { out[i] = a[i] & b[i] }
}

/// a AND NOT b over `count` words.
@inline(never)
public func bitAndNot(
  _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>,
  _ count: Int
) {
  for i in 0..<count { out[i] = a[i] & ~b[i] }
}

/// a OR b over `count` words.
@inline(never)
public func bitOr(
  _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>,
  _ count: Int
) {
  for i in 0..<count { out[i] = a[i] | b[i] }
}

/// a XOR b over `count` words.
@inline(never)
public func bitXor(
  _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>,
  _ count: Int
) {
  for i in 0..<count { out[i] = a[i] ^ b[i] }
}
