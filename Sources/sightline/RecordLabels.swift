import ArgumentParser
import Foundation
import Recipes
import Station

/// What records say of the parts and of the station beside the verdict: the same for `inspect` and
/// `watch`.
struct RecordLabels: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Takes the serial number out of an image's file name: what the first group matches, or the \
      whole match. A serial in the list, or in a file beside the image, wins. Without it, the \
      recipe's serial counts.
      """, valueName: "regex"))
  var serialFrom: String?

  @Option(
    help: ArgumentHelp(
      "Takes the lot out of an image's file name, in the same way.", valueName: "regex"))
  var lotFrom: String?

  @Option(help: "The lot of the parts of which nothing else tells one.")
  var lot: String?

  @Option(help: "The name of this inspection station.")
  var station: String?

  @Option(help: "The name of the camera.")
  var camera: String?

  @Option(name: .customLong("operator"), help: "Who runs the station.")
  var operatorName: String?

  var origin: RecordOrigin {
    RecordOrigin(station: station, camera: camera, operator: operatorName, lot: lot)
  }

  /// What takes serial numbers and lots out of file names.
  var patterns: PartPatterns { PartPatterns(serial: serialFrom, lot: lotFrom) }

  func validate() throws {
    // An empty variable in a script must not make records that nobody finds again.
    try refuseBlank([
      ("--lot", lot), ("--station", station), ("--camera", camera), ("--operator", operatorName),
    ])
  }
}

/// Refuses options whose value is blank.
func refuseBlank(_ options: [(name: String, value: String?)]) throws {
  for case (let name, let value?) in options where value.allSatisfy(\.isWhitespace) {
    throw ValidationError("\(name) is empty; leave it out or give it a value.")
  }
}
