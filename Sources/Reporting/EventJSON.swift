import Traceability

extension RecordJSON {
  /// An entry of the audit as a JSON object on one line, without its line feed.
  public static func line(_ entry: AuditEntry) -> String {
    object([
      ("number", "\(entry.number ?? 0)"),
      ("recordedAt", JSONText.string(ReportTime.utc(entry.recordedAt))),
      ("action", JSONText.string(entry.action.rawValue)),
      ("actor", JSONText.string(entry.actor)),
      ("source", JSONText.string(entry.source)),
      ("subject", JSONText.string(entry.subject)),
    ])
  }

  /// An alarm as a JSON object on one line, without its line feed.
  public static func line(_ alarm: StationAlarm) -> String {
    object([
      ("number", "\(alarm.number ?? 0)"),
      ("raisedAt", JSONText.string(ReportTime.utc(alarm.date))),
      ("kind", JSONText.string(alarm.kind)),
      ("folder", alarm.folder.map(JSONText.string) ?? "null"),
      ("sentence", JSONText.string(alarm.sentence)),
      ("state", JSONText.string(alarm.state.rawValue)),
    ])
  }

  /// A record with everything it has, on one line without its line feed: the members of
  /// ``line(_:)-(InspectionRecord)``, the measured health of the picture, `parameters`, `thresholds`,
  /// and `members`.
  public static func detail(
    _ record: InspectionRecord, members: [(name: String, value: String)]
  ) -> String {
    func json(_ text: String) -> String { isValid(text) ? text : JSONText.string(text) }
    let health = (record.health?.measurements ?? []).map { ($0.name, "\($0.value)") }
    let rest =
      [
        ("health", object(health)), ("parameters", json(record.effectiveParameters)),
        ("thresholds", record.thresholds.map(json) ?? "null"),
      ] + members.map { ($0.name, $0.value) }
    return line(record).dropLast() + "," + object(rest).dropFirst()
  }

  /// A JSON object of `members` in their order; their values are JSON already, their names plain.
  public static func object(_ members: [(name: String, value: String)]) -> String {
    "{" + members.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",") + "}"
  }

  /// `text` as JSON.
  public static func string(_ text: String) -> String { JSONText.string(text) }
}
