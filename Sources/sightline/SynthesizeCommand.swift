import ArgumentParser
import Decision
import Foundation
import Pixels
import Synthesis

/// `sightline synthesize`: draws boards to try recipes on.
struct SynthesizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Draw pictures of bare boards, good or with known defects, and the truth about them.",
    discussion: """
      Writes NAME_test.EXT, the picture to inspect, NAME_temp.EXT, its template, and NAME.txt with \
      a line "x1 y1 x2 y2 type" for each defect (types: 1 open, 2 short, 3 mousebite, 4 spur, \
      5 copper, 6 pin-hole), and adds the pairs to list.txt. The same options give the same \
      pixels on every machine. NAME is good-01, open-01 (the only class) or mixed-01, and so on.

      Exit code 0 when all pairs were written, 2 otherwise.
      """)

  @Option(help: "The folder to write to; made if there is none.")
  var output: String

  @Option(help: "The number of pairs.")
  var count = 1

  @Option(help: "What the boards are drawn from: any whole number from 0.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("The size of the pictures in pixels.", valueName: "WxH"))
  var size = SizeArgument(value: PixelSize(width: 640, height: 640))

  @Option(
    help: ArgumentHelp(
      """
      "none" for good boards; a number of defects of random classes; or classes, separated by \
      commas, one defect for each time a class is named: open, short, mousebite, spur, copper, \
      pin-hole.
      """, valueName: "none|K|CLASS,…"))
  var defects = DefectsArgument(value: .none)

  @Option(help: help(.stretch))
  var stretch = BoardParameter.stretch.standard

  @Option(help: help(.shift))
  var shift = BoardParameter.shift.standard

  @Option(help: help(.noise))
  var noise = BoardParameter.noise.standard

  @Option(help: help(.illumination))
  var illumination = BoardParameter.illumination.standard

  @Option(help: help(.drillWander))
  var drillWander = BoardParameter.drillWander.standard

  @Option(help: help(.blur))
  var blur = BoardParameter.blur.standard

  @Option(help: help(.roughness))
  var roughness = BoardParameter.roughness.standard

  @Option(help: "How pictures are stored: png or jpg.")
  var format = PairFolder.Format.png

  @Flag(help: "Replace files that exist.")
  var force = false

  func validate() throws {
    guard BoardSeries.counts.contains(count) else {
      let counts = BoardSeries.counts
      throw ValidationError(
        "count \(count) is not allowed: it must be \(counts.lowerBound) to \(counts.upperBound)")
    }
    do {
      try parameters.validate()
    } catch {
      throw ValidationError(error.description)
    }
  }

  func run() throws {
    let series = BoardSeries(count: count, seed: seed, parameters: parameters)
    let folder = PairFolder(path: output, format: format, overwrites: force)
    let names = (0..<count).map(series.name)
    do {
      try folder.prepare(for: names)
      for (index, name) in names.enumerated() {
        let pair = try series.pair(index)
        try folder.write(pair, name: name)
        let classes = pair.truth.map(\.defectClass.rawValue)
        print("\(name): \(classes.isEmpty ? "no defects" : classes.joined(separator: ", "))")
      }
      try folder.list(names)
    } catch {
      FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
      throw ExitCode(2)
    }
  }

  private var parameters: BoardParameters {
    var out = BoardParameters()
    out.size = size.value
    out.defects = defects.value
    (out.stretch, out.shift, out.noise) = (stretch, shift, noise)
    (out.illumination, out.drillWander) = (illumination, drillWander)
    (out.blur, out.roughness) = (blur, roughness)
    return out
  }
}

private func help(_ parameter: BoardParameter) -> ArgumentHelp {
  let range = parameter.range
  return ArgumentHelp(
    "\(parameter.summary) \(range.lowerBound) to \(range.upperBound).",
    valueName: parameter.unit)
}

extension PairFolder.Format: ExpressibleByArgument {}

/// A size in pixels, written as in `640x480`.
struct SizeArgument: ExpressibleByArgument {
  let value: PixelSize

  init(value: PixelSize) { self.value = value }

  init?(argument: String) {
    let sides = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    guard sides.count == 2, let width = Int(sides[0]), let height = Int(sides[1]) else {
      return nil
    }
    value = PixelSize(width: width, height: height)
  }

  var defaultValueDescription: String { "\(value.width)x\(value.height)" }
}

/// Which defects: `none`, a number or classes. Names are checked with all other parameters.
struct DefectsArgument: ExpressibleByArgument {
  let value: DefectRequest

  init(value: DefectRequest) { self.value = value }

  init?(argument: String) {
    if argument == "none" {
      value = .none
    } else if let count = Int(argument) {
      value = .count(count)
    } else {
      value = .classes(
        argument.split(separator: ",", omittingEmptySubsequences: false).map {
          DefectClass(rawValue: $0.trimmingCharacters(in: .whitespaces))
        })
    }
  }

  var defaultValueDescription: String { "none" }
}
