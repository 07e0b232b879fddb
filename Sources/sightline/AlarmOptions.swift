import ArgumentParser
import Station
import Wording

/// When a station raises alarms.
struct AlarmOptions: ParsableArguments {
  @Option(help: .told(.helpAlarmFails, valueName: "count"))
  var alarmFails = 10

  @Option(help: .told(.helpAlarmYield, valueName: "share"))
  var alarmYield: Double?

  @Option(help: .told(.helpAlarmSilence, valueName: "time"))
  var alarmSilence: TimeSpan?

  @Option(help: .told(.helpAlarmDisk, valueName: "MiB"))
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
      throw ValidationError(
        .told(.usageShare, ["option": "--alarm-yield", "value": "\(alarmYield)"]))
    }
    guard (0...(1 << 30)).contains(alarmDisk), alarmFails >= 0 else {
      throw ValidationError(.told(.usageAlarmNegative))
    }
  }
}
