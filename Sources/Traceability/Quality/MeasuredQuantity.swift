import Foundation
import GRDB

/// A number that each record has or may have.
public enum MeasuredQuantity: Sendable, Hashable {
  /// A value measured of the picture, by its name: `sharpness`, `level`… (docs/health.md).
  case health(String)
  /// How long a stage took, by its name, in milliseconds.
  case timing(String)
  /// How long all stages took together, in milliseconds.
  case totalTime
  /// The area of all defects together, in px²; 0 where there is none.
  case defectArea

  /// A stable name for addresses and other programs: `health.sharpness`, `timing.decode`, `totalTime`,
  /// `defectArea`.
  public var name: String {
    switch self {
    case .health(let name): "health." + name
    case .timing(let stage): "timing." + stage
    case .totalTime: "totalTime"
    case .defectArea: "defectArea"
    }
  }

  /// The quantity of this ``name``; `nil` where it is none.
  public init?(name: String) {
    if name == "totalTime" {
      self = .totalTime
    } else if name == "defectArea" {
      self = .defectArea
    } else if name.hasPrefix("health."), name.count > 7 {
      self = .health(String(name.dropFirst(7)))
    } else if name.hasPrefix("timing."), name.count > 7 {
      self = .timing(String(name.dropFirst(7)))
    } else {
      return nil
    }
  }

  /// The column of a record `r` that holds it, in a file of `version`.
  func column(version: Int64) -> String {
    switch self {
    case .health: version >= 3 ? "r.health" : "NULL"
    case .timing, .totalTime: "r.timings"
    case .defectArea:
      "(SELECT coalesce(sum(d.area), 0) FROM record_defects d WHERE d.sequence = r.sequence)"
    }
  }

  /// The number in what ``column(version:)`` gave, at `index`; `nil` where the record does not have it.
  func value(in row: Row, at index: Int) throws -> Double? {
    switch self {
    case .health(let name):
      let text: String? = try row.decode(atIndex: index)
      return text.flatMap(HealthRow.health)?.measurements.first { $0.name == name }?.value
    case .timing(let stage):
      let timings = RecordRow.timings(try row.decode(atIndex: index)) ?? []
      return timings.first { $0.stage == stage }?.milliseconds
    case .totalTime:
      let timings = RecordRow.timings(try row.decode(atIndex: index)) ?? []
      return timings.isEmpty ? nil : timings.reduce(0) { $0 + $1.milliseconds }
    case .defectArea: return try row.decode(atIndex: index)
    }
  }
}

/// A measured value and the record that has it.
public struct MeasuredValue: Sendable, Equatable {
  /// The number of the record.
  public let sequence: Int64
  /// When it was recorded.
  public let recordedAt: Date
  /// The value.
  public let value: Double
}
