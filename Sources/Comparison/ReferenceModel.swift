import Kernels
import Pixels

/// What is written beside the planes of a reference model, for a file that says what they are.
public struct ReferenceHeader: Sendable, Hashable, Codable {
  /// Columns of the reference in pixels.
  public var width: Int
  /// Rows.
  public var height: Int
  /// What it is compared in.
  public var channels: [ReferenceChannel]
  /// Good parts it was learned from.
  public var imageCount: Int
  /// Spread of a pixel's brightness from one good part to the next where nothing else varies, in
  /// gray levels after smoothing.
  public var noise: Double

  /// A header with these values.
  public init(
    width: Int, height: Int, channels: [ReferenceChannel], imageCount: Int, noise: Double
  ) {
    (self.width, self.height, self.channels) = (width, height, channels)
    (self.imageCount, self.noise) = (imageCount, noise)
  }
}

/// Why planes are not those of a reference model.
public enum ReferenceModelError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The header names no size, no brightness or a channel twice.
  case header(String)
  /// There is no plane of a channel that the header names, or one that it does not.
  case channels
  /// The plane of a channel has another size than the header says.
  case size(ReferenceChannel, PixelSize, expected: PixelSize)
  /// The image of what was clipped has another size than the header says.
  case clipped(PixelSize, expected: PixelSize)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .header(let cause):
      "the header of the reference model is wrong: \(cause). Teach the model anew."
    case .channels:
      "the planes of the reference model are not those its header names. Teach the model anew."
    case .clipped(let size, let expected):
      "the image of clipped pixels of the reference model has \(size.width)x\(size.height) pixels, "
        + "not \(expected.width)x\(expected.height). Teach the model anew."
    case .size(let channel, let size, let expected):
      "plane \(channel.rawValue) of the reference model has \(size.width)x\(size.height) pixels, "
        + "not \(expected.width)x\(expected.height). Teach the model anew."
    }
  }
}

/// What good parts look like in photographs: mean and spread of each pixel, in brightness and what
/// is derived from it.
///
/// A value of plain images: ``header``, ``clipped`` and, for each channel, the images of a
/// ``ReferencePlane`` are all there is, so that it is stored as a small text and images of 8 and 16 bit
/// and made again by ``init(header:planes:clipped:)``. More good parts can be added to it without the old ones.
public struct ReferenceModel: Sendable, Equatable {
  /// Size, channels and origin.
  public var header: ReferenceHeader
  /// A plane for each of the header's channels, in that order.
  public var planes: [ReferencePlane]
  /// In how many of the good parts each pixel was as bright as the camera can say, 255 for that and
  /// more: how bright it may be is not known there.
  public var clipped: Image<UInt8>

  /// The model of a header and its images; throws where they do not belong together.
  public init(
    header: ReferenceHeader, planes: [ReferencePlane], clipped: Image<UInt8>
  ) throws(ReferenceModelError) {
    guard header.width > 0 && header.height > 0 && header.imageCount > 0 else {
      throw .header("\(header.width)x\(header.height) pixels of \(header.imageCount) images")
    }
    guard header.noise.isFinite && header.noise >= 0 else { throw .header("noise \(header.noise)") }
    guard Set(header.channels).count == header.channels.count, header.channels.first == .luma else {
      throw .header("channels \(header.channels.map(\.rawValue))")
    }
    guard planes.map(\.channel) == header.channels else { throw .channels }
    for plane in planes {
      let expected = Self.size(
        of: plane.channel, PixelSize(width: header.width, height: header.height))
      guard plane.size == expected else {
        throw .size(plane.channel, plane.size, expected: expected)
      }
    }
    let size = PixelSize(width: header.width, height: header.height)
    guard clipped.size == size && clipped.channels == 1 else {
      throw .clipped(clipped.size, expected: size)
    }
    (self.header, self.planes, self.clipped) = (header, planes, clipped)
  }

  /// Columns and rows of the reference.
  public var size: PixelSize { PixelSize(width: header.width, height: header.height) }

  /// The plane of `channel`, where there is one.
  public func plane(_ channel: ReferenceChannel) -> ReferencePlane? {
    planes.first { $0.channel == channel }
  }

  /// The reference's mean brightness, of one channel: what parts are found and registered by.
  public var luma: Image<UInt8> { planes[0].levels }

  /// The size of a channel's planes for a reference of `size`.
  public static func size(of channel: ReferenceChannel, _ size: PixelSize) -> PixelSize {
    channel.isHalved ? PixelSize(width: size.width / 2, height: size.height / 2) : size
  }

  /// The channels of a reference of `size` that was taken with `channels` samples a pixel: those at
  /// half size need at least two pixels a side.
  public static func channels(_ size: PixelSize, samples channels: Int) -> [ReferenceChannel] {
    min(size.width, size.height) >= 2 ? ReferenceChannel.of(channels: channels) : [.luma]
  }

  /// A picture of the reference, RGB where it has colours, else gray: each pixel's colour is that of
  /// the mean planes.
  public var picture: Image<UInt8> {
    guard let red = plane(.redGreen)?.levels, let blue = plane(.blueGreen)?.levels else {
      return luma
    }
    let luma = self.luma
    var out = Image<UInt8>(width: luma.width, height: luma.height, channels: 3)
    let stride = out.stride
    out.withUnsafeMutableSamples { p in
      luma.withUnsafeSamples { l in
        red.withUnsafeSamples { r in
          blue.withUnsafeSamples { b in
            for y in 0..<luma.height {
              let half = min(y / 2, red.height - 1) * red.stride
              for x in 0..<luma.width {
                let k = half + min(x / 2, red.width - 1)
                let rgb = ColorAxes.color(
                  luma: Double(l[y * luma.stride + x]), redGreen: Double(r[k]),
                  blueGreen: Double(b[k]))
                let to = p + y * stride + 3 * x
                to[0] = ColorAxes.level(rgb.red)
                to[1] = ColorAxes.level(rgb.green)
                to[2] = ColorAxes.level(rgb.blue)
              }
            }
          }
        }
      }
    }
    return out
  }
}

/// Red, green and blue from brightness and the two differences.
enum ColorAxes {
  /// The colour with a luma (ITU-R BT.601) and the differences of ``ReferenceChannel``.
  static func color(
    luma: Double, redGreen: Double, blueGreen: Double
  ) -> (red: Double, green: Double, blue: Double) {
    let (u, v) = (2 * (redGreen - 128), 2 * (blueGreen - 128))
    let green = luma - 0.299 * u - 0.114 * v
    return (green + u, green, green + v)
  }

  /// The nearest gray level.
  static func level(_ value: Double) -> UInt8 { UInt8(max(0, min(255, value.rounded()))) }
}
