import Foundation
import GRDB
import Synchronization

/// Appends inspection records to a records file, a SQLite database whose records are never changed.
/// Safe to use from several threads and processes; appends are made one after the other.
public final class RecordStore: Sendable {
  /// The path of the records file as it was given.
  public let path: String

  /// Reads what has been committed, also while records are being appended.
  public let reader: RecordReader

  private let pool: DatabasePool
  // Of the last append; the one connection that writes takes it.
  private let settings = Mutex(SettingsRows())

  /// Opens the records file at `path`, creates it where there is none, and brings one of an older
  /// version up to date. A file of another kind or of a newer version is refused and left as it is.
  public init(path: String) throws(RecordStoreError) {
    self.path = path
    pool = try RecordDatabase.openForAppending(path: path)
    reader = RecordReader(path: path, pool: pool)
  }

  /// Commits `record` durably and returns it as it was recorded: with its sequence number and its
  /// time to the millisecond. When this returns, the record survives a power failure; when it
  /// throws, nothing was recorded and no sequence number was used up.
  public func append(_ record: InspectionRecord) throws(RecordStoreError) -> InspectionRecord {
    try append(contentsOf: [record])[0]
  }

  /// Commits `records` durably in one transaction, all or none, in the given order, and returns
  /// them as they were recorded. One disk flush serves the whole group.
  public func append(
    contentsOf records: [InspectionRecord]
  ) throws(RecordStoreError) -> [InspectionRecord] {
    guard !records.isEmpty else { return [] }
    return try append(contentsOf: records) { _, _ in }
  }

  /// Commits `records` as ``append(contentsOf:)`` does, together with what `body` writes in the same
  /// transaction; it gets the records as they were recorded.
  func append(
    contentsOf records: [InspectionRecord],
    alongside body: (Database, [InspectionRecord]) throws -> Void
  ) throws(RecordStoreError) -> [InspectionRecord] {
    for record in records { try validate(record) }
    return try withRecordErrors(path: path) {
      try pool.writeWithoutTransaction { db in
        try settings.withLock { settings in
          do {
            return try Self.append(records, settings: &settings, to: db, body)
          } catch {
            settings.forget()
            throw error
          }
        }
      }
    }
  }

  private static func append(
    _ records: [InspectionRecord], settings: inout SettingsRows, to db: Database,
    _ body: (Database, [InspectionRecord]) throws -> Void
  ) throws -> [InspectionRecord] {
    var recorded: [InspectionRecord] = []
    recorded.reserveCapacity(records.count)
    try db.inTransaction(.immediate) {
      let newest = try db.cachedStatement(sql: "SELECT coalesce(max(sequence), 0) FROM records")
      var sequence = try Int64.fetchOne(newest) ?? 0
      var chain = try ChainWriter(db)
      var quality = QualityWriter()
      for var record in records {
        sequence += 1
        let digest = try RecordRow.insert(
          record, sequence: sequence, settings: &settings, into: db)
        try chain.append(.inspection, number: sequence, digest: digest)
        try quality.add(record, sequence: sequence, to: db)
        record.sequence = sequence
        record.recordedAt = RecordTime.rounded(record.recordedAt)
        record.arrivedAt = record.arrivedAt.map(RecordTime.rounded)
        recorded.append(record)
      }
      try quality.write(to: db)
      try body(db, recorded)
      return .commit
    }
    return recorded
  }

  /// Folds the write-ahead log into the file and closes it, after which this store and its reader
  /// refuse every call. Without it the same happens when both are released.
  public func close() throws(RecordStoreError) {
    try withRecordErrors(path: path) {
      // The connections that read go first: the last one folds the log, if it may write.
      pool.releaseMemory()
      try pool.close()
    }
  }

