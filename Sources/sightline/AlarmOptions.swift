import ArgumentParser
import Station

/// When a station raises alarms.
struct AlarmOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Alarm when so many parts in a row do not pass; 0 for never.", valueName: "count"))
  var alarmFails = 10

  @Option(
    help: ArgumentHelp(
      "Alarm when less than this share of the last 100 parts passes, such as 0.9.",
      valueName: "share"))
  var alarmYield: Double?

  @Option(
    help: ArgumentHelp("Alarm when no image came for so long, such as 10min.", valueName: "time"))
  var alarmSilence: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "Alarm when fewer MiB than this are free on a disk that is written to.", valueName: "MiB"))
  var alarmDisk = 1024

  var limits: AlarmLimits {
    var limits = AlarmLimits()
    limits.failsInARow = alarmFails > 0 ? alarmFails : nil
    limits.yield = alarmYield
    limits.silence = alarmSilence?.duration
    limits.freeBytes = Int64(alarmDisk) << 20
    return limits
  }

  func validate() throws {
    if let alarmYield, !(0...1).contains(alarmYield) {
      throw ValidationError("--alarm-yield \(alarmYield): a share is 0 to 1")
    }
    guard (0...(1 << 30)).contains(alarmDisk), alarmFails >= 0 else {
      throw ValidationError("--alarm-disk and --alarm-fails are 0 or more")
    }
  }
}
