import Foundation

/// Looks after what images and records need beside the program: room on disks, and a clock that does
/// not jump. Belongs to one thread.
struct PlaceWatch {
  private let alarms: AlarmBook
  private let limits: AlarmLimits
  /// The folders whose file systems need room.
  private let folders: [String]
  private var offset: Duration?

  init(folders: [String], limits: AlarmLimits, alarms: AlarmBook) {
    (self.folders, self.limits, self.alarms) = (Array(Set(folders)).sorted(), limits, alarms)
  }

  /// Looks at everything.
  mutating func look() {
    lookAtClock()
    for folder in folders { lookAtDisk(folder) }
  }

  private mutating func lookAtClock() {
    let uptime = Duration.nanoseconds(
      Int64((ContinuousClock.now - Self.origin) / .nanoseconds(1)))
    let now = Duration.nanoseconds(FileIdentity.now) - uptime
    defer { offset = now }
    guard let offset else { return }
    let jump = now - offset
    guard jump > limits.clockJump || jump < .zero - limits.clockJump else { return }
    let seconds = Int((jump / .seconds(1)).rounded())
    alarms.tellOnce(
      .clock, nil,
      "the clock was set \(seconds > 0 ? "forward" : "back") by \(abs(seconds)) s; records keep "
        + "their order by their numbers, check what sets the clock")
  }

  private static let origin = ContinuousClock.now

  private func lookAtDisk(_ folder: String) {
    guard let free = Self.freeBytes(folder) else { return }
    if free < limits.freeBytes {
      alarms.raise(
        .disk, folder, "only \(free >> 20) MiB are free on the disk of '\(folder)'; make room")
    } else {
      alarms.end(.disk, folder)
    }
  }

  /// Bytes that may still be written where `folder` lies; `nil` where that cannot be told.
  static func freeBytes(_ folder: String) -> Int64? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    return Int64(clamping: UInt64(status.f_bavail) &* UInt64(status.f_frsize))
  }
}
