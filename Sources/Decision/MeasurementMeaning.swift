import Blobs

extension BlobMeasurements {
  /// What each of ``names`` says in plain English, in their order, of a blob of `polarity`.
  ///
  /// Areas and counts are in pixels, lengths in pixels, shares 0...1.
  public static func meanings(_ polarity: Polarity) -> [String] {
    let sides = Sides(polarity)
    return Name.allCases.map { $0.meaning(sides) }
      + Ringed.allCases.flatMap { name in (1...reach).map { name.meaning(sides, width: $0) } }
  }

  /// Whether the measurements are those of missing material or of added.
  public var polarity: Polarity { values[Name.missing.rawValue] > 0.5 ? .missing : .added }
}

/// What the bodies are that a blob may touch, and what lies between them; see ``BlobMeter``.
private struct Sides {
  let body, bodies, space: String

  init(_ polarity: Polarity) {
    switch polarity {
    case .added: (body, bodies, space) = ("conductor", "conductors", "gap")
    case .missing: (body, bodies, space) = ("gap", "gaps", "conductor")
    }
  }
}

// Exhaustive on purpose: a measurement without a meaning does not compile.
extension BlobMeasurements.Name {
  private static let best = "under the best displacement of ±\(BlobMeter.shiftRadius) px"
  private static let around = "within \(BlobMeter.context) px around"
  private static let near = "the region and \(BlobMeter.reach) px around it"

  fileprivate func meaning(_ sides: Sides) -> String {
    switch self {
    case .missing: "1 where conductor is missing, 0 where it is added"
    case .area: "pixels that differ"
    case .evidence: "pixels that differ beyond the tolerance"
    case .evidenceShare: "share of the differing pixels that lie beyond the tolerance"
    case .deeperThan2: "differing pixels more than 2 px away from any \(sides.body)"
    case .deeperThan3: "differing pixels more than 3 px away from any \(sides.body)"
    case .deeperThan4: "differing pixels more than 4 px away from any \(sides.body)"
    case .core1: "pixels left after 1 px is taken off all round"
    case .core2: "pixels left after 2 px are taken off all round"
    case .width: "width in px"
    case .height: "height in px"
    case .fill: "share of its own box that the region fills"
    case .border: "distance to the nearest border of the image in px"
    case .enclosedBody: "area of the smallest whole \(sides.body) it touches (0: none)"
    case .enclosedPiece: "area of the smallest whole \(sides.space) beside it (0: none)"
    case .differenceNearby: "other differing pixels \(Self.around)"
    case .edgesNearby: "length of the template's edges \(Self.around)"
    case .leftAtBest: "pixels that remain different \(Self.best)"
    case .leftShare: "share of the pixels that remain different \(Self.best)"
    case .bestShift: "squared length of the displacement that explains it best"
    case .nearBefore: "differing pixels of \(Self.near)"
    case .nearAtBest: "differing pixels of \(Self.near) that remain \(Self.best)"
    case .nearShare: "share of the difference in \(Self.near) that remains \(Self.best)"
    case .nearShift: "squared length of the displacement that explains \(Self.near) best"
    case .aroundBefore: "differing pixels in the surroundings \(Self.around)"
    case .aroundAtBest: "differing pixels left in the surroundings \(Self.best)"
    case .aroundShift: "squared length of the displacement that fits the surroundings best"
    case .leftAsAround: "pixels that remain different under the surroundings' best displacement"
    case .leftAsAroundShare:
      "share of the pixels that remains different under the surroundings' best displacement"
    }
  }
}

extension BlobMeasurements.Ringed {
  fileprivate func meaning(_ sides: Sides, width: Int) -> String {
    let ring = "the \(width) px ring around it"
    return switch self {
    case .ring: "pixels of \(ring)"
    case .contact: "pixels of \(ring) that lie on a \(sides.body)"
    case .contactShare: "share of \(ring) that lies on a \(sides.body)"
    case .arcs: "separate stretches of \(ring) that lie on a \(sides.body)"
    case .bodies: "different \(sides.bodies) that reach into \(ring)"
    case .pieces: "separate pieces of \(sides.space) that reach into \(ring)"
    }
  }
}
