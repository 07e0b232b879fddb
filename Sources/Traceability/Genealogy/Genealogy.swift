import Foundation

/// Where a part or a lot comes from, what became of it, and every inspection of it, over the records
/// files of all stations.
public struct Genealogy: Sendable, Equatable {
  /// Whom it is about.
  public enum Subject: Sendable, Equatable {
    /// The part with this serial number.
    case serial(String)
    /// All parts of this lot.
    case lot(String)
  }

  /// One inspection of the part, or of a part of the lot.
  public struct Inspection: Sendable, Equatable {
    /// The records file.
    public var file: String
    /// The record.
    public var record: InspectionRecord
  }

  /// A part or a lot that is related to the subject.
  public struct Relative: Sendable, Equatable {
    /// How many steps away: 1 for what the subject was made from, or what was made from it.
    public var steps: Int
    /// The part or lot.
    public var part: PartParent
    /// Through which part or lot; the subject for the first step.
    public var through: PartParent
  }

  /// The inspections, oldest first, those with the same time in the order of the files.
  public var inspections: [Inspection]
  /// Backwards: what it was made from, nearest first.
  public var ancestors: [Relative]
  /// Forwards: what was made from it, nearest first.
  public var descendants: [Relative]
  /// Whether there are more of one kind than are told.
  public var isCutOff: Bool

  /// At most so many inspections and relatives of each kind are told.
  public static let limit = 10_000

  /// Reads the genealogy of `subject` from `readers`, one for each records file.
  ///
  /// - Throws: what is wrong with one of the files.
  public init(
    of subject: Subject, in readers: [RecordReader], limit: Int = Genealogy.limit
  ) throws(RecordStoreError) {
    inspections = []
    isCutOff = false
    var query = RecordQuery(order: .oldestFirst, limit: limit + 1)
    switch subject {
    case .serial(let serial): query.serial = serial
    case .lot(let lot): query.lot = lot
    }
    for reader in readers {
      inspections += try reader.records(matching: query).map {
        Inspection(file: reader.path, record: $0)
      }
    }
    // Sorting is stable: what has the same time stays in the order of the files.
    inspections.sort { $0.record.recordedAt < $1.record.recordedAt }
    if inspections.count > limit {
      inspections.removeLast(inspections.count - limit)
      isCutOff = true
    }
    let backwards = try Self.relatives(of: subject, in: readers, limit: limit, Self.parents)
    let forwards = try Self.relatives(of: subject, in: readers, limit: limit, Self.children)
    ancestors = backwards.found
    descendants = forwards.found
    isCutOff = isCutOff || backwards.isCutOff || forwards.isCutOff
  }

  private typealias Step =
    (PartParent, RecordReader, Int) throws(RecordStoreError) -> [PartParent]

  /// Goes in breadth from `subject`, so that each relative is told with the fewest steps. Nothing is
  /// gone through twice, also where records tell that a part was made from itself.
  private static func relatives(
    of subject: Subject, in readers: [RecordReader], limit: Int, _ step: Step
  ) throws(RecordStoreError) -> (found: [Relative], isCutOff: Bool) {
    let start =
      switch subject {
      case .serial(let serial): PartParent(serial: serial)
      case .lot(let lot): PartParent(lot: lot)
      }
    var found: [Relative] = []
    var known: Set<PartParent> = [key(start)]
    var frontier: [PartParent] = [start]
    var steps = 0
    while !frontier.isEmpty {
      steps += 1
      var next: [PartParent] = []
      for part in frontier {
        for reader in readers {
          for relative in try step(part, reader, limit + 1)
          where known.insert(key(relative)).inserted {
            guard found.count < limit else { return (found, true) }
            found.append(Relative(steps: steps, part: relative, through: part))
            next.append(relative)
          }
        }
        // A lot's parts may have gone on by their serial numbers, told at another station.
        guard part.serial == nil, let lot = part.lot else { continue }
        for reader in readers {
          for serial in try reader.serials(ofLot: lot, limit: limit + 1) {
            for other in readers {
              for relative in try step(PartParent(serial: serial), other, limit + 1)
              where known.insert(key(relative)).inserted {
                guard found.count < limit else { return (found, true) }
                found.append(
                  Relative(
                    steps: steps, part: relative, through: PartParent(serial: serial, lot: lot)))
                next.append(relative)
              }
            }
          }
        }
      }
      frontier = next
    }
    return (found, false)
  }

  /// A part is known by its serial number alone, whatever lots it is told with.
  private static func key(_ part: PartParent) -> PartParent {
    part.serial.map { PartParent(serial: $0) } ?? part
  }

  private static func parents(
    of part: PartParent, _ reader: RecordReader, _ limit: Int
  ) throws(RecordStoreError) -> [PartParent] {
    if let serial = part.serial { return try reader.parents(ofSerial: serial, limit: limit) }
    guard let lot = part.lot else { return [] }
    return try reader.parents(ofLot: lot, limit: limit)
  }

  private static func children(
    of part: PartParent, _ reader: RecordReader, _ limit: Int
  ) throws(RecordStoreError) -> [PartParent] {
    if let serial = part.serial { return try reader.children(ofSerial: serial, limit: limit) }
    guard let lot = part.lot else { return [] }
    return try reader.children(ofLot: lot, limit: limit)
  }
}
