import ArgumentParser
import Foundation
import Station
import Traceability

/// Whether and where a station exports signed heads of its records.
struct HeadExportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Export the signed head of the records to this folder, best one on another machine.",
      valueName: "dir"))
  var exportHeads: String?

  @Option(help: ArgumentHelp("How often.", valueName: "time"))
  var every = TimeSpan(.seconds(3600), "1h")

  @Option(
    help: ArgumentHelp(
      "The private key that signs; sightline trace key create makes one.", valueName: "file"))
  var key: String?

  func validate() throws {
    guard (exportHeads == nil) == (key == nil) else {
      throw ValidationError("--export-heads and --key go together.")
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
