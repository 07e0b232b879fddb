import Foundation
import Station
import Traceability

/// How the station is, for programs and for load balancers.
struct StatusAPI: Sendable {
  let reader: RecordReader
  let metrics: Metrics
  let queueLength: (@Sendable () -> Int)?
  let connections: ConnectionCount
  private let startedAt = Date()

  init(
    reader: RecordReader, metrics: Metrics, queueLength: (@Sendable () -> Int)?,
    connections: ConnectionCount
  ) {
    (self.reader, self.metrics) = (reader, metrics)
    (self.queueLength, self.connections) = (queueLength, connections)
  }

  var routes: [Route] {
    [
      .get("/api/v1/status") { try self.status($0) },
      .get("/api/v1/openapi.yaml") { exchange in
        .cacheable(
          ("application/yaml", Array(OpenAPIDocument.text.utf8)),
          tag: OpenAPIDocument.tag, for: exchange, cache: "private, no-cache")
      },
      .get("/metrics") { _ in
        Answer(
          type: "text/plain; version=0.0.4; charset=utf-8", try self.metrics.text())
      },
      .get("/healthz", .everybody, lane: .health) { _ in try self.health() },
    ]
  }

  private func status(_ exchange: Exchange) throws -> Answer {
    try exchange.query.only([])
    let newest = try reader.newestNumbers()
    let record = newest.record > 0 ? try reader.record(sequence: newest.record) : nil
    let disk = DiskSpace(of: reader.path)
    return .json(
      JSONObject([
        ("software", .text(SoftwareVersion.text)),
        ("startedAt", .text(RecordTime.text(startedAt))),
        ("now", .text(RecordTime.text(Date()))),
        ("newestRecord", .number(Int(newest.record))),
        ("newestRecordAt", .text(record.map { RecordTime.text($0.recordedAt) })),
        ("newestVerdict", .text(record?.finalVerdict.rawValue)),
        ("recipe", .text(record?.recipe)), ("recipeVersion", .number(record?.recipeVersion)),
        ("newestAlarm", .number(Int(newest.alarm))),
        ("newestOverride", .number(Int(newest.override))),
        ("queue", .number(queueLength?())),
        ("diskFreeBytes", .number(disk?.free)), ("diskBytes", .number(disk?.total)),
        ("connections", .number(connections.current)),
      ]).text)
  }

  /// Says no more than whether records can be read: the file is still there, and its newest record whole.
  private func health() throws -> Answer {
    guard access(reader.path, R_OK) == 0, let newest = try? reader.latestSequence(),
      newest == 0 || (try? reader.record(sequence: newest)) != nil
    else { throw Refusal(.serviceUnavailable, "records cannot be read") }
    return Answer(type: "text/plain; charset=utf-8", "ok\n")
  }
}

/// How much room there is on a disk.
struct DiskSpace {
  /// Bytes that may still be written.
  var free: Int
  /// Bytes in all.
  var total: Int

  /// Of the disk that `path` lies on; `nil` where that cannot be told.
  init?(of path: String) {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    let block = Int(clamping: status.f_frsize)
    free = Int(clamping: status.f_bavail).multipliedReportingOverflow(by: block).partialValue
    total = Int(clamping: status.f_blocks).multipliedReportingOverflow(by: block).partialValue
  }
}
