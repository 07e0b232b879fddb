import Codecs
import Foundation
import Pixels
import Recipes
import Synthesis

/// Copies of one image as they would be if the part were photographed again and again, as files that any
/// inspection takes.
///
/// A camera that is moved sees what lies beside the first picture; nobody knows what that is. Copies are
/// therefore cut to what the image shows of all of them, but for images that are compared with a
/// template, which must have its size: there the border's pixels are repeated.
public struct PerturbedCopies: Sendable {
  private let image: Image<UInt8>
  private let limits: ImagePerturbation
  private let seed: UInt64
  private let folder: String
  /// What of the moved image the copies show.
  private let frame: PixelBox

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
    let image =
      switch decoded {
      case .bits8(let image): image
      case .bits16(let image): Self.highBytes(of: image)
      }
    self.init(
      of: image, keepingSize: recipe.values.compare.method == .template, limits: limits, seed: seed,
      folder: folder)
  }

  init(
    of image: Image<UInt8>, keepingSize: Bool, limits: ImagePerturbation,
    seed: UInt64, folder: String
  ) {
    self.image = image
    (self.limits, self.seed, self.folder) = (limits, seed, folder)
    let whole = PixelBox(x1: 0, y1: 0, x2: image.width, y2: image.height)
    frame = keepingSize ? whole : Self.frame(within: whole, of: limits.motion)
  }

  /// Writes copy number `copy` as a PNG file and returns its path.
  public func write(_ copy: Int) throws(PerturbedCopiesError) -> String {
    let perturbed = perturbation(copy).apply(to: image, seed: seed, copy: copy).cropped(to: frame)
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
    let inMoved = PixelBox(
      x1: box.x1 + frame.x1, y1: box.y1 + frame.y1, x2: box.x2 + frame.x1, y2: box.y2 + frame.y1)
    return perturbation(copy).motion.inverse.moved(inMoved, in: image.size)
  }

  /// What of `whole` shows the image wherever up to `limits` moves it; at least its middle half, beyond
  /// which a picture shows too little of the part.
  private static func frame(within whole: PixelBox, of limits: BoardMotion) -> PixelBox {
    let angle = min(abs(limits.rotation), 90) * .pi / 180
    let (halfWidth, halfHeight) = (Double(whole.x2) / 2, Double(whole.y2) / 2)
    func cut(_ shift: Double, _ along: Double, _ across: Double) -> Int {
      let moved = abs(shift) + across * sin(angle) + along * (1 - cos(angle))
      return min(Int(moved.rounded(.up)), Int(along / 2))
    }
    let x = cut(limits.shift.x, halfWidth, halfHeight)
    let y = cut(limits.shift.y, halfHeight, halfWidth)
    return PixelBox(x1: x, y1: y, x2: whole.x2 - x, y2: whole.y2 - y)
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
