import ArgumentParser
import Foundation
import Recipes
import Station
import Wording

/// What records say of the parts and of the station beside the verdict: the same for `inspect` and
/// `watch`.
struct RecordLabels: ParsableArguments {
  @Option(help: .told(.helpSerialFrom, valueName: "regex"))
  var serialFrom: String?

  @Option(help: .told(.helpLotFrom, valueName: "regex"))
  var lotFrom: String?

  @Option(help: .told(.helpLabelLot))
  var lot: String?

  @Option(help: .told(.helpLabelStation))
  var station: String?

  @Option(help: .told(.helpLabelCamera))
  var camera: String?

  @Option(name: .customLong("operator"), help: .told(.helpLabelOperator))
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
    throw ValidationError(.told(.usageEmpty, ["option": name]))
  }
}
