extension StringProtocol {
  /// Columns that the text takes in a terminal: two for a wide character of East Asia or a picture, else
  /// one for each character.
  public var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension Character {
  /// Columns that the character takes in a terminal, 1 or 2.
  public var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    return Self.wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  /// The ranges in which Unicode's EastAsianWidth is mostly W or F (UAX #11).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
