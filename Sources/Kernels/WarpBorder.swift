import Pixels

/// How a warp finds values between pixels.
public enum WarpInterpolation: Sendable, Hashable {
  /// The value of the nearest pixel.
  case nearest
  /// The weighted mean of the four pixels around the position.
  case bilinear
}

/// What a warp finds outside its source.
public enum WarpBorder<Sample: PixelSample>: Sendable, Equatable {
  /// One value, in every channel; 0 is OpenCV's default.
  case constant(Sample)
  /// The nearest pixel of the border.
  case replicate

  /// Whether the border continues the image, and otherwise its value.
  var parts: (replicates: Bool, outside: Sample?) {
    switch self {
    case .constant(let value): (false, value)
    case .replicate: (true, nil)
    }
  }
}

/// What the bilinear kernels need for their blocks.
let warpScratchBytes = 8192

extension Image {
  /// The box of this image that a warp of it sees.
  func warpBox(_ region: PixelBox?) -> PixelBox {
    let all = PixelBox(x1: 0, y1: 0, x2: width, y2: height)
    let box = region?.clipped(to: size) ?? all
    precondition(!box.isEmpty, "nothing to warp: the region of a \(width)x\(height) image is empty")
    precondition(
      box.width <= 32767 && box.height <= 32767 && stride * height <= Int(Int32.max),
      "a warp takes up to 32767 pixels a side and 2^31 samples, not \(box.width)x\(box.height)")
    return box
  }
}
