import Comparison
import Foundation
import Pixels
import Recipes
import Reporting
import Teaching
import Wording

extension PartLesson.Outcome {
  /// What was learned, for the page and the terminal, in the language of `words`.
  public func summary(
    name: String, version: Int, words: Words = Words(.standard)
  ) -> TeachingSummary {
    TaughtSummary(outcome: self, words: words).summary(name: name, version: version)
  }
}

private struct TaughtSummary {
  let outcome: PartLesson.Outcome
  let words: Words

  private var report: TeachingReport { outcome.report }
  private var limits: ReferenceLimits { outcome.limits }
  private var model: ReferenceModel { outcome.reference.model }

  func summary(name: String, version: Int) -> TeachingSummary {
    let used = report.images.count(where: \.isFound)
    let judged = 1 - Double(limits.ignored.count) / Double(max(1, model.size.area))
    let falseBoxes =
      isChecked
      ? words.text(.teachFalseBoxesValue, ["count": Self.text(report.falseBoxesPerImage, 2)])
      : words[.teachNotChecked]
    return TeachingSummary(
      recipe: name, version: version, software: SoftwareVersion.text,
      facts: [
        (
          words[.teachGoodParts],
          words.counted(.teachOfImages, used, ["total": "\(report.images.count)"])
        ), (words[.teachInAll], words.counted(.teachImages, model.header.imageCount)),
        (words[.teachReference], "\(model.size.width) × \(model.size.height) px"),
        (
          words[.teachNoise],
          words.text(.teachGrayLevels, ["value": Self.text(report.noise, 2)])
        ), (words[.teachJudged], percent(judged)),
        (words[.teachUnstable], percent(report.unstableShare)),
        (words[.teachFalseBoxes], falseBoxes),
        (
          words[.teachFalseRate],
          outcome.isNew && report.bright.place != nil
            ? percent(report.falseAlarmRate) : words[.teachAsSet]
        ),
      ],
      warnings: warnings, pictures: pictures, parts: report.images.map(part),
      settings: settings, places: outcome.places)
  }

  /// Whether parts could be judged by what others taught.
  private var isChecked: Bool { model.header.imageCount > 1 }

  private var warnings: [String] {
    var warnings: [String] = []
    for image in report.images where !image.isFound {
      warnings.append(
        words.text(
          .teachWarnNotFound,
          ["name": oneLine(image.name), "score": Self.text(image.poseScore, 2)]))
    }
    for image in report.images where !image.outvoted.isEmpty {
      let box = image.outvoted[0].box
      warnings.append(
        words.counted(
          .teachWarnOutvoted, image.outvoted.count,
          [
            "name": oneLine(image.name), "box": "\(box.x1), \(box.y1), \(box.x2), \(box.y2)",
          ]))
    }
    for image in report.images where image.isFound && image.score >= 0.5 {
      warnings.append(
        words.text(
          .teachWarnRejected, ["name": oneLine(image.name), "score": Self.text(image.score, 2)]))
    }
    if report.falseBoxesPerImage > 0 {
      warnings.append(
        words.text(.teachWarnFalseBoxes, ["count": Self.text(report.falseBoxesPerImage, 2)]))
    }
    if model.header.imageCount < 4 {
      warnings.append(words.counted(.teachWarnFew, model.header.imageCount))
    }
    if report.unstableShare > 0.05 {
      warnings.append(words.text(.teachWarnUnstable, ["share": percent(report.unstableShare)]))
    }
    return warnings
  }

  private func part(_ image: TaughtImage) -> TeachingSummary.Part {
    let outcome =
      !image.isFound
      ? words[.teachNotFound]
      : image.outvoted.isEmpty
        ? words[.teachUsed] : words.counted(.teachOutvoted, image.outvoted.count)
    return TeachingSummary.Part(
      path: image.name, outcome: outcome,
      isSuspect: !image.isFound || !image.outvoted.isEmpty || image.score >= 0.5,
      poseScore: image.poseScore,
      pose: image.isFound
        ? "\(Self.text(image.angle, 2))°, ×\(Self.text(image.scale, 4)), "
          + "\(Self.text(image.shiftX, 1)) / \(Self.text(image.shiftY, 1)) px" : "–",
      highestScore: image.isFound && isChecked ? image.leftOutScore : nil)
  }

