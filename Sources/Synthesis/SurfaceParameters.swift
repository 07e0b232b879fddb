import Decision
import Pixels

/// What a synthetic surface is to look like.
public struct SurfaceParameters: Sendable, Hashable {
  /// Which surface.
  public var kind: SurfaceKind
  /// Size of the picture, 128...2048 pixels each way.
  public var size = PixelSize(width: 512, height: 512)
  /// What the contrast of defects is multiplied with, 0.1...10. At 1 it is, in gray levels, drawn
  /// evenly from the ranges of ``SurfaceDefect/contrasts(of:on:)``.
  public var contrast = 1.0

  /// Values of ``contrast`` that are allowed.
  public static let contrasts = 0.1...10.0
  /// The most defects that a surface may be asked to have.
  public static let mostDefects = 8

  /// A surface of `kind` with 512x512 pixels.
  public init(kind: SurfaceKind) { self.kind = kind }

  /// Throws where a value is outside what is allowed.
  public func validate() throws(SurfaceError) {
    guard BoardParameters.sides.contains(size.width), BoardParameters.sides.contains(size.height)
    else { throw .size(size) }
    guard Self.contrasts.contains(contrast) else { throw .contrast(contrast) }
  }
}

/// Why a synthetic surface cannot be drawn.
public enum SurfaceError: Error, Sendable, Hashable {
  /// The image size is not allowed.
  case size(PixelSize)
  /// The factor of contrast is not allowed.
  case contrast(Double)
  /// So many defects are not allowed.
  case defectCount(Int)
  /// Not one of the four classes.
  case unknownClass(String)
  /// A defect of this class found no room beside the others.
  case noRoom(for: DefectClass, size: PixelSize)
}

extension SurfaceError: CustomStringConvertible {
  /// What is wrong and what is allowed, in a sentence.
  public var description: String {
    switch self {
    case .size(let size):
      let sides = BoardParameters.sides
      return """
        size \(size.width)x\(size.height) is not allowed: width and height must be \
        \(sides.lowerBound) to \(sides.upperBound) pixels
        """
    case .contrast(let contrast):
      let allowed = SurfaceParameters.contrasts
      return """
        contrast \(contrast) is not allowed: it must be \(allowed.lowerBound) to \
        \(allowed.upperBound)
        """
    case .defectCount(let count):
      return "\(count) defects are not allowed: 0 to \(SurfaceParameters.mostDefects) are"
    case .unknownClass(let name):
      let known = DefectClass.surfaceClasses.map(\.rawValue).joined(separator: ", ")
      return "'\(name)' is no class of defect on surfaces: \(known)"
    case .noRoom(let name, let size):
      return """
        a \(name.rawValue) found no room on a surface of \(size.width)x\(size.height) pixels: ask \
        for fewer defects or a larger size
        """
    }
  }
}
