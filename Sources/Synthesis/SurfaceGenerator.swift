import Decision
import Pixels

/// A picture of a surface and what is wrong with it.
public struct SyntheticSurface: Sendable {
  /// The picture: gray.
  public let image: Image<UInt8>
  /// The defects; none for a good surface.
  public let truth: [SurfaceDefect]
}

/// Draws surfaces without a fixed pattern, good or with known defects, as a camera sees them.
///
/// The same seed and parameters give the same pixels on every machine: random numbers come from
/// ``RandomSource``, and all arithmetic is of the kind that IEEE 754 rounds the same everywhere.
/// Texture, light and noise depend on seed, kind and size only, so that a surface can be had with and
/// without its defects.
public struct SurfaceGenerator: Sendable {
  /// What surfaces are to look like.
  public let parameters: SurfaceParameters

  private enum Stream: UInt64 { case texture = 11, defects, picture }

  /// A generator of surfaces. Throws where a parameter is outside its range.
  public init(parameters: SurfaceParameters) throws(SurfaceError) {
    try parameters.validate()
    self.parameters = parameters
  }

  /// The surface of `seed` with a defect of each of `defects`, of which a class may be named more
  /// than once; none for a good surface.
  ///
  /// Throws for unknown classes, too many of them, and where one finds no room. Takes some 20 ms for
  /// 512x512 pixels.
  public func surface(
    seed: UInt64, defects: [DefectClass] = []
  ) throws(SurfaceError) -> SyntheticSurface {
    guard defects.count <= SurfaceParameters.mostDefects else { throw .defectCount(defects.count) }
    for name in defects where !DefectClass.surfaceClasses.contains(name) {
      throw .unknownClass(name.rawValue)
    }
    var random = RandomSource(seed: seed, stream: Stream.texture.rawValue)
    let texture = SurfaceTexture(
      kind: parameters.kind, size: parameters.size, random: &random)
    var placer = SurfaceDefectPlacer(
      texture: texture, parameters: parameters,
      random: RandomSource(seed: seed, stream: Stream.defects.rawValue))
    for name in defects {
      guard placer.place(name) else { throw .noRoom(for: name, size: parameters.size) }
    }
    var picture = RandomSource(seed: seed, stream: Stream.picture.rawValue)
    return SyntheticSurface(
      image: SurfacePicture.image(of: placer.texture, random: &picture), truth: placer.placed)
  }
}
