import Codecs
import Pixels
import Testing

@Suite struct ExifOrientationTests {
  // Stored are the rows abc and def.
  static let upright: [(Int, Int, [UInt8])] = [
    (1, 3, Array("abcdef".utf8)), (2, 3, Array("cbafed".utf8)), (3, 3, Array("fedcba".utf8)),
    (4, 3, Array("defabc".utf8)), (5, 2, Array("adbecf".utf8)), (6, 2, Array("daebfc".utf8)),
    (7, 2, Array("fcebda".utf8)), (8, 2, Array("cfbead".utf8)),
  ]

  static func file(_ exif: [UInt8]) throws -> [UInt8] {
    let image = Image<UInt8>(width: 3, height: 2, samples: Array("abcdef".utf8))
    return PNGFixture.inserting(
      PNGFixture.chunk("eXIf", exif), in: try ImageEncoder.png(image))
  }

  let asStated = DecodeOptions(applyExifOrientation: true)

  @Test(arguments: upright)
  func allOrientationsAreTurnedUpright(value: Int, width: Int, expected: [UInt8]) throws {
    for bigEndian in [true, false] {
      let file = try Self.file(tiff(orientation: value, bigEndian: bigEndian))
      let image = try image8(file, options: asStated)
      #expect(image.width == width)
      #expect(image.samples == expected)
      #expect(try gray(file, options: asStated) == image)
      #expect(try image8(file).samples == Array("abcdef".utf8))
    }
  }

  @Test(arguments: 1...8) func jpegAndColourAreTurnedAlike(value: Int) throws {
    let plain = try ImageEncoder.jpeg(slopes(24, 16, channels: 3))
    let turned = try image8(
      JPEGFixture.withExif(tiff(orientation: value), in: plain), options: asStated)
    let stored = try image8(plain)
    // The same turn of a PNG with these samples is the reference.
    let png = PNGFixture.inserting(
      PNGFixture.chunk("eXIf", tiff(orientation: value)), in: try ImageEncoder.png(stored))
    #expect(turned == (try image8(png, options: asStated)))
    #expect(turned.width == (value < 5 ? 24 : 16))
  }

  @Test func turnsOf16BitKeepTheirSamples() throws {
    let image: Image<UInt16> = noise(3, 2)
    let file = PNGFixture.inserting(
      PNGFixture.chunk("eXIf", tiff(orientation: 3)), in: try ImageEncoder.png(image))
    let turned = try ImageDecoder().decode(file, options: asStated)
    #expect(turned == .bits16(Image(width: 3, height: 2, samples: image.samples.reversed())))
  }

  @Test(arguments: [
    tiff(orientation: 0), tiff(orientation: 9), tiff(orientation: 6, type: 2),
    tiff(orientation: 6, directoryAt: 0), tiff(orientation: 6, directoryAt: 0x7fff_ffff),
    tiff(orientation: 6, directoryAt: 33), Array(tiff(orientation: 6).prefix(30)),
    Array(tiff(orientation: 6).prefix(7)), Array("MM but no TIFF".utf8), [],
  ])
  func damagedExifLeavesTheImageAsStored(exif: [UInt8]) throws {
    let stored = slopes(24, 16)
    let file = JPEGFixture.withExif(exif, in: try ImageEncoder.jpeg(stored))
    #expect(try image8(file, options: asStated).size == stored.size)
  }

  @Test func wrongChecksumOfExifIsRefusedWhereItIsAskedFor() throws {
    var file = try Self.file(tiff(orientation: 6))
    file[33 + 8] ^= 1
    #expect(refusal(file, options: asStated) == .damaged("eXIf: CRC error"))
    #expect(refusal(file) == nil)
  }
}
