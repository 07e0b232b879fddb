import Codecs
import Pixels
import Testing
import Wording

@Suite struct DecodeLimitsTests {
  @Test func defaultsAreThoseOfTheSpecification() {
    let limits = DecodeLimits()
    #expect(limits.maximumPixels == 100_000_000)
    #expect(limits.maximumFileBytes == 64_000_000)
    #expect(limits.maximumScans == 100)
    #expect(limits.maximumAncillaryChunkBytes == 8_000_000)
    for parameter in DecodeLimits.Parameter.allCases {
      #expect(parameter.range.contains(parameter.defaultValue))
      #expect(limits[parameter] == parameter.defaultValue)
    }
  }

  /// `sightline probe --help` and the reference of recipes say the same of a limit.
  @Test func helpSaysWhatTheLimitSays() {
    let help: [DecodeLimits.Parameter: Phrase] = [
      .maximumPixels: .helpMaximumPixels, .maximumFileBytes: .helpMaximumFileBytes,
      .maximumScans: .helpMaximumScans, .maximumAncillaryChunkBytes: .helpMaximumChunkBytes,
    ]
    for parameter in DecodeLimits.Parameter.allCases {
      #expect(help[parameter].map { Words(.english)[$0] } == parameter.summary)
    }
  }

  @Test(arguments: [true, false]) func imageOfMorePixelsIsRefused(asPNG: Bool) throws {
    let image = slopes(20, 10)
    let file = asPNG ? try ImageEncoder.png(image) : try ImageEncoder.jpeg(image)
    var options = DecodeOptions()
    options.limits.maximumPixels = 199
    #expect(
      refusal(file, options: options) == .overLimit(.maximumPixels, value: 200, limit: 199))
    options.limits.maximumPixels = 200
    #expect(refusal(file, options: options) == nil)
  }

  @Test func hugeHeadersAreRefusedByTheirHeader() {
    let png = PNGFixture.file(
      width: 0x7fff_ffff, height: 0x7fff_ffff, bits: 16, colourType: 6, scanlines: [0])
    #expect(
      refusal(png)
        == .overLimit(.maximumPixels, value: 0x7fff_ffff * 0x7fff_ffff, limit: 100_000_000))
    let jpeg =
      JPEGFixture.start + JPEGFixture.quantisation
      + JPEGFixture.frame(0xc2, components: 3, width: 65_000, height: 65_000)
      + JPEGFixture.huffman + JPEGFixture.scan(components: [1], first: 0, last: 0)
    #expect(
      refusal(jpeg) == .overLimit(.maximumPixels, value: 65_000 * 65_000, limit: 100_000_000))
  }

  @Test func largerFileIsRefused() throws {
    let file = try ImageEncoder.png(slopes(20, 10))
    var options = DecodeOptions()
    options.limits.maximumFileBytes = file.count - 1
    #expect(
      refusal(file, options: options)
        == .overLimit(.maximumFileBytes, value: file.count, limit: file.count - 1))
  }

  @Test func longerAncillaryChunkIsRefused() throws {
    let text = PNGFixture.chunk("tEXt", [UInt8](repeating: 65, count: 1001))
    let file = PNGFixture.inserting(text, in: try ImageEncoder.png(slopes(20, 10)))
    var options = DecodeOptions()
    options.limits.maximumAncillaryChunkBytes = 1000
    #expect(
      refusal(file, options: options)
        == .overLimit(.maximumAncillaryChunkBytes, value: 1001, limit: 1000))
    #expect(refusal(file) == nil)
  }

  @Test func imageDataMayBeLongerThanTheChunkLimit() throws {
    let image: Image<UInt8> = noise(100, 100)
    var options = DecodeOptions()
    options.limits.maximumAncillaryChunkBytes = 100
    #expect(try image8(try ImageEncoder.png(image), options: options) == image)
  }

  @Test func refusalNamesTheParameterToRaise() {
    let error = DecodeError.overLimit(.maximumScans, value: 101, limit: 100)
    #expect(
      "\(error)"
        == "the image has 101 scans, more than the limit of 100; if that is right, raise maximumScans"
    )
  }
}
