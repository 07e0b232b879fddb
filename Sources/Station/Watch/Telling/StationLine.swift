import Foundation
import Reporting
import Traceability

/// What a station tells to programs: objects of JSON on one line, without a line feed.
public enum StationLine {
  private struct AlarmObject: Encodable {
    var alarm: String
    var state: String
    var at: String
    var folder: String?
    var sentence: String
  }

  private struct NoteObject: Encodable {
    var note: String
  }

  /// A verdict, with the members of `results.jsonl`.
  public static func of(_ record: InspectionRecord) -> String { RecordJSON.line(record) }

  /// An alarm: `alarm` (what it is about), `state` (`raised` or `ended`), `at`, `folder` where it is
  /// about one, `sentence`.
  public static func of(_ alarm: StationAlarm) -> String {
    text(
      AlarmObject(
        alarm: alarm.kind, state: alarm.state.rawValue, at: RecordTime.text(alarm.date),
        folder: alarm.folder, sentence: alarm.sentence))
  }

  /// Something to know that is no alarm: `note`.
  public static func of(note sentence: String) -> String { text(NoteObject(note: sentence)) }

  private static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      preconditionFailure("an object of texts cannot be JSON: \(error)")
    }
  }
}
