import Comparison
import Foundation
import Pixels
import Recipes
import Reporting
import Teaching

extension PartLesson.Outcome {
  /// What was learned, for the page and the terminal.
  public func summary(name: String, version: Int) -> TeachingSummary {
    let used = report.images.count(where: \.isFound)
    let model = reference.model
    let judged = 1 - Double(limits.ignored.count) / Double(max(1, model.size.area))
    return TeachingSummary(
      recipe: name, version: version, software: SoftwareVersion.text,
      facts: [
        ("Good parts", "\(used) of \(report.images.count) images"),
        ("Learned from in all", "\(model.header.imageCount) images"),
        ("Reference", "\(model.size.width) × \(model.size.height) px"),
        ("Noise", "\(Self.text(report.noise, 2)) gray levels"),
        ("Judged", Self.percent(judged)),
        ("Not stable", Self.percent(report.unstableShare)),
        (
          "False boxes on the good parts",
          isChecked ? Self.text(report.falseBoxesPerImage, 2) + " an image" : "not checked"
        ),
        (
          "For a rate of false rejects of",
          isNew && report.bright.place != nil
            ? Self.percent(report.falseAlarmRate) : "as set in the recipe"
        ),
      ],
      warnings: warnings, pictures: pictures, parts: report.images.map(part),
      settings: settings, places: places)
  }

  /// Whether parts could be judged by what others taught.
  private var isChecked: Bool { reference.model.header.imageCount > 1 }

  private var warnings: [String] {
    var warnings: [String] = []
    for image in report.images where !image.isFound {
      warnings.append(
        "\(oneLine(image.name)): the part was not found (score \(Self.text(image.poseScore, 2))), "
          + "so that nothing was learned from it")
    }
    for image in report.images where !image.outvoted.isEmpty {
      let box = image.outvoted[0].box
      warnings.append(
        "\(oneLine(image.name)) was outvoted by the others in \(image.outvoted.count) places, the "
          + "strongest in box [\(box.x1), \(box.y1), \(box.x2), \(box.y2)]: look whether it is good. "
          + "Nothing was learned from those places of it.")
    }
    for image in report.images where image.isFound && image.score >= 0.5 {
      warnings.append(
        "\(oneLine(image.name)) would be rejected by this very recipe (score "
          + "\(Self.text(image.score, 2)), the limit is 0.5): leave it out if it is bad, teach more parts "
          + "like it if it is good")
    }
    if report.falseBoxesPerImage > 0 {
      warnings.append(
        "judged by the others, the good parts have \(Self.text(report.falseBoxesPerImage, 2)) false boxes "
          + "an image: that many must be expected on the line; see the scores")
    }
    if reference.model.header.imageCount < 4 {
      warnings.append(
        "Learned from \(reference.model.header.imageCount) image"
          + (reference.model.header.imageCount == 1 ? "" : "s")
          + ": tolerances follow from noise and edges alone. A dozen good parts tell what really varies."
      )
    }
    if report.unstableShare > 0.05 {
      warnings.append(
        "\(Self.percent(report.unstableShare)) of the part varies so much from one good part to the "
          + "next that it is not judged; see the map of what is judged")
    }
    return warnings
  }

  private func part(_ image: TaughtImage) -> TeachingSummary.Part {
    let outcome =
      !image.isFound
      ? "not found" : image.outvoted.isEmpty ? "used" : "outvoted in \(image.outvoted.count) places"
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
      guard let proposal, let value = values.text(of: key) else { return nil }
      return TeachingSummary.Setting(key: key, value: value, ground: ground(proposal))
    }
    func ground(_ proposal: ThresholdProposal) -> String {
      guard isChecked else { return "a single good part does not tell; what suits most" }
      let reached =
        proposal.largest <= ThresholdProposal.smallestMeasured
        ? "good parts came to less than \(Self.text(ThresholdProposal.smallestMeasured, 1)) tolerances"
        : "good parts came to \(Self.text(proposal.largest, 2)) tolerances at most"
      guard isNew else {
        return "kept; \(reached), for which \(Self.text(proposal.factor, 2)) would be proposed"
      }
      if proposal.place == nil {
        return "too few good parts to measure their spread; \(reached)"
      }
      return proposal.factor <= ThresholdProposal.least
        ? "\(reached); the smallest that is proposed"
        : "\(reached); \(Self.text(proposal.factor, 2)) is exceeded with the stated rate"
    }
    let others = [
      ("blobs.minimumArea", "smaller differences do not count"),
      ("compare.minimumContrast", "weaker differences never count"),
      ("decide.operatingPoint", "the score from which on a difference is a defect"),
      ("align.minimumScore", "a part found with less is uninspectable"),
    ].compactMap { key, ground in
      values.text(of: key).map { TeachingSummary.Setting(key: key, value: $0, ground: ground) }
    }
    return [
      setting("compare.brightFactor", report.bright), setting("compare.darkFactor", report.dark),
      setting("compare.colorFactor", report.color),
      setting("compare.gradientFactor", report.gradient),
    ].compactMap(\.self) + others
  }

  private var pictures: [NamedPicture] {
    var judged = Image<UInt8>(
      width: reference.model.size.width, height: reference.model.size.height)
    for y in 0..<judged.height {
      for x in 0..<judged.width {
        judged[x, y] = limits.unstable[x, y] ? 128 : limits.ignored[x, y] ? 0 : 255
      }
    }
    return [
      NamedPicture(
        title: "Reference", note: "What good parts look like on the average.",
        image: reference.model.picture)
    ] + tolerances + [
      NamedPicture(
        title: "What is judged",
        note: "White is judged; gray varies too much from one good part to the next; black is "
          + "masked or was never seen.", image: judged)
    ]
  }

  private var tolerances: [NamedPicture] {
    let kinds: [(word: String, channels: [ReferenceChannel])] = [
      ("brightness", [.luma]), ("color", [.redGreen, .blueGreen]), ("edges", [.gradient]),
    ]
    return kinds.compactMap { word, channels in
      tolerance(of: channels).map {
        NamedPicture(
          title: "Tolerance of \(word)",
          note: "How much \(word) may differ, times the factors above: the brighter, the more "
            + "(32 times in gray levels).", image: $0)
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

  private static func percent(_ share: Double) -> String { text(share * 100, 1) + " %" }
}
