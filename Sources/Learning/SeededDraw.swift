/// Random draws that depend on nothing but a seed and the tree they are for: SplitMix64 (Steele,
/// Lea and Flood 2014, doi:10.1145/2660193.2660195).
struct SeededDraw {
  private var state: UInt64

  /// The draws for one tree.
  init(seed: UInt64, tree: Int) {
    state = seed
    // Mixed once, so that neighbouring trees do not share a stretch of the sequence.
    state = next() ^ (UInt64(tree) &* 0xd134_2543_de82_ef95)
    state = next()
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  /// `fraction` of the numbers below `count`, at least one, in ascending order; each set is equally
  /// likely (selection sampling: Knuth, TAOCP 2, section 3.4.2, algorithm S).
  mutating func sample(_ fraction: Double, of count: Int) -> [Int32] {
    var wanted = min(count, max(1, Int((fraction * Double(count)).rounded())))
    guard wanted < count else { return Array(0..<Int32(count)) }
    var result: [Int32] = []
    result.reserveCapacity(wanted)
    for i in 0..<count where wanted > 0 {
      // The high word of a product is a fair draw to within count / 2^64.
      let draw = next().multipliedFullWidth(by: UInt64(count - i)).high
      if draw < UInt64(wanted) {
        result.append(Int32(i))
        wanted -= 1
      }
    }
    return result
  }
}
