/// The half width, in pixels, of a disk's row at vertical distance `dy`: the greatest h with
/// h² + dy² <= r² + r, the usual digital disk. |dy| <= radius.
@inline(never)
public func diskHalfWidth(_ radius: Int, _ dy: Int) -> Int {
  let limit = radius &* radius &+ radius &- dy &* dy
  var half = 0
  while (half &+ 1) &* (half &+ 1) <= limit { half &+= 1 }
  return half
}
