import Alignment
import Codecs
import Comparison
import Foundation
import ImageHealth
import Pixels

/// A learned reference as files beside its recipe: `NAME.reference.json` says what there is, and for
/// each channel three images hold means and deviations (16 bit, in 1/256 gray level) and counts, and
/// three more, where there is any, the same of what was outvoted; one tells where pictures were
/// clipped.
extension LearnedReference {
  private static let format = 1
  private static let headerLimit = 4_000_000
  private static let planeLimits: DecodeLimits = {
    var limits = DecodeLimits()
    limits.maximumFileBytes = 2_000_000_000
    return limits
  }()

  private struct Header: Codable {
    var format: Int
    var reference: ReferenceHeader
    var features: [PoseFeature]
    var health: HealthReference?
    var hasMask: Bool
    /// Files of before have none.
    var alarms: [String]?
  }

  private enum Part: String, CaseIterable {
    case mean, deviation, count
    case outvotedMean, outvotedDeviation, outvotedCount
  }

  private static func planeName(_ stem: String, _ channel: ReferenceChannel, _ part: Part) -> String
  {
    "\(stem).\(channel.rawValue).\(part.rawValue).png"
  }

  private static func clippedName(_ stem: String) -> String { "\(stem).clipped.png" }

  private static func maskName(_ stem: String) -> String { "\(stem).mask.png" }

  /// Writes the files into `folder`, which exists, and returns them for the recipe.
  ///
  /// - Parameters:
  ///   - folder: the recipe's folder.
  ///   - stem: what the files' names begin with.
  /// - Returns: the model files, the header first.
  /// - Throws: that a file cannot be written, and why.
  public func write(to folder: String, stem: String) throws -> [ModelFile] {
    var files: [ModelFile] = []
    func put(_ name: String, _ bytes: [UInt8]) throws {
      files.append(try ModelFile(writing: bytes, as: name, to: folder))
    }
    let header = Header(
      format: Self.format, reference: model.header, features: features, health: health,
      hasMask: mask != nil, alarms: alarms)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try put(stem + Self.fileSuffix, Array(try encoder.encode(header)))
    for plane in model.planes {
      try put(Self.planeName(stem, plane.channel, .mean), try ImageEncoder.png(plane.mean))
      try put(
        Self.planeName(stem, plane.channel, .deviation), try ImageEncoder.png(plane.deviation))
      try put(Self.planeName(stem, plane.channel, .count), try ImageEncoder.png(plane.count))
      guard let outvoted = plane.outvoted else { continue }
      for (part, image) in [
        (Part.outvotedMean, outvoted.mean), (.outvotedDeviation, outvoted.deviation),
      ] {
        try put(Self.planeName(stem, plane.channel, part), try ImageEncoder.png(image))
      }
      try put(
        Self.planeName(stem, plane.channel, .outvotedCount),
        try ImageEncoder.png(outvoted.count))
    }
    try put(Self.clippedName(stem), try ImageEncoder.png(model.clipped))
    if let mask { try put(Self.maskName(stem), try ImageEncoder.png(mask)) }
    return files
  }

  /// Reads the first of `models` that is a learned reference.
  ///
  /// - Throws: that there is none, or what is wrong with it.
  init(oneOf models: [ModelFile]) throws(RecipeProblem.Kind) {
    let file = try models.first(ending: Self.fileSuffix)
    let stem = String(file.file.dropLast(Self.fileSuffix.count))
    let bytes = try file.bytes(limit: Self.headerLimit)
    let header: Header
    do {
      header = try JSONDecoder().decode(Header.self, from: Data(bytes))
    } catch {
      throw .modelUnusable(
        file: file.file, reason: "is no header of a learned reference; teach the recipe anew")
    }
    guard header.format == Self.format else {
      throw .modelUnusable(
        file: file.file,
        reason: "has format \(header.format), this program reads \(Self.format)")
    }
    func model(_ name: String) throws(RecipeProblem.Kind) -> ModelFile {
      guard let model = models.first(where: { $0.file == name }) else {
        throw .modelUnusable(
          file: file.file, reason: "needs \(name), which the recipe's models do not list")
      }
      return model
    }
    var planes: [ReferencePlane] = []
    /// Mean, deviation and count of a channel, of one size.
    func images(
      _ channel: ReferenceChannel, _ mean: Part, _ deviation: Part, _ count: Part,
      size: PixelSize? = nil
    ) throws(RecipeProblem.Kind) -> (Image<UInt16>, Image<UInt16>, Image<UInt8>) {
      let means = try Self.image16(try model(Self.planeName(stem, channel, mean)))
      let deviations = try Self.image16(try model(Self.planeName(stem, channel, deviation)))
      let countFile = try model(Self.planeName(stem, channel, count))
      let counts = try Self.image8(countFile)
      guard means.size == deviations.size, means.size == counts.size,
        size.map({ $0 == means.size }) ?? true
      else {
        throw .modelUnusable(
          file: countFile.file, reason: "has another size than its channel's mean")
      }
      return (means, deviations, counts)
    }
    for channel in header.reference.channels {
      let (mean, deviation, count) = try images(channel, .mean, .deviation, .count)
      var plane = ReferencePlane(channel, mean: mean, deviation: deviation, count: count)
      let name = Self.planeName(stem, channel, .outvotedCount)
      if models.contains(where: { $0.file == name }) {
        let outvoted = try images(
          channel, .outvotedMean, .outvotedDeviation, .outvotedCount, size: mean.size)
        plane.outvoted = ReferencePlane.Outvoted(
          mean: outvoted.0, deviation: outvoted.1, count: outvoted.2)
      }
      planes.append(plane)
    }
    let clipped = try Self.image8(try model(Self.clippedName(stem)))
    let reference: ReferenceModel
    do {
      reference = try ReferenceModel(
        header: header.reference, planes: planes, clipped: clipped)
    } catch {
      throw .modelUnusable(file: file.file, reason: "\(error)")
    }
    var mask: Image<UInt8>?
    if header.hasMask {
      let file = try model(Self.maskName(stem))
      let image = try Self.image8(file)
      guard image.size == reference.size else {
        throw .modelUnusable(file: file.file, reason: "has another size than the reference")
      }
      mask = image
    }
    self.init(
      model: reference, features: header.features, health: header.health, mask: mask,
      alarms: header.alarms ?? [])
  }

  private static func decoded(_ file: ModelFile) throws(RecipeProblem.Kind) -> DecodedImage {
    let bytes = try file.bytes(limit: planeLimits.maximumFileBytes)
    do {
      return try ImageDecoder().decode(bytes, options: DecodeOptions(limits: planeLimits))
    } catch {
      throw .modelUnusable(file: file.file, reason: "was refused: \(error)")
    }
  }

  private static func image16(_ file: ModelFile) throws(RecipeProblem.Kind) -> Image<UInt16> {
    guard case .bits16(let image) = try decoded(file), image.channels == 1 else {
      throw .modelUnusable(file: file.file, reason: "is not a gray image of 16 bit")
    }
    return image
  }

  private static func image8(_ file: ModelFile) throws(RecipeProblem.Kind) -> Image<UInt8> {
    guard case .bits8(let image) = try decoded(file), image.channels == 1 else {
      throw .modelUnusable(file: file.file, reason: "is not a gray image of 8 bit")
    }
    return image
  }
}
