import Pixels

/// How a stored image must be turned and mirrored to stand upright: the values of tag 0x0112.
///
/// Source: CIPA DC-008 (Exif 2.32), 4.6.4 A, "Orientation".
enum ExifOrientation: Int, CaseIterable, Sendable {
  case upright = 1
  case mirroredSideways
  case upsideDown
  case mirroredUpDown
  case transposed
  case turnedLeft
  case transversed
  case turnedRight

  /// Whether columns become rows.
  var swapsSides: Bool { rawValue >= 5 }

  /// The orientation that a TIFF structure states in its first directory, upright where it states
  /// none or is damaged.
  ///
  /// Only that one directory is read, so that offsets pointing in circles lead nowhere.
  init(tiff: UnsafeRawBufferPointer) {
    self = Self.stated(in: tiff) ?? .upright
  }

  private static func stated(in tiff: UnsafeRawBufferPointer) -> ExifOrientation? {
    guard tiff.count >= 8 else { return nil }
    let isBigEndian: Bool
    switch (tiff[0], tiff[1]) {
    case (0x4d, 0x4d): isBigEndian = true
    case (0x49, 0x49): isBigEndian = false
    default: return nil
    }
    // Callers stay inside: every use is preceded by a comparison with the count.
    func short(_ at: Int) -> Int {
      isBigEndian
        ? Int(tiff[at]) << 8 | Int(tiff[at + 1]) : Int(tiff[at + 1]) << 8 | Int(tiff[at])
    }
    func long(_ at: Int) -> Int {
      isBigEndian
        ? short(at) << 16 | short(at + 2) : short(at + 2) << 16 | short(at)
    }
    let directory = long(4)
    guard short(2) == 42, directory <= tiff.count - 2 else { return nil }
    for i in 0..<short(directory) {
      let entry = directory + 2 + i * 12
      guard entry <= tiff.count - 12 else { return nil }
      guard short(entry) == 0x0112 else { continue }
      // One SHORT, kept in the entry itself.
      guard short(entry + 2) == 3, long(entry + 4) == 1 else { return nil }
      return ExifOrientation(rawValue: short(entry + 8))
    }
    return nil
  }

  /// Writes `image`, turned and mirrored to stand upright, to `out`.
  func apply<Sample>(to image: Image<Sample>, into out: inout Image<Sample>) {
    let (width, height, channels) = (image.width, image.height, image.channels)
    let (across, down) = (channels, image.stride)
    let right = (width - 1) * across
    let bottom = (height - 1) * down
    // Where the first sample of `out` lies in `image`, and how far one pixel to the right and one
    // down in `out` are there.
    let (origin, stepX, stepY) =
      switch self {
      case .upright: (0, across, down)
      case .mirroredSideways: (right, -across, down)
      case .upsideDown: (right + bottom, -across, -down)
      case .mirroredUpDown: (bottom, across, -down)
      case .transposed: (0, down, across)
      case .turnedLeft: (bottom, -down, across)
      case .transversed: (right + bottom, -down, -across)
      case .turnedRight: (right, down, -across)
      }
    out.reshape(
      width: swapsSides ? height : width, height: swapsSides ? width : height, channels: channels)
    let (outWidth, outHeight, outStride) = (out.width, out.height, out.stride)
    image.withUnsafeSamples { source in
      out.withUnsafeMutableSamples { target in
        for y in 0..<outHeight {
          for x in 0..<outWidth {
            let from = source + origin + y * stepY + x * stepX
            let to = target + y * outStride + x * channels
            for c in 0..<channels { to[c] = from[c] }
          }
        }
      }
    }
  }
}
