/// `value` with exactly `places` decimals (0...9), rounded half away from zero, with a point; `nil`
/// where it is not finite.
func fixedPoint(_ value: Double, places: Int) -> String? {
  guard value.isFinite else { return nil }
  var power = 1.0
  for _ in 0..<places { power *= 10 }
  let scaled = (value.magnitude * power).rounded()
  // Beyond 2^53 a Double has no decimals left to print.
  guard scaled < 9_007_199_254_740_992 else { return "\(value)" }
  let sign = value < 0 && scaled > 0
  // 16 digits at most, or the places and one before the point, with point and sign.
  return String(unsafeUninitializedCapacity: 20) { text in
    var rest = Int64(scaled)
    var begin = 20
    func put(_ byte: UInt8) {
      begin -= 1
      text[begin] = byte
    }
    var written = 0
    while rest > 0 || written <= places {
      if written == places && places > 0 { put(UInt8(ascii: ".")) }
      put(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      written += 1
    }
    if sign { put(UInt8(ascii: "-")) }
    for i in begin..<20 { text[i - begin] = text[i] }
    return 20 - begin
  }
}
