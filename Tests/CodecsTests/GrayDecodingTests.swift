import Codecs
import Pixels
import Testing

@Suite struct GrayDecodingTests {
  @Test func grayJPEGIsTheSameBothWays() throws {
    let file = try ImageEncoder.jpeg(slopes(61, 45))
    #expect(try gray(file) == image8(file))
  }

  @Test func lumaOfAColourJPEGIsTakenAsStored() throws {
    // Neutral colours have no chroma, so that all three channels are the stored luma.
    let neutral = slopes(61, 45)
    let colour = Image<UInt8>(
      width: 61, height: 45, channels: 3, samples: neutral.samples.flatMap { [$0, $0, $0] })
    let file = try ImageEncoder.jpeg(colour)
    let decoded = try image8(file)
    #expect(
      try gray(file).samples == stride(from: 0, to: 61 * 45 * 3, by: 3).map { decoded.samples[$0] })
  }

  @Test(arguments: 1...4) func pngGivesLumaAndIgnoresAlpha(channels: Int) throws {
    let image: Image<UInt8> = noise(19, 11, channels: channels)
    let samples = image.samples
    let expected = stride(from: 0, to: samples.count, by: channels).map { i in
      channels < 3 ? samples[i] : luma(samples[i], samples[i + 1], samples[i + 2])
    }
    #expect(try gray(try ImageEncoder.png(image)).samples == expected)
  }

  @Test(arguments: 1...4) func highByteOf16BitCounts(channels: Int) throws {
    let image: Image<UInt16> = noise(19, 11, channels: channels)
    let samples = image.samples.map { UInt8($0 >> 8) }
    let expected = stride(from: 0, to: samples.count, by: channels).map { i in
      channels < 3 ? samples[i] : luma(samples[i], samples[i + 1], samples[i + 2])
    }
    #expect(try gray(try ImageEncoder.png(image)).samples == expected)
  }

  @Test func imageIsUsedAgainAndEmptyAfterARefusal() throws {
    let decoder = ImageDecoder()
    var image = Image<UInt8>(width: 100, height: 100)
    let file = try ImageEncoder.png(slopes(30, 20))
    let before = image.withUnsafeSamples { UInt(bitPattern: $0) }
    try decoder.decodeGray(file, into: &image)
    #expect(image == slopes(30, 20))
    #expect(image.withUnsafeSamples { UInt(bitPattern: $0) } == before)
    #expect(throws: DecodeError.self) {
      try decoder.decodeGray(Array(file.dropLast(20)), into: &image)
    }
    #expect(image.size == PixelSize(width: 0, height: 0))
  }

  @Test func turnedGrayIsTheTurnedImage() throws {
    let file = JPEGFixture.withExif(
      tiff(orientation: 6), in: try ImageEncoder.jpeg(slopes(30, 20)))
    let options = DecodeOptions(applyExifOrientation: true)
    #expect(try gray(file, options: options) == image8(file, options: options))
    #expect(try gray(file, options: options).size == PixelSize(width: 20, height: 30))
  }
}
