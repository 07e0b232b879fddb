import ArgumentParser
import Foundation
import Station
import Traceability
import Wording

/// Whether and where a station exports signed heads of its records.
struct HeadExportOptions: ParsableArguments {
  @Option(help: .told(.helpExportHeads, valueName: "dir"))
  var exportHeads: String?

  @Option(help: .told(.helpHowOften, valueName: "time"))
  var every = TimeSpan(.seconds(3600), "1h")

  @Option(help: .told(.helpHeadKey, valueName: "file"))
  var key: String?

  func validate() throws {
    guard (exportHeads == nil) == (key == nil) else {
      throw ValidationError(.told(.usageHeadsAndKey))
    }
    try refuseBlank([("--export-heads", exportHeads), ("--key", key)])
  }

  /// What they say; `nil` where no heads are exported.
  func plan() throws -> HeadExportPlan? {
    guard let exportHeads, let key else { return nil }
    return HeadExportPlan(
      folder: exportHeads, interval: every.seconds, key: try SigningKey(path: key))
  }
}
