import ArgumentParser
import Foundation
import Station

/// What the records of a station have in common.
struct WatchLabels: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Takes the serial number out of an image's file name: what the first group matches, or the \
      whole match.
      """, valueName: "regex"))
  var serialFrom: String?

  @Option(help: "The lot of the parts.")
  var lot: String?

  @Option(help: "The name of this inspection station.")
  var station: String?

  @Option(name: .customLong("operator"), help: "Who runs the station.")
  var operatorName: String?

  var origin: RecordOrigin { RecordOrigin(station: station, operator: operatorName, lot: lot) }

  func validate() throws {
    for case (let option, let value?) in [
      ("--lot", lot), ("--station", station), ("--operator", operatorName),
    ] where value.allSatisfy(\.isWhitespace) {
      throw ValidationError("\(option) is empty; leave it out or give it a value.")
    }
  }
}

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

/// A length of time with its unit on the command line: `300ms`, `2s`, `10min`, `1h`.
struct TimeSpan: ExpressibleByArgument, CustomStringConvertible {
  let duration: Duration

  init(_ duration: Duration) { self.duration = duration }

  init?(argument: String) {
    let units: [(String, Double)] = [("ms", 1), ("min", 60_000), ("s", 1000), ("h", 3_600_000)]
    for (unit, milliseconds) in units where argument.hasSuffix(unit) {
      guard let number = Double(argument.dropLast(unit.count)), number > 0,
        number * milliseconds <= 1e10
      else { return nil }
      duration = .microseconds(Int64((number * milliseconds * 1000).rounded()))
      return
    }
    return nil
  }

  var description: String {
    let milliseconds = duration / .milliseconds(1)
    return milliseconds < 1000
      ? "\(Int(milliseconds))ms" : "\(Int((milliseconds / 1000).rounded()))s"
  }

  var defaultValueDescription: String { description }
}
