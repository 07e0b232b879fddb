import Accounts
import Decision
import Foundation
import Testing
import Traceability

@testable import Dashboard

struct RecordAPITests {
  /// The numbers of the records of all pages of `target`, which gets a cursor appended.
  private func numbers(
    _ site: Site, _ target: String, after page: (Int) throws -> Void = { _ in }
  ) async throws -> [Int] {
    var (numbers, cursor, count): ([Int], String?, Int) = ([], nil, 0)
    repeat {
      let answer = try await site.get(target + (cursor.map { "&cursor=\($0)" } ?? ""))
      try #require(answer.status == 200, "\(answer.text)")
      let json = try answer.json()
      let items = try #require(json["items"] as? [[String: Any]])
      numbers += items.compactMap { $0["sequence"] as? Int }
      cursor = json["next"] as? String
      count += 1
      try page(count)
    } while cursor != nil
    return numbers
  }

  @Test func pagesAreCompleteWithoutDoublesWhileRecordsAreAppended() async throws {
    try await Site.serve(prepare: { site in for _ in 1...23 { try site.record() } }) {
      site async throws in
      let newest = try await numbers(site, "/api/v1/inspections?limit=5") { _ in
        for _ in 0..<7 { try site.record() }
      }
      #expect(newest == Array((1...23).reversed()))
      var appended = 0
      let oldest = try await numbers(site, "/api/v1/inspections?limit=10&order=oldest") { page in
        guard page < 4 else { return }
        try site.record()
        appended += 1
      }
      let all = Int(try site.store.reader.latestSequence())
      #expect(oldest == Array(1...all) && appended == 3)
      #expect(try await numbers(site, "/api/v1/inspections?limit=1000").count == all)
    }
  }

  @Test func filtersHoldTogether() async throws {
    try await Site.serve { site async throws in
      try site.record(verdict: .fail, seconds: 0, lot: "L1", serial: "S1", classes: [.open])
      try site.record(verdict: .pass, seconds: 3600, lot: "L1", serial: "S2", classes: [])
      try site.record(verdict: .review, seconds: 7200, lot: "L2", serial: "S1", classes: [.short])
      try site.record(verdict: .fail, seconds: 86_400, lot: "批 2", serial: "S4", classes: [.open])
      for (query, expected) in [
        ("", [4, 3, 2, 1]), ("verdict=fail", [4, 1]), ("verdict=fail&verdict=pass", [4, 2, 1]),
        ("lot=L1", [2, 1]), ("lot=%E6%89%B9+2", [4]), ("serial=S1", [3, 1]),
        ("serial=S1&verdict=review", [3]), ("class=open", [4, 1]), ("class=nothing", []),
        ("since=2025-06-01T07:00Z", [4, 3, 2]), ("until=2025-06-01", [3, 2, 1]),
        ("since=2025-06-01T07:00Z&until=2025-06-01T08:00Z", [2]), ("recipe=other", []),
        ("lot=' OR 1=1 --".replacing(" ", with: "+"), []), ("limit=2", [4, 3]),
      ] {
        let answer = try await site.get("/api/v1/inspections?\(query)")
        let items = try #require(try answer.json()["items"] as? [[String: Any]], "\(query)")
        #expect(items.compactMap { $0["sequence"] as? Int } == expected, "\(query)")
      }
    }
  }

  @Test(arguments: [
    "verdict=good", "since=yesterday", "until=2025-13-01", "limit=0", "limit=1001", "limit=x",
    "cursor=x", "cursor=YWZ0ZXI6LTE", "order=random", "page=2", "Lot=1",
  ])
  func parametersThatAreNoneAreNamed(_ query: String) async throws {
    try await Site.serve { site async throws in
      let answer = try await site.get("/api/v1/inspections?\(query)")
      #expect(answer.status == 400 && answer["content-type"] == "application/problem+json")
      let detail = try #require(try answer.json()["detail"] as? String)
      #expect(detail.contains(query.prefix { $0 != "=" }))
    }
  }

  @Test func oneInspectionTellsEverything() async throws {
    try await Site.serve { site async throws in
      let sequence = try site.record(serial: "S \"1\"", classes: [.open, .short])
      _ = try site.store.override(
        sequence: sequence, with: .pass, operator: "anna", reason: "dust", at: Site.time)
      let json = try await site.get("/api/v1/inspections/1").json()
      #expect(json["serial"] as? String == "S \"1\"")
      #expect((json["defects"] as? [Any])?.count == 2)
      #expect(json["verdict"] as? String == "fail" && json["finalVerdict"] as? String == "pass")
      #expect((json["parameters"] as? [String: Int]) == ["a": 1])
      let chain = try #require(json["chain"] as? [String: Any])
      #expect(chain["status"] as? String == "intact" && chain["position"] as? Int == 1)
      #expect((chain["hash"] as? String)?.utf8.count == 64)
    }
  }

  @Test func qualityIsCounted() async throws {
    try await Site.serve { site async throws in
      for index in 0..<10 {
        try site.record(
          verdict: index < 7 ? .pass : .fail, lot: index < 5 ? "A" : "B",
          classes: index < 7 ? [] : [.open, .open, .short])
      }
      let json = try await site.get("/api/v1/quality").json()
      #expect(json["inspections"] as? Int == 10)
      #expect((json["verdicts"] as? [String: Int])?["pass"] == 7)
      #expect((json["yield"] as? [String: Double])?["share"] == 0.7)
      #expect(json["firstPassYield"] is NSNull)
      let defects = try #require(json["defects"] as? [[String: Any]])
      #expect(defects.map { $0["class"] as? String } == ["open", "short"])
      #expect(defects.map { $0["defects"] as? Int } == [6, 3])
      #expect(defects.map { $0["inspections"] as? Int } == [3, 3])
      let lot = try await site.get("/api/v1/quality?lot=A").json()
      #expect(lot["inspections"] as? Int == 5 && (lot["defects"] as? [Any])?.isEmpty == true)
      let nothing = try await site.get("/api/v1/quality?lot=C").json()
      #expect(nothing["inspections"] as? Int == 0 && nothing["yield"] is NSNull)
    }
  }

