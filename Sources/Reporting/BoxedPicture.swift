import Codecs
import Decision
import Pixels

extension EncodedPicture {
  /// `image` with a box around each of `defects`, its longer side no more than `side` pixels, as a JPEG.
  ///
  /// Boxes are drawn twice, wide and dark below narrow and bright, around the defect and not over it:
  /// visible on any picture, and in any colours that somebody can tell apart by lightness.
  ///
  /// - Throws: that the image has no pixels or memory runs out.
  public static func boxed(
    _ image: Image<UInt8>, defects: [Defect], side: Int = 2400, quality: Int = 85
  ) throws(EncodeError) -> EncodedPicture {
    let reduction = max(1, (max(image.width, image.height) + side - 1) / side)
    let small = image.reduced(by: reduction)
    var canvas = Canvas(small)
    // Wide enough to be seen where a phone shows the picture.
    let line = max(2, max(small.width, small.height) / 250)
    for defect in defects {
      let box = PixelBox(
        x1: defect.box.x1 / reduction - line, y1: defect.box.y1 / reduction - line,
        x2: (defect.box.x2 + reduction - 1) / reduction + line,
        y2: (defect.box.y2 + reduction - 1) / reduction + line)
      canvas.frame(box, from: -line, to: 2 * line, (16, 16, 16))
      canvas.frame(box, from: 0, to: line, (255, 214, 10))
    }
    let bytes = try ImageEncoder.jpeg(canvas.image, quality: quality)
    return EncodedPicture(bytes: bytes, mediaType: .jpeg, size: small.size)
  }

  /// `image` with its longer side no more than `side` pixels, as a JPEG.
  ///
  /// - Throws: that the image has no pixels or memory runs out.
  public static func reduced(
    _ image: Image<UInt8>, side: Int, quality: Int = 80
  ) throws(EncodeError) -> EncodedPicture {
    let reduction = max(1, (max(image.width, image.height) + side - 1) / side)
    let small = image.reduced(by: reduction)
    return EncodedPicture(
      bytes: try ImageEncoder.jpeg(small, quality: quality), mediaType: .jpeg, size: small.size)
  }
}

extension Explanation {
  /// What differs, as a picture no larger than `side` pixels: of a board the added and missing
  /// material, of a photograph or surface where it is unlike good ones; `nil` where nothing was
  /// compared.
  ///
  /// - Throws: that memory runs out.
  public func differencePicture(side: Int = 2400) throws(EncodeError) -> EncodedPicture? {
    var picture = maps.first(where: \.isDifference)?.image
    if let levels {
      picture = DifferencePicture.make(
        levels, region: PixelBox(x1: 0, y1: 0, x2: levels.width, y2: levels.height))
    }
    guard let picture, picture.width > 0, picture.height > 0 else { return nil }
    return try .reduced(picture, side: side, quality: 90)
  }
}

/// An RGB picture to draw on.
private struct Canvas {
  private let width: Int
  private let height: Int
  private var samples: [UInt8]

  init(_ picture: Image<UInt8>) {
    (width, height) = (picture.width, picture.height)
    let samples = picture.samples
    self.samples = picture.channels == 1 ? samples.flatMap { [$0, $0, $0] } : Array(samples)
  }

  var image: Image<UInt8> { Image(width: width, height: height, channels: 3, samples: samples) }

  /// The ring around `box` that begins `from` pixels outside of its edge and ends `to` pixels inside,
  /// where negative counts outwards.
  mutating func frame(
    _ box: PixelBox, from outer: Int, to inner: Int, _ color: (UInt8, UInt8, UInt8)
  ) {
    let (x1, y1) = (box.x1 + outer, box.y1 + outer)
    let (x2, y2) = (box.x2 - outer, box.y2 - outer)
    let thickness = inner - outer
    fill(x1, y1, x2, y1 + thickness, color)
    fill(x1, y2 - thickness, x2, y2, color)
    fill(x1, y1, x1 + thickness, y2, color)
    fill(x2 - thickness, y1, x2, y2, color)
  }

  private mutating func fill(
    _ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ color: (UInt8, UInt8, UInt8)
  ) {
    for y in max(0, y1)..<max(0, min(height, y2), max(0, y1)) {
      for x in max(0, x1)..<max(0, min(width, x2), max(0, x1)) {
        let place = 3 * (y * width + x)
        (samples[place], samples[place + 1], samples[place + 2]) = color
      }
    }
  }
}
