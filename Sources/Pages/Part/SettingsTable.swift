import Foundation
import Traceability
import Wording

/// The settings of a record as tables: the limits that decided, what overrides changed, and all
/// parameters in effect.
struct SettingsTable: Sendable {
  struct Row: Sendable {
    let name: String
    let value: String
  }

  let limits: [Row]
  let hasLimits: Bool
  let changed: [Row]
  let hasChanged: Bool
  let all: [Row]
  let allTitle: String

  init(_ record: InspectionRecord, _ words: Words) {
    let thresholds = record.thresholds.flatMap(SettingsJSON.init)
    limits = Self.rows(thresholds?.member("limits"))
    hasLimits = !limits.isEmpty
    changed = Self.rows(thresholds?.member("changed"))
    hasChanged = !changed.isEmpty
    all = Self.rows(SettingsJSON(record.effectiveParameters))
    allTitle = words.text(.partAllParameters, count: all.count)
  }

  private static func rows(_ json: SettingsJSON?) -> [Row] {
    guard case .object(let members) = json else { return [] }
    return members.sorted { $0.key < $1.key }.map { Row(name: $0.key, value: $0.value.text) }
  }
}

/// JSON as records keep settings in: values, or objects with a value and its unit.
enum SettingsJSON: Decodable {
  case object([String: SettingsJSON])
  case list([SettingsJSON])
  case text(String)
  case number(Double)
  case flag(Bool)
  case null

  init?(_ text: String) {
    guard let json = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else { return nil }
    self = json
  }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([SettingsJSON].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: SettingsJSON].self))
    }
  }

  func member(_ name: String) -> SettingsJSON? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// Whole numbers without a point, others with as many digits as tell them apart.
  private static func text(_ number: Double) -> String {
    Int64(exactly: number).map { "\($0)" } ?? "\(number)"
  }

  /// The value as a recipe has it.
  var text: String {
    switch self {
    case .null: "–"
    case .text(let text): text
    case .flag(let flag): flag ? "true" : "false"
    case .number(let number): Self.text(number)
    case .list(let list): "[" + list.map(\.text).joined(separator: ", ") + "]"
    case .object(let members):
      if let value = members["value"], members.count <= 2 {
        value.text + (members["unit"].map { " " + $0.text } ?? "")
      } else {
        members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }
          .joined(separator: ", ")
      }
    }
  }
}
