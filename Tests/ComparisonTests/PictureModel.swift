import Comparison
import Kernels
import Pixels

extension ReferenceModel {
  /// The model of one picture of a part, as it is: no smoothing, no spread.
  static func of(_ picture: Image<UInt8>, count: UInt8 = 1) throws -> ReferenceModel {
    let channels = ReferenceModel.channels(picture.size, samples: picture.channels)
    var gray = picture
    var halved = HalvedColor()
    if picture.channels >= 3 {
      gray.assignGray(picture)
      halved.assign(picture)
    }
    let planes = channels.map { channel in
      var levels = gray
      switch channel {
      case .luma: break
      case .redGreen: levels.assignOpposition(halved.red, to: halved.green)
      case .blueGreen: levels.assignOpposition(halved.blue, to: halved.green)
      case .gradient:
        let half = ReferenceModel.size(of: .gradient, picture.size)
        levels = Image(width: half.width, height: half.height)
      }
      return ReferencePlane(channel, levels: levels, count: count)
    }
    return try ReferenceModel(
      header: ReferenceHeader(
        width: picture.width, height: picture.height, channels: channels, imageCount: Int(count),
        noise: 0.5),
      planes: planes, clipped: Image(width: picture.width, height: picture.height))
  }
}

extension ReferencePlane {
  /// A plane of `levels` seen `count` times without any spread.
  init(_ channel: ReferenceChannel, levels: Image<UInt8>, count: UInt8) {
    self.init(channel, size: levels.size)
    for y in 0..<levels.height {
      for x in 0..<levels.width {
        mean[x, y] = UInt16(levels[x, y]) * 256
        self.count[x, y] = count
      }
    }
  }
}

extension Image where Sample == UInt8 {
  /// A picture of one colour.
  init(size: PixelSize, color: [UInt8]) {
    self.init(width: size.width, height: size.height, channels: color.count)
    fill(PixelBox(x1: 0, y1: 0, x2: size.width, y2: size.height), color)
  }

  /// Paints a box in one colour.
  mutating func fill(_ box: PixelBox, _ color: [UInt8]) {
    for y in box.y1..<box.y2 {
      for x in box.x1..<box.x2 {
        for (k, level) in color.enumerated() { self[x, y, k] = level }
      }
    }
  }
}