  private var settings: [TeachingSummary.Setting] {
    func setting(_ key: String, _ proposal: ThresholdProposal?) -> TeachingSummary.Setting? {
      guard let proposal, let value = outcome.values.text(of: key) else { return nil }
      return TeachingSummary.Setting(key: key, value: value, ground: ground(proposal))
    }
    let others: [(key: String, ground: Phrase)] = [
      ("blobs.minimumArea", .teachGroundArea),
      ("compare.minimumContrast", .teachGroundContrast),
      ("decide.operatingPoint", .teachGroundPoint), ("align.minimumScore", .teachGroundAlign),
    ]
    return [
      setting("compare.brightFactor", report.bright), setting("compare.darkFactor", report.dark),
      setting("compare.colorFactor", report.color),
      setting("compare.gradientFactor", report.gradient),
    ].compactMap(\.self)
      + others.compactMap { key, ground in
        outcome.values.text(of: key).map {
          TeachingSummary.Setting(key: key, value: $0, ground: words[ground])
        }
      }
  }

  private func ground(_ proposal: ThresholdProposal) -> String {
    guard isChecked else { return words[.teachGroundSingle] }
    let least = ThresholdProposal.smallestMeasured
    let reached =
      proposal.largest <= least
      ? words.text(.teachReachedLess, ["count": Self.text(least, 1)])
      : words.text(.teachReached, ["count": Self.text(proposal.largest, 2)])
    let values = ["reached": reached, "factor": Self.text(proposal.factor, 2)]
    guard outcome.isNew else { return words.text(.teachGroundKept, values) }
    if proposal.place == nil { return words.text(.teachGroundFew, values) }
    return words.text(
      proposal.factor <= ThresholdProposal.least ? .teachGroundLeast : .teachGroundRate, values)
  }

  private var pictures: [NamedPicture] {
    var judged = Image<UInt8>(width: model.size.width, height: model.size.height)
    for y in 0..<judged.height {
      for x in 0..<judged.width {
        judged[x, y] = limits.unstable[x, y] ? 128 : limits.ignored[x, y] ? 0 : 255
      }
    }
    return [
      NamedPicture(
        title: words[.mapReference], note: words[.mapReferenceNote], image: model.picture)
    ] + tolerances + [
      NamedPicture(
        title: words[.teachMapJudged], note: words[.teachMapJudgedNote], image: judged)
    ]
  }

  private var tolerances: [NamedPicture] {
    let kinds: [(word: Phrase, channels: [ReferenceChannel])] = [
      (.teachBrightness, [.luma]), (.teachColor, [.redGreen, .blueGreen]),
      (.teachEdges, [.gradient]),
    ]
    return kinds.compactMap { word, channels in
      tolerance(of: channels).map {
        let word = ["word": words[word]]
        return NamedPicture(
          title: words.text(.teachMapTolerance, word),
          note: words.text(.teachMapToleranceNote, word), image: $0)
      }
    }
  }

  /// The larger tolerance of `channels` at each place, 32 times in gray levels: in eighths, as the
  /// model has it, most would be too dark to see. `nil` where the model has none of them.
  private func tolerance(of channels: [ReferenceChannel]) -> Image<UInt8>? {
    let learned = limits.channels.indices.filter { channels.contains(limits.channels[$0]) }.map {
      limits.tolerances[$0]
    }
    guard let first = learned.first else { return nil }
    var tolerance = Image<UInt8>(width: first.width, height: first.height)
    for y in 0..<first.height {
      for x in 0..<first.width {
        let largest = learned.reduce(0) { max($0, Int($1[x, y])) }
        tolerance[x, y] = UInt8(clamping: 4 * largest)
      }
    }
    return tolerance
  }

  private static func text(_ value: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", value)
  }

  private func percent(_ share: Double) -> String {
    words.text(.runPercent, ["value": Self.text(share * 100, 1)])
  }
}