  /// Opens all connections that read. Otherwise they are opened when so many first read at the same
  /// moment, which may be days later: whoever runs for long then learns at the start that there are
  /// too few descriptors, and needs no more of them afterwards.
  public func openReaders() throws(RecordStoreError) {
    let failure = Mutex<(any Error)?>(nil)
    let (opened, ended) = (DispatchGroup(), DispatchGroup())
    let gate = DispatchSemaphore(value: 0)
    for _ in 1...RecordDatabase.readerCount {
      opened.enter()
      ended.enter()
      Thread.detachNewThread { [pool] in
        var isOpen = false
        do {
          try pool.read { _ in
            isOpen = true
            opened.leave()
            // Until all are, or one of them would serve for several.
            gate.wait()
          }
        } catch {
          failure.withLock { $0 = error }
          if !isOpen { opened.leave() }
        }
        ended.leave()
      }
    }
    opened.wait()
    for _ in 1...RecordDatabase.readerCount { gate.signal() }
    ended.wait()
    try withRecordErrors(path: path) {
      if let error = failure.withLock({ $0 }) { throw error }
    }
  }

  /// Lets the connection that appends keep `megabytes` of the file in memory, instead of 2: for
  /// loading many records at once.
  public func setCache(megabytes: Int) throws(RecordStoreError) {
    precondition((1...65_536).contains(megabytes), "a cache of \(megabytes) MB")
    try withRecordErrors(path: path) {
      try withWriter { try $0.execute(sql: "PRAGMA cache_size = -\(megabytes * 1000)") }
    }
  }

  /// Runs `body` on the connection that appends.
  func withWriter<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try pool.writeWithoutTransaction(body)
  }

  private func validate(_ record: InspectionRecord) throws(RecordStoreError) {
    func refuse(_ field: String, _ reason: String) -> RecordStoreError {
      RecordStoreError(path: path, cause: .invalidRecord(field: field, reason: reason))
    }
    guard RecordTime.isRepresentable(record.recordedAt) else {
      throw refuse("recordedAt", "the time lies outside the years 0000 to 9999")
    }
    if let arrivedAt = record.arrivedAt, !RecordTime.isRepresentable(arrivedAt) {
      throw refuse("arrivedAt", "the time lies outside the years 0000 to 9999")
    }
    for parent in record.parents where parent.serial == nil && parent.lot == nil {
      throw refuse("parents", "one of them has neither a serial number nor a lot")
    }
    for timing in record.timings where !timing.milliseconds.isFinite {
      throw refuse("timings", "the stage \(timing.stage) took \(timing.milliseconds) ms")
    }
    for measurement in record.health?.measurements ?? [] where !measurement.value.isFinite {
      throw refuse("health", "\(measurement.name) is \(measurement.value)")
    }
    for defect in record.defects where !defect.confidence.isFinite {
      throw refuse("defects", "a confidence is \(defect.confidence)")
    }
    // SQLite takes text up to the first NUL.
    if let field = record.firstText(where: \.hasNUL) {
      throw refuse(field, "the text contains a NUL character")
    }
  }
}

extension InspectionRecord {
  /// The name of the first property whose text fulfils `condition`.
  fileprivate func firstText(where condition: (String) -> Bool) -> String? {
    func isSo(_ text: String?) -> Bool { text.map(condition) ?? false }
    if condition(imagePath) { return "imagePath" }
    if condition(imageSHA256) { return "imageSHA256" }
    if condition(reason) { return "reason" }
    if condition(recipe) { return "recipe" }
    if condition(recipeSHA256) { return "recipeSHA256" }
    if condition(effectiveParameters) { return "effectiveParameters" }
    if condition(software) { return "software" }
    if isSo(templatePath) { return "templatePath" }
    if isSo(templateSHA256) { return "templateSHA256" }
    if isSo(station) { return "station" }
    if isSo(`operator`) { return "operator" }
    if isSo(camera) { return "camera" }
    if isSo(modelSHA256) { return "modelSHA256" }
    if isSo(thresholds) { return "thresholds" }
    if isSo(lot) { return "lot" }
    if isSo(serial) { return "serial" }
    if parents.contains(where: { isSo($0.serial) || isSo($0.lot) }) { return "parents" }
    return defects.contains { condition($0.defectClass.rawValue) } ? "defects" : nil
  }
}

extension String {
  /// Searched by the C library: a record's texts are long, and there is one for every image.
  fileprivate var hasNUL: Bool {
    let found = utf8.withContiguousStorageIfAvailable {
      memchr($0.baseAddress!, 0, $0.count) != nil
    }
    return found ?? utf8.contains(0)
  }
}
