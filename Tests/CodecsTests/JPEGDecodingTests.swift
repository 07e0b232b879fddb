import Codecs
import Pixels
import Testing

@Suite struct JPEGDecodingTests {
  @Test func progressiveFileDecodes() throws {
    let image = try image8(JPEGFixture.progressive(scans: 2))
    #expect(image == Image(width: 8, height: 8, samples: [UInt8](repeating: 128, count: 64)))
  }

  @Test func missingProgressiveScanIsRefused() {
    #expect(
      refusal(JPEGFixture.progressive(scans: 1)) == .damaged("progressive scans are missing"))
  }

  @Test func missingColourComponentIsRefused() throws {
    #expect(try image8(JPEGFixture.separateScans(3)).channels == 3)
    for scans in 1...2 {
      #expect(
        refusal(JPEGFixture.separateScans(scans))
          == .damaged("the scan of a colour component is missing"))
    }
  }

  @Test func moreScansThanTheLimitAreRefused() {
    var options = DecodeOptions()
    options.limits.maximumScans = 1
    #expect(
      refusal(JPEGFixture.progressive(scans: 2), options: options)
        == .overLimit(.maximumScans, value: 2, limit: 1))
    options.limits.maximumScans = 2
    #expect(refusal(JPEGFixture.progressive(scans: 2), options: options) == nil)
  }

  @Test func fourComponentsAreUnsupportedColour() {
    let file =
      JPEGFixture.start + JPEGFixture.quantisation + JPEGFixture.frame(0xc0, components: 4)
      + JPEGFixture.huffman + JPEGFixture.scan(components: [1, 2, 3, 4], first: 0, last: 63)
      + JPEGFixture.end
    #expect(refusal(file) == .unsupportedColour("CMYK"))
  }

  @Test(arguments: [(UInt8(0xc3), UInt8(8)), (0xc0, 12)])
  func losslessAnd12BitAreUnsupported(marker: UInt8, bits: UInt8) {
    let file =
      JPEGFixture.start + JPEGFixture.quantisation
      + JPEGFixture.frame(marker, components: 1, bits: bits)
      + JPEGFixture.huffman + JPEGFixture.scan(components: [1], first: 0, last: 63)
      + JPEGFixture.end
    guard case .unsupported = refusal(file) else {
      Issue.record("\(String(describing: refusal(file)))")
      return
    }
  }

  @Test func bytesAfterTheEndMarkDoNotMatter() throws {
    let file = try ImageEncoder.jpeg(slopes(20, 10))
    #expect(try image8(file + [1, 2, 3]) == image8(file))
  }

  @Test func tablesOfTheLastImageAreNotUsedAgain() throws {
    let decoder = ImageDecoder()
    _ = try decoder.decode(try ImageEncoder.jpeg(slopes(20, 10)))
    let withoutTable =
      JPEGFixture.start + JPEGFixture.frame(0xc0, components: 1) + JPEGFixture.huffman
      + JPEGFixture.scan(components: [1], first: 0, last: 63) + JPEGFixture.end
    #expect(throws: DecodeError.damaged("Quantization table 0x00 was not defined")) {
      try decoder.decode(withoutTable)
    }
  }

  @Test func decoderWorksOnAfterARefusal() throws {
    let decoder = ImageDecoder()
    let (jpeg, png) = (try ImageEncoder.jpeg(slopes(40, 30)), try ImageEncoder.png(slopes(40, 30)))
    let (fromJPEG, fromPNG) = (try decoder.decode(jpeg), try decoder.decode(png))
    for cut in [0, 1, 100, jpeg.count - 1] {
      #expect(throws: DecodeError.self) { try decoder.decode(Array(jpeg.prefix(cut))) }
      #expect(try decoder.decode(png) == fromPNG)
      #expect(throws: DecodeError.self) { try decoder.decode(Array(png.prefix(min(cut, 60)))) }
      #expect(try decoder.decode(jpeg) == fromJPEG)
    }
  }
}
