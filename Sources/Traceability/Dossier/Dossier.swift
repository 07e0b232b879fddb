import Foundation

/// The records of a lot or of a part, with all that somebody needs who wants to check them without the
/// records file: their values, their hashes, and the links that lead from the signed head to each.
public struct Dossier: Sendable, Equatable, Codable {
  /// What it is about: one of both.
  public struct Subject: Sendable, Equatable, Codable {
    /// All parts of this lot.
    public var lot: String?
    /// The parts with this serial number.
    public var serial: String?

    /// The lot or the part.
    public init(lot: String? = nil, serial: String? = nil) {
      self.lot = lot
      self.serial = serial
    }
  }

  /// A record of the dossier, as the chain has it.
  public struct Entry: Sendable, Equatable, Codable {
    /// Its place in the chain.
    public var position: Int64
    /// What it is.
    public var kind: ChainKind
    /// Whether it is older than the chain.
    public var adopted: Bool
    /// The hash of the link before it, as hexadecimal digits.
    public var previous: String
    /// The hash of the link that ``ChainLink/backPosition(of:)`` gives.
    public var back: String
    /// Its own hash.
    public var hash: String
    /// Its values by name.
    public var values: [String: ChainValue]
    /// Its defects; `nil` where it is no inspection.
    public var defects: [[String: ChainValue]]?
    /// What the part was made from; `nil` where it is no inspection.
    public var parents: [[String: ChainValue]]?
  }

  /// A link that leads to the records, of which nothing else is told.
  public struct Link: Sendable, Equatable, Codable {
    /// Its place in the chain.
    public var position: Int64
    /// Whether its record is older than the chain.
    public var adopted: Bool
    /// The hash of the link before it, as hexadecimal digits.
    public var previous: String
    /// The hash of the link that ``ChainLink/backPosition(of:)`` gives.
    public var back: String
    /// The digest of its record's values.
    public var digest: String
  }

  /// What dossiers call themselves.
  public static let format = "sightline dossier 1"

  /// ``format``.
  public var format = Dossier.format
  /// When it was made, in UTC.
  public var made: String
  /// The program that made it.
  public var software: String
  /// What it is about.
  public var subject: Subject
  /// The signed end of the chain at that time.
  var head: SignedHead.Stored
  /// The settings that the records name by SHA-256.
  public var texts: [String: String]
  /// The records, in the order of the chain.
  public var entries: [Entry]
  /// The links that lead to them, in the order of the chain.
  public var links: [Link]

  /// The JSON of the file, ending in a line feed.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      preconditionFailure("texts and finite numbers can be encoded")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// The places on the way from link `start` to the earlier link `end`, both with it: each link names
  /// the next by its hash, as the one before it or as the one further back.
  static func path(from start: Int64, to end: Int64) -> [Int64] {
    precondition(start >= end && end >= 1, "no way leads from link \(start) to link \(end)")
    var path = [start]
    var position = start
    while position > end {
      let back = ChainLink.backPosition(of: position)
      position = back >= end ? back : position - 1
      path.append(position)
    }
    return path
  }
}

extension Dossier.Entry {
  /// The digest of its values; `nil` where one is missing.
  var digest: ChainHash? {
    var encoding = ChainEncoding()
    ChainContent.begin(kind, &encoding)
    func put(_ names: [String], of values: [String: ChainValue]) -> Bool {
      guard values.count == names.count else { return false }
      for name in names {
        guard let value = values[name] else { return false }
        encoding.put(name == "confidence" ? value.asReal : value)
      }
      return true
    }
    func put(_ names: [String], list: [[String: ChainValue]]) -> Bool {
      encoding.putList(count: list.count)
      return list.allSatisfy { item in
        encoding.putList(count: names.count)
        return put(names, of: item)
      }
    }
    switch kind {
    case .inspection:
      guard let defects, let parents,
        put(ChainContent.inspection + ChainContent.settings, of: values),
        put(ChainContent.defect, list: defects), put(ChainContent.parent, list: parents)
      else { return nil }
    case .override:
      guard put(ChainContent.override, of: values) else { return nil }
    case .pruning:
      guard put(ChainContent.pruning, of: values) else { return nil }
    }
    return ChainHash(of: encoding)
  }
}
