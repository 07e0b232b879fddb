/// A record of the chain, as messages name it.
public struct ChainSubject: Sendable, Equatable, CustomStringConvertible {
  /// What it is.
  public var kind: ChainKind
  /// Its number among those of its kind; `nil` where it has none.
  public var number: Int64?

  /// See the properties.
  public init(_ kind: ChainKind, number: Int64?) { (self.kind, self.number) = (kind, number) }

  /// `record 5`.
  public var description: String {
    let text = number.map { "\($0)" } ?? "without a number"
    return switch kind {
    case .inspection: "record \(text)"
    case .override: "override \(text)"
    case .pruning: "deletion of an image \(text)"
    }
  }
}

/// Where the chain of a records file breaks, and how.
public struct ChainBreak: Sendable, Equatable, CustomStringConvertible {
  /// What was found.
  public enum Damage: Sendable, Equatable {
    /// The values of the record do not give the hash in the chain.
    case changed
    /// The values of the record belong to another number, at which the record `of` stands now.
    case exchanged(with: Int64)
    /// The chain has the record, the file does not.
    case missing
    /// The file has the record, the chain does not.
    case added
    /// The chain has no link for the record where it should follow.
    case linkMissing
    /// The link does not follow the one before it.
    case linkBroken
    /// The link is of no kind that this program knows, or its values are of the wrong type.
    case linkChanged
    /// A row of `table` belongs to no record.
    case stray(table: String)
    /// Settings of no record, in `table`.
    case unusedSettings(table: String)
    /// The table that finds records by time would not find this one.
    case hidden
    /// A summary in `table`, which statistics are read from, does not say what the records say.
    case summary(table: String)
    /// A trigger or view is not as this program made it.
    case schema(name: String)
    /// The list of the versions that the file's tables went through is not as this program made it.
    case migrations
    /// SQLite finds its own structure damaged; its words.
    case structure(String)
    /// The link is not the one that the head was made of.
    case headDiffers(head: String)
    /// The chain ends before the link that the head was made of.
    case truncated(head: String, headPosition: Int64)
    /// The head is of another file.
    case otherFile(head: String)
  }

  /// The place in the chain, from 1; 0 where it is about none.
  public var position: Int64
  /// What the place is about.
  public var kind: ChainKind
  /// The first record that breaks, by its number among those of its kind; 0 where it is about none.
  public var number: Int64
  /// What was found.
  public var damage: Damage

  /// See the properties.
  public init(position: Int64, kind: ChainKind, number: Int64, damage: Damage) {
    self.position = position
    self.kind = kind
    self.number = number
    self.damage = damage
  }

  /// The record that breaks.
  public var subject: ChainSubject { ChainSubject(kind, number: number) }

  /// Which record breaks and how, in one sentence.
  public var description: String {
    let name = subject.description
    return switch damage {
    case .changed:
      "\(name) was changed after it was recorded: its values do not give the hash in the chain "
        + "(link \(position))"
    case .exchanged(let other):
      "\(name) was reordered: its values stand at record \(other) now (link \(position))"
    case .missing: "\(name) was deleted: the chain has it at link \(position), the file does not"
    case .added: "\(name) was inserted: the chain does not have it"
    case .linkMissing:
      "\(name) is missing in the chain at link \(position): it was deleted or put elsewhere"
    case .linkBroken:
      "\(name) does not follow the record before it (link \(position)): something was deleted, "
        + "inserted, reordered or changed there"
    case .linkChanged: "the link \(position) of the chain was changed"
    case .stray(let table): "\(table) has rows of \(name), which there is not: they were inserted"
    case .unusedSettings(let table): "\(table) has settings of no record: they were inserted"
    case .hidden:
      "\(name) is hidden from searches by time: record_blocks was changed (link \(position))"
    case .summary(let table): "\(table) was changed: it does not say what the records say"
    case .schema(let object): "the file's \(object) is not the one that Sightline made"
    case .migrations: "the file's list of migrations is not the one that Sightline made"
    case .structure(let words):
      "the file's structure (SQLite says: \(words)) is not the one that Sightline made"
    case .headDiffers(let head):
      "the chain at link \(position), \(name), is not the one that \(head) was signed for"
    case .truncated(let head, let headPosition):
      position == 0
        ? "the file was truncated: it is empty, \(head) was signed for link \(headPosition)"
        : "the file was truncated: it ends with link \(position), \(name), "
          + "\(head) was signed for link \(headPosition)"
    case .otherFile(let head): "\(head) was signed for another records file"
    }
  }
}
