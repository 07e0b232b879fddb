import Foundation
import Traceability

/// What a station tells on standard error: a line of JSON each.
enum StationText {
  private struct AlarmLine: Encodable {
    var alarm: String
    var state: String
    var at: String
    var folder: String?
    var sentence: String
  }

  private struct NoteLine: Encodable {
    var note: String
  }

  /// An alarm, on one line.
  static func line(_ alarm: StationAlarm) -> String {
    text(
      AlarmLine(
        alarm: alarm.kind, state: alarm.state.rawValue, at: RecordTime.text(alarm.date),
        folder: alarm.folder, sentence: alarm.sentence))
  }

  /// Something to know that is no alarm, on one line.
  static func note(_ sentence: String) -> String { text(NoteLine(note: sentence)) }

  private static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      preconditionFailure("a line of text cannot be JSON: \(error)")
    }
  }
}