  @Test func csvHasAllRecordsAndRunsNoFormula() async throws {
    try await Site.serve(roles: [.engineer]) { site async throws in
      for index in 0..<600 {
        try site.record(
          isThere: false, lot: index == 3 ? "=cmd|' /C calc'!A0" : nil,
          serial: index == 4 ? "@SUM(1)" : nil, reason: index == 5 ? "a,\"b\"\r\nc" : "")
      }
      let browser = try await site.logIn(.engineer)
      let answer = try await site.get("/api/v1/inspections.csv", [browser.cookieField])
      #expect(answer.status == 200)
      #expect(answer["content-disposition"] == "attachment; filename=\"inspections.csv\"")
      let lines = answer.text.components(separatedBy: "\r\n")
      // A byte order mark and the names, a line each, one of them broken in two, and the end.
      #expect(lines.count == 603)
      #expect(lines[0].hasPrefix("\u{FEFF}image,verdict,"))
      #expect(answer.text.contains(",'=cmd|' /C calc'!A0,") && answer.text.contains(",'@SUM(1),"))
      #expect(!answer.text.contains(",=") && !answer.text.contains(",@"))
      let audit = try site.store.reader.audit(limit: 1)
      #expect(audit.map(\.action) == [.export] && audit.map(\.actor) == ["engineer"])
      #expect(audit.map(\.subject) == ["CSV up to record 600"])
    }
  }

  @Test func alarmsAndTheAuditArePaged() async throws {
    try await Site.serve(roles: [.auditor]) { site async throws in
      var entries = StationEntries()
      entries.alarms = (1...5).map { number in
        StationAlarm(
          date: Site.time, kind: "disk", folder: nil, sentence: "alarm \(number)", state: .raised)
      }
      _ = try site.store.append(entries)
      for number in 1...5 {
        try site.store.audit(
          AuditEntry(action: .export, actor: "a", source: "b", subject: "\(number)"))
      }
      let browser = try await site.logIn(.auditor)
      for (target, field) in [("/api/v1/alarms", "sentence"), ("/api/v1/audit", "subject")] {
        var (texts, cursor): ([String], String?) = ([], nil)
        repeat {
          let json = try await site.get(
            target + "?limit=2" + (cursor.map { "&cursor=\($0)" } ?? ""), [browser.cookieField]
          ).json()
          let items = try #require(json["items"] as? [[String: Any]])
          texts += items.compactMap { $0[field] as? String }
          cursor = json["next"] as? String
        } while cursor != nil
        let login = target == "/api/v1/audit" ? ["dashboard, as auditor"] : []
        #expect(texts.filter { $0.hasPrefix("dashboard") } == login)
        #expect(texts.filter { !$0.hasPrefix("dashboard") }.count == 5)
        #expect(Set(texts).count == texts.count)
      }
    }
  }

  @Test func theStatusIsThatOfTheRecords() async throws {
    try await Site.serve { site async throws in
      let empty = try await site.get("/api/v1/status").json()
      #expect(empty["newestRecord"] as? Int == 0 && empty["newestVerdict"] is NSNull)
      try site.record(verdict: .review)
      let json = try await site.get("/api/v1/status").json()
      #expect(json["newestRecord"] as? Int == 1 && json["newestVerdict"] as? String == "review")
      #expect(json["newestRecordAt"] as? String == "2025-06-01T06:30:00.000Z")
      #expect(json["diskFreeBytes"] as? Int ?? 0 > 0)
      #expect(json["queue"] is NSNull)
    }
  }

  @Test func metricsCountWhatIsAppended() async throws {
    try await Site.serve(prepare: { try $0.record(verdict: .pass, classes: []) }) {
      site async throws in
      func value(_ name: String) async throws -> String? {
        let text = try await site.get("/metrics").text
        return text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
          .map { String($0.dropFirst(name.count + 1)) }
      }
      #expect(try await value("sightline_images_total") == "1")
      try site.record(verdict: .fail, classes: [.open, DefectClass(rawValue: "a\"b\\c\nd")])
      #expect(try await value("sightline_images_total") == "2")
      #expect(try await value("sightline_verdicts_total{verdict=\"fail\"}") == "1")
      #expect(try await value("sightline_verdicts_total{verdict=\"uninspectable\"}") == "0")
      #expect(try await value("sightline_defects_total{class=\"open\"}") == "1")
      #expect(try await value("sightline_defects_total{class=\"a\\\"b\\\\c\\nd\"}") == "1")
      #expect(try await value("sightline_inspection_seconds_count") == "1")
      #expect(try await value("sightline_inspection_seconds_bucket{le=\"0.005\"}") == "1")
      #expect(try await value("sightline_inspection_seconds_bucket{le=\"+Inf\"}") == "1")
      #expect(try await value("sightline_disk_free_bytes") != nil)
      let lines = try await site.get("/metrics").text.split(separator: "\n")
      for line in lines where !line.hasPrefix("#") {
        #expect(line.split(separator: " ").count >= 2)
      }
    }
  }
}
