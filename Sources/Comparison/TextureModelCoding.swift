/// A texture model as a file holds it: format, the table of rarities, the whitening weights and the
/// running sums.
extension TextureModel: Codable {
  private static let format = 2
  /// A filter of 7x7 pixels is the same from either side: the middle pixel and half of the others.
  private static let weightCount = 25

  private enum CodingKeys: String, CodingKey {
    case format, rarity, whitening, norm
  }

  /// Reads what ``encode(to:)`` wrote; throws for anything else.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func check(_ isRight: Bool, _ key: CodingKeys, _ reason: String) throws {
      guard !isRight else { return }
      throw DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: reason)
    }
    let format = try values.decode(Int.self, forKey: .format)
    try check(format == Self.format, .format, "format \(format), this program reads \(Self.format)")
    let table = try values.decode([Float].self, forKey: .rarity)
    try check(
      table.count == GrayRarity.count && table.allSatisfy(\.isFinite), .rarity,
      "not \(GrayRarity.count) finite rarities")
    let whitening = try values.decode([[Float]].self, forKey: .whitening)
    try check(
      whitening.count == TextureSource.allCases.count
        && whitening.allSatisfy { $0.count == Self.weightCount && $0.allSatisfy(\.isFinite) },
      .whitening, "not \(Self.weightCount) finite weights for each source")
    let norm = try values.decode(TextureNorm.self, forKey: .norm)
    try check(
      norm.count > 0 && norm.judged > 0
        && [norm.filters, norm.squares, norm.lowest, norm.highest].allSatisfy {
          $0.count == TextureLayout.filterCount
        }
        && [norm.familySums, norm.familySquares].allSatisfy {
          $0.count == TextureLayout.families.count
        },
      .norm, "sums of another filter bank")
    self.init(rarity: GrayRarity(table: table), whitening: whitening, norm: norm)
  }

  /// Writes the model.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(Self.format, forKey: .format)
    try values.encode(rarity.table, forKey: .rarity)
    try values.encode(whitening, forKey: .whitening)
    try values.encode(norm, forKey: .norm)
  }
}
