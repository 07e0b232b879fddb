/// `value` with exactly `places` decimals (0...9), rounded half away from zero, with a point; `nil`
/// where it is not finite.
func fixedPoint(_ value: Double, places: Int) -> String? {
  guard value.isFinite else { return nil }
  var power = 1.0
  for _ in 0..<places { power *= 10 }
  let scaled = (value.magnitude * power).rounded()
  // Beyond 2^53 a Double has no decimals left to print.
  guard scaled < 9_007_199_254_740_992 else { return "\(value)" }
  var digits = String(Int64(scaled))
  if digits.count <= places {
    digits = String(repeating: "0", count: places + 1 - digits.count) + digits
  }
  let sign = value < 0 && scaled > 0 ? "-" : ""
  return places == 0 ? sign + digits : "\(sign)\(digits.dropLast(places)).\(digits.suffix(places))"
}
