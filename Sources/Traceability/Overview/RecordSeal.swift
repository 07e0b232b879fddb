import GRDB

/// Whether a record is as it was committed, as far as its own link of the chain tells. Whether the whole
/// file is, ``ChainVerifier`` finds out.
public enum RecordSeal: Sendable, Equatable {
  /// Its values give the hash that the chain has for it.
  case intact(ChainLink)
  /// They do not.
  case changed(ChainLink)
  /// The chain has no link for it.
  case missing
  /// The file is older than the chain.
  case older
}

extension RecordReader {
  /// Holds the values of the record `sequence`, which exists, against its link in the chain.
  ///
  /// - Throws: what is wrong with the file.
  public func seal(of sequence: Int64) throws(RecordStoreError) -> RecordSeal {
    guard try read({ try RecordSchema.fileVersion($0) }) >= RecordSchema.firstChained else {
      return .older
    }
    guard let link = try link(of: .inspection, number: sequence) else { return .missing }
    return try read { db in
      var records = try InspectionDigests(db, from: sequence)
      var settings = SettingsDigests()
      guard records.number == sequence, let back = try ChainLink.back(of: link.position, in: db)
      else { return .changed(link) }
      let hash = ChainLink.hash(
        position: link.position, isAdopted: link.isAdopted, previous: link.previous, back: back,
        digest: try records.take(settings: &settings, in: db))
      return hash == link.hash ? .intact(link) : .changed(link)
    }
  }
}
