import ArgumentParser
import Decision
import Evaluation
import Foundation
import Pixels
import Reporting
import Synthesis
import Wording

/// `sightline synthesize`: draws boards to try recipes on.
struct SynthesizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: .told(.helpSynthesizeAbstract), discussion: .told(.helpSynthesizeDiscussion))

  @Option(help: .told(.helpDrawOutput))
  var output: String

  @Option(help: .told(.helpSynthesizeCount))
  var count = 1

  @Option(help: .told(.helpSynthesizeSeed))
  var seed: UInt64 = 1

  @Option(help: .told(.helpSynthesizeSize, valueName: "WxH"))
  var size = SizeArgument(value: PixelSize(width: 640, height: 640))

  @Option(help: .told(.helpSynthesizeDefects, valueName: "none|K|CLASS,…"))
  var defects = DefectsArgument(value: .none)

  @Option(help: help(.helpSynthesizeStretch, .stretch))
  var stretch = BoardParameter.stretch.standard

  @Option(help: help(.helpSynthesizeShift, .shift))
  var shift = BoardParameter.shift.standard

  @Option(help: help(.helpSynthesizeNoise, .noise))
  var noise = BoardParameter.noise.standard

  @Option(help: help(.helpSynthesizeLight, .illumination))
  var illumination = BoardParameter.illumination.standard

  @Option(help: help(.helpSynthesizeDrill, .drillWander))
  var drillWander = BoardParameter.drillWander.standard

  @Option(help: help(.helpSynthesizeBlur, .blur))
  var blur = BoardParameter.blur.standard

  @Option(help: help(.helpSynthesizeRoughness, .roughness))
  var roughness = BoardParameter.roughness.standard

  @Option(help: .told(.helpSynthesizeFormat))
  var format = PairFolder.Format.png

  @Flag(help: .told(.helpSynthesizeForce))
  var force = false

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    guard BoardSeries.counts.contains(count) else {
      let counts = BoardSeries.counts
      throw ValidationError(
        .told(
          .usageCount,
          [
            "count": "\(count)", "from": "\(counts.lowerBound)", "to": "\(counts.upperBound)",
          ]))
    }
    do {
      try parameters.validate()
    } catch {
      throw ValidationError(speech.words.sentence(of: error))
    }
  }

  func run() throws {
    let words = speech.words
    let series = BoardSeries(count: count, seed: seed, parameters: parameters)
    let folder = PairFolder(path: output, format: format, overwrites: force)
    let names = (0..<count).map(series.name)
    do {
      try folder.prepare(for: names)
      for (index, name) in names.enumerated() {
        let pair = try series.pair(index)
        try folder.write(pair, name: name)
        let classes = pair.truth.map { words.term(for: $0.defectClass) }
        let defects = classes.isEmpty ? words[.sheetNoDefects] : words.list(classes)
        print(words.text(.sentencePair, ["label": name, "value": defects]))
      }
      try folder.list(names)
    } catch {
      Console.error(words.text(.sayError, ["text": words.sentence(of: error)]))
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

/// What `key` says of `parameter`, with the range of its values.
private func help(_ key: Phrase, _ parameter: BoardParameter) -> ArgumentHelp {
  .told(
    key,
    ["from": "\(parameter.range.lowerBound)", "to": "\(parameter.range.upperBound)"],
    valueName: parameter.unit.rawValue)
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
