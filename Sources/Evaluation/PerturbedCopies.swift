import Codecs
import Foundation
import Pixels
import Recipes
import Synthesis

/// Copies of one image as they would be if the part were photographed again and again, as files that any
/// inspection takes.
public struct PerturbedCopies: Sendable {
  private let image: Image<UInt8>
  private let path: String
  private let limits: ImagePerturbation
  private let seed: UInt64
  private let folder: String

  /// Reads the image at `path`, as `recipe` says that images are read, of which copies are perturbed by
  /// up to `limits` as drawn from `seed`. They go to `folder`, which must exist.
  ///
  /// Of samples with 16 bits the high byte counts.
  ///
  /// - Throws: that the image cannot be read, or is too large to be moved.
  public init(
    of path: String, recipe: PreparedRecipe, limits: ImagePerturbation, seed: UInt64, folder: String
  ) throws(PerturbedCopiesError) {
    let input = recipe.values.input
    var bytes: [UInt8] = []
    let decoded: DecodedImage
    do throws(DecodeError) {
      try ImageFile.read(path, limits: input.limits, into: &bytes)
      decoded = try ImageDecoder().decode(bytes, options: input.decodeOptions)
    } catch {
      throw .refused(path: path, error)
    }
    guard BoardMotion.canMove(decoded.size) else { throw .tooLarge(path: path, decoded.size) }
    switch decoded {
    case .bits8(let image): self.image = image
    case .bits16(let image): self.image = Self.highBytes(of: image)
    }
    (self.path, self.limits, self.seed, self.folder) = (path, limits, seed, folder)
  }

  /// Writes copy number `copy` as a PNG file and returns its path.
  public func write(_ copy: Int) throws(PerturbedCopiesError) -> String {
    let perturbed = perturbation(copy).apply(to: image, seed: seed, copy: copy)
    let path = file(copy)
    let bytes: [UInt8]
    do throws(EncodeError) {
      bytes = try ImageEncoder.png(perturbed)
    } catch {
      throw .unwritable(path: path, reason: "\(error)")
    }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    } catch {
      let cause = (error as? CocoaError)?.underlying as? POSIXError
      throw .unwritable(
        path: path,
        reason: cause.map { String(cString: strerror($0.code.rawValue)) }
          ?? error.localizedDescription)
    }
    return path
  }

  /// Removes the file of copy number `copy`, if it is there.
  public func remove(_ copy: Int) { unlink(file(copy)) }

  /// Where on the image itself a box of copy number `copy` lies.
  public func original(_ box: PixelBox, ofCopy copy: Int) -> PixelBox {
    perturbation(copy).motion.inverse.moved(box, in: image.size)
  }

  private func perturbation(_ copy: Int) -> ImagePerturbation {
    ImagePerturbation.random(seed: seed, copy: copy, limits: limits)
  }

  private func file(_ copy: Int) -> String { "\(folder)/copy-\(copy).png" }

  private static func highBytes(of wide: Image<UInt16>) -> Image<UInt8> {
    var image = Image<UInt8>(width: wide.width, height: wide.height, channels: wide.channels)
    let (count, stride) = (wide.width * wide.channels, image.stride)
    wide.withUnsafeSamples { from in
      image.withUnsafeMutableSamples { to in
        for y in 0..<wide.height {
          for i in 0..<count { to[y * stride + i] = UInt8(from[y * wide.stride + i] >> 8) }
        }
      }
    }
    return image
  }
}

/// Why an image cannot be copied.
public enum PerturbedCopiesError: Error, Sendable, Equatable, CustomStringConvertible {
  /// It cannot be read.
  case refused(path: String, DecodeError)
  /// It has more pixels than can be moved.
  case tooLarge(path: String, PixelSize)
  /// A copy cannot be written.
  case unwritable(path: String, reason: String)

  /// One sentence.
  public var description: String {
    switch self {
    case .refused(let path, let error): "\(path) was refused: \(error)"
    case .tooLarge(let path, let size):
      "\(path) has \(size.width)x\(size.height) pixels, too many to be moved"
    case .unwritable(let path, let reason): "the copy \(path) cannot be written: \(reason)"
    }
  }
}
