import Blobs
import Decision
import Wording

/// What the measurements say on which trained trees decide.
///
/// Areas and counts are in pixels, lengths in pixels, shares 0...1.
struct MeasurementPhrases {
  private let words: Words
  // What the bodies are that a blob may touch, and what lies between them; see BlobMeter.
  private let body, bodies, space: String

  /// The phrases of measurements of a blob of `polarity`.
  init(_ polarity: Polarity, _ words: Words) {
    self.words = words
    switch polarity {
    case .added:
      (body, bodies, space) = (
        words[.measureConductor], words[.measureConductors], words[.measureGap]
      )
    case .missing:
      (body, bodies, space) = (words[.measureGap], words[.measureGaps], words[.measureConductor])
    }
  }

  /// What each of the measurements says, by its name.
  var meanings: [String: String] {
    let all =
      BlobMeasurements.Name.allCases.map(meaning)
      + BlobMeasurements.Ringed.allCases.flatMap { name in
        (1...BlobMeasurements.reach).map { meaning(name, width: $0) }
      }
    return Dictionary(uniqueKeysWithValues: zip(BlobMeasurements.names, all))
  }

  // Exhaustive on purpose: a measurement without a meaning does not compile.
  private func meaning(_ name: BlobMeasurements.Name) -> String {
    let lengths = [
      "body": body, "space": space, "context": "\(BlobMeasurements.context)",
      "shift": "\(BlobMeasurements.shiftRadius)", "reach": "\(BlobMeasurements.reach)",
    ]
    func says(_ key: Phrase, depth: Int = 0) -> String {
      words.text(key, count: depth, lengths.merging(["depth": "\(depth)"]) { own, _ in own })
    }
    return switch name {
    case .missing: says(.measureMissing)
    case .area: says(.measureArea)
    case .evidence: says(.measureEvidence)
    case .evidenceShare: says(.measureEvidenceShare)
    case .deeperThan2: says(.measureDeeper, depth: 2)
    case .deeperThan3: says(.measureDeeper, depth: 3)
    case .deeperThan4: says(.measureDeeper, depth: 4)
    case .core1: says(.measureCore, depth: 1)
    case .core2: says(.measureCore, depth: 2)
    case .width: says(.measureWidth)
    case .height: says(.measureHeight)
    case .fill: says(.measureFill)
    case .border: says(.measureBorder)
    case .enclosedBody: says(.measureEnclosedBody)
    case .enclosedPiece: says(.measureEnclosedPiece)
    case .differenceNearby: says(.measureDifferenceNearby)
    case .edgesNearby: says(.measureEdgesNearby)
    case .leftAtBest: says(.measureLeftAtBest)
    case .leftShare: says(.measureLeftShare)
    case .bestShift: says(.measureBestShift)
    case .nearBefore: says(.measureNearBefore)
    case .nearAtBest: says(.measureNearAtBest)
    case .nearShare: says(.measureNearShare)
    case .nearShift: says(.measureNearShift)
    case .aroundBefore: says(.measureAroundBefore)
    case .aroundAtBest: says(.measureAroundAtBest)
    case .aroundShift: says(.measureAroundShift)
    case .leftAsAround: says(.measureLeftAsAround)
    case .leftAsAroundShare: says(.measureLeftAsAroundShare)
    }
  }

  private func meaning(_ name: BlobMeasurements.Ringed, width: Int) -> String {
    let key: Phrase =
      switch name {
      case .ring: .measureRing
      case .contact: .measureContact
      case .contactShare: .measureContactShare
      case .arcs: .measureArcs
      case .bodies: .measureBodies
      case .pieces: .measurePieces
      }
    return words.text(
      key, ["width": "\(width)", "body": body, "bodies": bodies, "space": space])
  }
}
