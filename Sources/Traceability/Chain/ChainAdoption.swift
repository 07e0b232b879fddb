import GRDB

/// Puts the records of a file that is older than the chain into it.
enum ChainAdoption {
  /// Chains all inspections of `db` in the order of their sequence numbers, then all overrides, and
  /// marks their links as adopted. Nothing but the links is written.
  static func adopt(_ db: Database) throws {
    var chain = try ChainWriter(db)
    var settings = SettingsDigests()
    var inspections = try InspectionDigests(db, from: 1)
    while let number = inspections.number {
      let digest = try inspections.take(settings: &settings, in: db)
      try chain.append(.inspection, number: number, digest: digest, isAdopted: true)
    }
    var overrides = try RowDigests.overrides(db, from: 1)
    while let number = overrides.number {
      let digest = try overrides.take()
      try chain.append(.override, number: number, digest: digest, isAdopted: true)
    }
  }
}
