import Accounts
import Decision
import Foundation
import Hummingbird
import Quality
import Reporting
import Traceability

/// Records as JSON and CSV under `/api/v1`. What each address takes and gives is in openapi.yaml.
struct RecordAPI: Sendable {
  let reader: RecordReader
  /// Nil where the file cannot be written; exports are not audited then.
  let store: RecordStore?
  let accounts: AccountStore?
  let workshop: Workshop

  var routes: [Route] {
    [
      .get("/api/v1/inspections") { try self.inspections($0) },
      .get("/api/v1/inspections.csv", .only(.export)) { try self.export($0) },
      .get("/api/v1/inspections/{record}") { try self.inspection($0) },
      .get("/api/v1/quality", lane: .statistics) { try self.quality($0) },
      .get("/api/v1/alarms") { try self.alarms($0) },
      .get("/api/v1/audit", .only(.readAudit)) { try self.audit($0) },
      .get("/api/v1/accounts", .only(.manageAccounts)) { try self.listAccounts($0) },
    ]
  }

  private func inspections(_ exchange: Exchange) throws -> Answer {
    var query = try exchange.query.recordQuery(besides: ["limit", "cursor", "order"])
    switch exchange.query["order"] {
    case nil, "newest": query.order = .newestFirst
    case "oldest": query.order = .oldestFirst
    default: throw Refusal(.badRequest, "order: newest or oldest")
    }
    let limit = try exchange.query.limit()
    query.after = try Cursor(exchange.query["cursor"])?.number
    // One more tells whether there are more.
    query.limit = limit + 1
    let records = try reader.records(matching: query)
    let page = records.prefix(limit)
    let next = records.count > limit ? page.last?.sequence.map { Cursor($0).text } : nil
    return list(page.map { RecordJSON.line($0) }, next: next)
  }

  private func inspection(_ exchange: Exchange) throws -> Answer {
    try exchange.query.only([])
    let number = exchange.requireRecord()
    guard let record = try reader.record(sequence: number) else {
      throw Refusal(.notFound, "there is no record \(number)")
    }
    let chain = Self.json(try reader.seal(of: number))
    return .json(RecordJSON.detail(record, members: [("chain", chain)]))
  }

  private static func json(_ seal: RecordSeal) -> String {
    let (status, link): (String, ChainLink)
    switch seal {
    case .older: return "null"
    case .missing: return JSONObject([("status", .text("missing"))]).text
    case .intact(let found): (status, link) = ("intact", found)
    case .changed(let found): (status, link) = ("changed", found)
    }
    return JSONObject([
      ("status", .text(status)), ("position", .number(Int(link.position))),
      ("hash", .text(link.hash.hexadecimal)), ("previous", .text(link.previous.hexadecimal)),
      ("adopted", .flag(link.isAdopted)),
    ]).text
  }

  private func quality(_ exchange: Exchange) throws -> Answer {
    let filter = try exchange.query.qualityFilter()
    // Numbers of one answer agree, whatever is recorded while it is made.
    let reader = try reader.atThisMoment()
    let counts = try reader.qualityCounts(filter)
    let parts = try reader.serialYield(filter, counts: counts)
    let verdicts = Verdict.allCases.map { ($0.rawValue, JSONObject.Value.number(counts[$0])) }
    let classes = try reader.defectsByClass(filter).map { count in
      JSONObject([
        ("class", .text(count.defectClass.rawValue)), ("defects", .number(count.defects)),
        ("inspections", .number(count.inspections)),
      ])
    }
    return .json(
      JSONObject([
        ("inspections", .number(counts.total)), ("verdicts", .json(JSONObject(verdicts).text)),
        ("yield", Self.share(counts.pass, of: counts.total)),
        ("firstPassYield", Self.share(parts.passedFirst, of: parts.parts)),
        ("finalYield", Self.share(parts.passedLast, of: parts.parts)),
        ("defects", .list(classes)),
      ]).text)
  }

  /// A share with its 95 % confidence interval; null of nothing.
  private static func share(_ count: Int, of total: Int) -> JSONObject.Value {
    guard total > 0 else { return .json("null") }
    let estimate = ShareEstimate(count, of: total)
    return .json(
      JSONObject([
        ("count", .number(count)), ("of", .number(total)), ("share", .real(estimate.share)),
        ("lower", .real(estimate.lower)), ("upper", .real(estimate.upper)),
      ]).text)
  }

  private func alarms(_ exchange: Exchange) throws -> Answer {
    try exchange.query.only(["limit", "cursor"])
    let limit = try exchange.query.limit()
    let before = try Cursor(exchange.query["cursor"])?.number ?? .max
    let alarms = try reader.alarms(before: before, limit: limit + 1)
    let page = alarms.prefix(limit)
    let next = alarms.count > limit ? page.last?.number.map { Cursor($0).text } : nil
    return list(page.map { RecordJSON.line($0) }, next: next)
  }

  private func audit(_ exchange: Exchange) throws -> Answer {
    try exchange.query.only(["limit", "cursor"])
    let limit = try exchange.query.limit()
    let before = try Cursor(exchange.query["cursor"])?.number ?? .max
    let entries = try reader.audit(before: before, limit: limit + 1)
    let page = entries.prefix(limit)
    let next = entries.count > limit ? page.last?.number.map { Cursor($0).text } : nil
    return list(page.map { RecordJSON.line($0) }, next: next)
  }

  private func listAccounts(_ exchange: Exchange) throws -> Answer {
    try exchange.query.only([])
    guard let accounts else { throw Refusal(.notFound, "there are no accounts") }
    return list(
      try accounts.accounts().map { account in
        JSONObject([
          ("name", .text(account.name)), ("role", .text(account.role.rawValue)),
          ("disabled", .flag(account.isDisabled)),
          ("createdAt", .text(RecordTime.text(account.createdAt))),
        ]).text
      }, next: nil)
  }

  private func list(_ items: [String], next: String?) -> Answer {
    .json(
      JSONObject([
        ("items", .json("[" + items.joined(separator: ",") + "]")), ("next", .text(next)),
      ]).text)
  }

  /// All records of a query as CSV, a portion at a time, so that any number of them can be taken.
  private func export(_ exchange: Exchange) throws -> Answer {
    var query = try exchange.query.recordQuery()
    query.order = .oldestFirst
    let newest = try reader.latestSequence()
    let filter = exchange.query.values.keys.sorted()
      .map { "\($0)=\(exchange.query.all($0).joined(separator: "|"))" }.joined(separator: " ")
    try store?.audit(
      AuditEntry(
        action: .export, actor: exchange.visitor.name, source: exchange.address,
        subject: "CSV up to record \(newest)" + (filter.isEmpty ? "" : ", \(filter)")))
    let (workshop, reader, first) = (workshop, reader, query)
    var answer = Answer(type: "text/csv; charset=utf-8; header=present") { writer in
      var query = first
      query.limit = 256
      try await writer.write(ByteBuffer(string: RecordCSV.header()))
      while true {
        let portion = try await workshop.run(in: .reading) { [query] in
          try reader.records(matching: query).filter { ($0.sequence ?? 0) <= newest }
        }
        guard let last = portion.last?.sequence else { return }
        try await writer.write(
          ByteBuffer(string: portion.map { RecordCSV.line($0) }.joined()))
        if portion.count < 256 { return }
        query.after = last
      }
    }
    answer.headers[.contentDisposition] = "attachment; filename=\"inspections.csv\""
    return answer
  }
}
