import Decision
import GRDB

extension RecordReader {
  /// The records whose verdict was overridden. Confirmed false alarms are those recorded as `fail` for
  /// which `pass` counts.
  ///
  /// - Parameters:
  ///   - recorded: only records whose own verdict is this one; `nil` for any.
  ///   - final: only records for which this verdict counts now; `nil` for any.
  ///   - recipe: only records judged by this recipe; `nil` for any.
  /// - Returns: the records, oldest first, with their defects, image and template paths and all their
  ///   overrides.
  /// - Throws: what is wrong with the file.
  ///
  /// A record whose last override gave it its own verdict back is among them, where `final` does not
  /// leave it out. All of them are in memory: overrides are made by hand, one by one.
  public func overriddenRecords(
    recorded: Verdict? = nil, final: Verdict? = nil, recipe: RecordQuery.RecipeSelector? = nil
  ) throws(RecordStoreError) -> [InspectionRecord] {
    try read { db in
      guard try RecordSchema.fileVersion(db) >= 2 else { return [] }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT \(RecordRow.columns(of: RecordSchema.fileVersion(db))) FROM records r
          WHERE r.sequence IN (SELECT sequence FROM record_overrides) ORDER BY r.sequence
          """)
      return try rows.map { try RecordRow.record($0, from: db) }.filter { record in
        (recorded ?? record.verdict) == record.verdict
          && (final ?? record.finalVerdict) == record.finalVerdict
          && (recipe?.name ?? record.recipe) == record.recipe
          && (recipe?.version ?? record.recipeVersion) == record.recipeVersion
      }
    }
  }
}
