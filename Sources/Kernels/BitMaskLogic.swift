import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let bitAnd = kernel(
  KernelsBase.bitAnd, KernelsAVX2.bitAnd, KernelsAVX512.bitAnd)
private let bitAndNot = kernel(
  KernelsBase.bitAndNot, KernelsAVX2.bitAndNot, KernelsAVX512.bitAndNot)
private let bitOr = kernel(
  KernelsBase.bitOr, KernelsAVX2.bitOr, KernelsAVX512.bitOr)
private let bitXor = kernel(
  KernelsBase.bitXor, KernelsAVX2.bitXor, KernelsAVX512.bitXor)
private let bitNot = kernel(
  KernelsBase.bitNot, KernelsAVX2.bitNot, KernelsAVX512.bitNot)

extension BitMask {
  /// Sets each pixel to `a AND b`. Masks must be of one size.
  public mutating func assignAnd(_ a: BitMask, _ b: BitMask) {
    combine(a, b, bitAnd)
  }

  /// Keeps only the pixels that `b` has too.
  public mutating func formAnd(_ b: BitMask) { combine(with: b, bitAnd) }

  /// Clears the pixels that `b` has.
  public mutating func formAndNot(_ b: BitMask) { combine(with: b, bitAndNot) }

  /// Sets the pixels that `b` has.
  public mutating func formOr(_ b: BitMask) { combine(with: b, bitOr) }

  /// Sets each pixel to `a AND NOT b`.
  public mutating func assignAndNot(_ a: BitMask, _ b: BitMask) {
    combine(a, b, bitAndNot)
  }

  /// Sets each pixel to `a OR b`.
  public mutating func assignOr(_ a: BitMask, _ b: BitMask) {
    combine(a, b, bitOr)
  }

  /// Sets each pixel to `a XOR b`.
  public mutating func assignXor(_ a: BitMask, _ b: BitMask) {
    combine(a, b, bitXor)
  }

  /// Sets each pixel to `NOT a`.
  public mutating func assignNot(_ a: BitMask) {
    reshape(width: a.width, height: a.height)
    let (wordsPerRow, height, last) = (a.wordsPerRow, a.height, a.lastWordMask)
    a.withUnsafeWords { p in
      withUnsafeMutableWords { bitNot(p, $0, wordsPerRow, height, last) }
    }
  }

  private mutating func combine(
    _ a: BitMask, _ b: BitMask,
    _ kernel: (UnsafePointer<UInt64>, UnsafePointer<UInt64>, UnsafeMutablePointer<UInt64>, Int) ->
      Void
  ) {
    precondition(a.size == b.size, "masks differ in size: \(a.size) and \(b.size)")
    reshape(width: a.width, height: a.height)
    let count = a.wordsPerRow * a.height
    a.withUnsafeWords { p in
      b.withUnsafeWords { q in
        withUnsafeMutableWords { kernel(p, q, $0, count) }
      }
    }
  }

  private mutating func combine(
    with b: BitMask,
    _ kernel: (UnsafePointer<UInt64>, UnsafePointer<UInt64>, UnsafeMutablePointer<UInt64>, Int) ->
      Void
  ) {
    precondition(size == b.size, "masks differ in size: \(size) and \(b.size)")
    let count = wordsPerRow * height
    b.withUnsafeWords { q in
      withUnsafeMutableWords { kernel(UnsafePointer($0), q, $0, count) }
    }
  }
}
