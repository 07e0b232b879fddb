import Codecs
import Pixels
import Testing

@Suite struct ImageEncoderTests {
  @Test(arguments: 1...4) func pngOf8BitKeepsEverySample(channels: Int) throws {
    let image: Image<UInt8> = noise(13, 7, channels: channels)
    #expect(try image8(try ImageEncoder.png(image)) == image)
  }

  @Test(arguments: 1...4) func pngOf16BitKeepsEverySample(channels: Int) throws {
    let image: Image<UInt16> = noise(13, 7, channels: channels)
    let decoded = try ImageDecoder().decode(try ImageEncoder.png(image))
    #expect(decoded == .bits16(image))
    #expect(decoded.bits == 16)
    #expect(decoded.channels == channels)
    #expect(
      Array(decoded.sampleBytes.prefix(2)) == [UInt8(image[0, 0] >> 8), UInt8(image[0, 0] & 255)])
    #expect(decoded.sha256 == SHA256Hex.of(decoded.sampleBytes))
  }

  @Test(arguments: [1, 3]) func jpegIsCloseToItsImage(channels: Int) throws {
    let image = slopes(61, 45, channels: channels)
    let decoded = try image8(try ImageEncoder.jpeg(image, quality: 95))
    #expect(decoded.size == image.size)
    #expect(decoded.channels == channels)
    let worst = zip(decoded.samples, image.samples).map { abs(Int($0) - Int($1)) }.max() ?? 0
    #expect(worst <= 12)
  }

  @Test func sameImageGivesSameBytes() throws {
    let image = slopes(61, 45, channels: 3)
    #expect(try ImageEncoder.jpeg(image) == ImageEncoder.jpeg(image))
    #expect(try ImageEncoder.png(image) == ImageEncoder.png(image))
  }

  @Test func paddingOfRowsIsNotEncoded() throws {
    var image = Image<UInt8>(width: 128, height: 4)
    image.withUnsafeMutableSamples { $0.update(repeating: 7, count: 128 * 4) }
    image.reshape(width: 3, height: 4)
    for y in 0..<4 { for x in 0..<3 { image[x, y] = UInt8(x + y) } }
    #expect(try image8(try ImageEncoder.png(image)) == image)
  }

  @Test func impossibleShapesAreRefused() {
    #expect(throws: EncodeError.empty) { try ImageEncoder.png(Image<UInt8>()) }
    #expect(throws: EncodeError.empty) { try ImageEncoder.jpeg(Image<UInt8>()) }
    #expect(throws: EncodeError.unsupportedChannels(format: "JPEG", channels: 4)) {
      try ImageEncoder.jpeg(Image<UInt8>(width: 2, height: 2, channels: 4))
    }
    #expect(throws: EncodeError.unsupportedChannels(format: "PNG", channels: 5)) {
      try ImageEncoder.png(Image<UInt8>(width: 2, height: 2, channels: 5))
    }
    #expect(
      throws: EncodeError.tooLarge(
        format: "JPEG", size: PixelSize(width: 65_501, height: 1), maximum: 65_500)
    ) {
      try ImageEncoder.jpeg(Image<UInt8>(width: 65_501, height: 1))
    }
  }

  @Test func hashIsLowerCaseHexadecimal() {
    // FIPS 180-2, appendix B.1.
    #expect(
      SHA256Hex.of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
