/// What a link of the chain is about, and with that which values its hash is over.
public enum ChainKind: String, Sendable, Equatable, CaseIterable, Codable {
  /// An inspection record; its number is the sequence number.
  case inspection
  /// A person's override of a verdict.
  case override
  /// The deletion of an image that was not needed any more.
  case pruning
}

/// One link of the chain that all records of a file form, in the order in which they were committed.
///
/// Its hash is over its place, the hash of the link before it, that of a link further back (with which
/// a few dozen links lead from the newest to any other; see ``backPosition(of:)``), and the digest of
/// the record's values.
public struct ChainLink: Sendable, Equatable {
  /// Its place in the chain, from 1, without gaps.
  public var position: Int64
  /// What it is about.
  public var kind: ChainKind
  /// The record's number among those of its kind, from 1.
  public var number: Int64
  /// Whether the record is older than the chain, and was put into it when the file was brought up to
  /// date: nothing is proved about what happened to it before.
  public var isAdopted: Bool
  /// The hash of the link before it; for the first, ``genesis(of:)``.
  public var previous: ChainHash
  /// Its own hash.
  public var hash: ChainHash

  /// What the first link of the file called `fileID` follows.
  public static func genesis(of fileID: String) -> ChainHash {
    var encoding = ChainEncoding()
    encoding.put("sightline chain 1")
    encoding.put(fileID)
    return ChainHash(of: encoding)
  }

  /// Which link the one at `position` refers to beside the one before it: that whose number is
  /// `position` with its lowest set bit cleared; 0 stands for the genesis.
  public static func backPosition(of position: Int64) -> Int64 { position & (position - 1) }

  /// The hash of the link at `position`.
  public static func hash(
    position: Int64, isAdopted: Bool, previous: ChainHash, back: ChainHash, digest: ChainHash
  ) -> ChainHash {
    var encoding = ChainEncoding()
    encoding.put("sightline link 1")
    encoding.put(position)
    encoding.put(Int64(isAdopted ? 1 : 0))
    encoding.put(previous)
    encoding.put(back)
    encoding.put(digest)
    return ChainHash(of: encoding)
  }
}
