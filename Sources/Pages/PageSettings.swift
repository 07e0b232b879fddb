import Foundation
import Traceability

/// What pages have to know beside the records.
public struct PageSettings: Sendable {
  /// When shifts begin, and the station's time zone.
  public var shifts: ShiftPlan
  /// How often a part comes; `nil` where nobody said: the records tell then.
  public var takt: Duration?
  /// Name and version of the program that serves the pages.
  public var software: String
  /// The folders whose disks are shown.
  public var folders: [String]
  /// Asks the station that runs in this process; `nil` where none does.
  public var station: (@Sendable () -> StationState)?

  /// See the properties.
  public init(
    shifts: ShiftPlan = .standard, takt: Duration? = nil, software: String = "Sightline",
    folders: [String] = [], station: (@Sendable () -> StationState)? = nil
  ) {
    (self.shifts, self.takt, self.software) = (shifts, takt, software)
    (self.folders, self.station) = (folders, station)
  }
}

/// What only a running station knows of itself.
public struct StationState: Sendable, Equatable {
  /// How many images wait to be inspected or recorded.
  public var waiting: Int

  /// `waiting` images wait.
  public init(waiting: Int) { self.waiting = waiting }
}
