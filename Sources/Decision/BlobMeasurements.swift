import Blobs

/// What is measured of a blob for a learned model: one number for each of ``names``.
///
/// Areas and counts are in pixels of the inspected image; shares are 0...1.
public struct BlobMeasurements: Sendable, Equatable {
  /// Rings of 1 to this many pixels are looked at.
  package static let reach = 4
  /// The surroundings of a blob are so many pixels wide.
  package static let context = 12
  /// Displacements are tried up to so many pixels each way.
  package static let shiftRadius = 3

  /// What is measured once.
  package enum Name: Int, CaseIterable {
    /// 1 for missing material, 0 for added.
    case missing
    /// Differing pixels; those beyond the tolerance, and their share.
    case area, evidence, evidenceShare
    /// Those farther than 2, 3 and 4 pixels from what the blob may lie beside.
    case deeperThan2, deeperThan3, deeperThan4
    /// What an erosion of the blob by 1 and by 2 pixels leaves.
    case core1, core2
    /// The box around the blob, the share of it that the blob fills, and the distance of the box
    /// from the nearest border of the image.
    case width, height, fill, border
    /// Area of the smallest body, and of the smallest gap between bodies, that the blob touches and
    /// that lies within the window: a hole, or a small pad.
    case enclosedBody, enclosedPiece
    /// Other differing pixels in the window, and the length of the reference's edges there.
    case differenceNearby, edgesNearby
    /// Of the blob's pixels those that still differ under the best displacement for the blob, their
    /// share, and the squared length of that displacement.
    case leftAtBest, leftShare, bestShift
    /// The same of blob and near surroundings, before and at their best displacement.
    case nearBefore, nearAtBest, nearShare, nearShift
    /// The same of the far surroundings.
    case aroundBefore, aroundAtBest, aroundShift
    /// Of the blob's pixels those that still differ under the best displacement for the far
    /// surroundings, and their share.
    case leftAsAround, leftAsAroundShare
  }

  /// What is measured in rings of 1, 2, 3 and 4 pixels around the blob.
  package enum Ringed: Int, CaseIterable {
    /// Pixels of the ring, those on bodies, and their share.
    case ring, contact, contactShare
    /// Connected stretches of contact.
    case arcs
    /// Bodies, and pieces of the space between them, that reach into the ring.
    case bodies, pieces
  }

  static let depths: [Name] = [.deeperThan2, .deeperThan3, .deeperThan4]
  static let cores: [Name] = [.core1, .core2]

  /// The names of the measurements, in the order of ``values``.
  public static let names: [String] =
    Name.allCases.map { "\($0)" }
    + Ringed.allCases.flatMap { name in (1...reach).map { "\(name)\($0)" } }

  /// The measurements.
  public private(set) var values: [Float]

  /// Nothing measured: all 0.
  public init() { values = [Float](repeating: 0, count: Self.names.count) }

  /// The measurements `values`, one for each of ``names``; traps for another number of them.
  public init(values: [Float]) {
    precondition(
      values.count == Self.names.count, "\(values.count) values for \(Self.names.count) names")
    self.values = values
  }

  /// Whether the measurements are those of missing material or of added.
  public var polarity: Polarity { values[Name.missing.rawValue] > 0.5 ? .missing : .added }

  mutating func reset() {
    for i in values.indices { values[i] = 0 }
  }

  mutating func set(_ name: Name, _ value: Float) { values[name.rawValue] = value }

  mutating func set(_ name: Name, _ value: Int) { set(name, Float(value)) }

  mutating func set(_ name: Ringed, _ ring: Int, _ value: Float) {
    values[Name.allCases.count + name.rawValue * Self.reach + ring] = value
  }

  mutating func set(_ name: Ringed, _ ring: Int, _ value: Int) { set(name, ring, Float(value)) }
}
