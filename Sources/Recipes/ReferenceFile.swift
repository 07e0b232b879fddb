import Alignment
import Codecs
import Comparison
import Crypto
import Foundation
import ImageHealth
import Pixels

/// A learned reference as files beside its recipe: `NAME.reference.json` says what there is, and for
/// each channel three images hold means and deviations (16 bit, in 1/256 gray level) and counts; one
/// more tells where pictures were clipped.
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
  }

  private enum Part: String, CaseIterable {
    case mean, deviation, count
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
  public func write(to folder: String, stem: String) throws(RecipeError) -> [ModelFile] {
    var names: [String] = []
    func put(_ name: String, _ bytes: () throws -> [UInt8]) throws(RecipeError) {
      let path = folder + "/" + name
      do {
        try Data(try bytes()).write(to: URL(fileURLWithPath: path), options: .atomic)
      } catch {
        let cause = (error as? CocoaError)?.underlying as? POSIXError
        let reason = cause.map { String(cString: strerror($0.code.rawValue)) } ?? "\(error)"
        throw RecipeError([
          RecipeProblem(location: .file(path, line: nil), kind: .unwritable(reason: reason))
        ])
      }
      names.append(name)
    }
    let header = Header(
      format: Self.format, reference: model.header, features: features, health: health,
      hasMask: mask != nil)
    try put(stem + Self.fileSuffix) {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return Array(try encoder.encode(header))
    }
    for plane in model.planes {
      try put(Self.planeName(stem, plane.channel, .mean)) { try ImageEncoder.png(plane.mean) }
      try put(Self.planeName(stem, plane.channel, .deviation)) {
        try ImageEncoder.png(plane.deviation)
      }
      try put(Self.planeName(stem, plane.channel, .count)) { try ImageEncoder.png(plane.count) }
    }
    try put(Self.clippedName(stem)) { try ImageEncoder.png(model.clipped) }
    if let mask { try put(Self.maskName(stem)) { try ImageEncoder.png(mask) } }
    var files: [ModelFile] = []
    for name in names {
      do {
        files.append(try ModelFile(file: name, folder: folder, statedHash: nil))
      } catch {
        throw RecipeError([
          RecipeProblem(location: .file(folder + "/" + name, line: nil), kind: error)
        ])
      }
    }
    return files
  }

  /// Reads the first of `models` that is a learned reference.
  ///
  /// - Throws: that there is none, or what is wrong with it.
  init(oneOf models: [ModelFile]) throws(RecipeProblem.Kind) {
    guard let file = models.first(where: { $0.file.hasSuffix(Self.fileSuffix) }) else {
      throw .modelMissing(suffix: Self.fileSuffix)
    }
    let stem = String(file.file.dropLast(Self.fileSuffix.count))
    let bytes = try Self.bytes(of: file, limit: Self.headerLimit)
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
    for channel in header.reference.channels {
      let mean = try Self.image16(try model(Self.planeName(stem, channel, .mean)))
      let deviation = try Self.image16(try model(Self.planeName(stem, channel, .deviation)))
      let countFile = try model(Self.planeName(stem, channel, .count))
      let count = try Self.image8(countFile)
      guard mean.size == deviation.size, mean.size == count.size else {
        throw .modelUnusable(
          file: countFile.file, reason: "has another size than its channel's mean")
      }
      planes.append(ReferencePlane(channel, mean: mean, deviation: deviation, count: count))
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
    self.init(model: reference, features: header.features, health: header.health, mask: mask)
  }

  private static func bytes(
    of file: ModelFile, limit: Int
  ) throws(RecipeProblem.Kind) -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(file.path, limit: limit)
    } catch {
      switch error {
      case .system(let reason):
        throw .modelUnreadable(file: file.file, reason: "cannot be read: \(reason)")
      case .tooLarge:
        throw .modelUnusable(file: file.file, reason: "has more than \(limit) bytes")
      }
    }
    // It was hashed before: what is used must be what the recipe's hash says.
    let actual = SHA256.hash(data: bytes).hexadecimal
    guard actual == file.sha256 else {
      throw .modelChanged(file: file.file, stated: file.sha256, actual: actual)
    }
    return bytes
  }

  private static func decoded(_ file: ModelFile) throws(RecipeProblem.Kind) -> DecodedImage {
    let bytes = try bytes(of: file, limit: planeLimits.maximumFileBytes)
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
