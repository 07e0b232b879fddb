import Codecs
import Pixels
import Testing

@Suite struct PNGDecodingTests {
  @Test(
    arguments: [
      (UInt8(1), [0x00, 0b1010_0000], [255, 0, 255]), (2, [0, 0b0001_1011], [0, 85, 170]),
      (4, [0, 0x0f, 0x70], [0, 255, 119]),
    ] as [(UInt8, [UInt8], [UInt8])])
  func grayBelow8BitIsScaledTo8(bits: UInt8, line: [UInt8], expected: [UInt8]) throws {
    let file = PNGFixture.file(width: 3, height: 1, bits: bits, colourType: 0, scanlines: line)
    #expect(try image8(file).samples == expected)
    #expect(try gray(file).samples == expected)
  }

  @Test func paletteBecomesRGB() throws {
    let palette = PNGFixture.chunk("PLTE", [1, 2, 3, 200, 100, 50])
    let file = PNGFixture.file(
      width: 2, height: 1, bits: 8, colourType: 3, chunks: [palette], scanlines: [0, 1, 0])
    let image = try image8(file)
    #expect(image.channels == 3)
    #expect(image.samples == [200, 100, 50, 1, 2, 3])
    #expect(try gray(file).samples == [luma(200, 100, 50), luma(1, 2, 3)])
  }

  @Test func transparentColourBecomesAlpha() throws {
    let palette = PNGFixture.chunk("PLTE", [1, 2, 3, 200, 100, 50])
    let transparency = PNGFixture.chunk("tRNS", [77])
    let indexed = PNGFixture.file(
      width: 2, height: 1, bits: 8, colourType: 3, chunks: [palette, transparency],
      scanlines: [0, 1, 0])
    #expect(try image8(indexed).samples == [200, 100, 50, 255, 1, 2, 3, 77])
    #expect(try gray(indexed).samples == [luma(200, 100, 50), luma(1, 2, 3)])
    let grayFile = PNGFixture.file(
      width: 2, height: 1, bits: 8, colourType: 0, chunks: [PNGFixture.chunk("tRNS", [0, 9])],
      scanlines: [0, 9, 10])
    #expect(try image8(grayFile).samples == [9, 0, 10, 255])
  }

  @Test func damagedTransparencyIsRefused() {
    var transparency = PNGFixture.chunk("tRNS", [0, 9])
    transparency[transparency.count - 1] ^= 1
    let file = PNGFixture.file(
      width: 2, height: 1, bits: 8, colourType: 0, chunks: [transparency], scanlines: [0, 9, 10])
    #expect(refusal(file) == .damaged("tRNS: CRC error"))
  }

  @Test func damagedTextBesideTheImageDoesNotMatter() throws {
    var text = PNGFixture.chunk("tEXt", Array("Comment\0made by hand".utf8))
    text[text.count - 1] ^= 1
    let file = PNGFixture.file(
      width: 2, height: 1, bits: 8, colourType: 0, chunks: [text], scanlines: [0, 9, 10])
    #expect(try image8(file).samples == [9, 10])
  }

  @Test func interlacedPassesArePutTogether() throws {
    // Adam7 of 2x2 has pass 1 (0,0), pass 6 (1,0) and pass 7 (row 1).
    let file = PNGFixture.file(
      width: 2, height: 2, bits: 8, colourType: 2, interlaced: true,
      scanlines: [0, 10, 20, 30, 0, 40, 50, 60, 0, 70, 80, 90, 100, 110, 120])
    #expect(try image8(file).samples == [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120])
    #expect(
      try gray(file).samples
        == [luma(10, 20, 30), luma(40, 50, 60), luma(70, 80, 90), luma(100, 110, 120)])
  }

  @Test func gammaAndProfilesAreNotApplied() throws {
    let gamma = PNGFixture.chunk("gAMA", PNGFixture.bigEndian(100_000))
    let file = PNGFixture.file(
      width: 2, height: 1, bits: 8, colourType: 0, chunks: [gamma], scanlines: [0, 9, 200])
    #expect(try image8(file).samples == [9, 200])
  }

  @Test func tooLittleImageDataIsRefused() {
    let file = PNGFixture.file(
      width: 2, height: 3, bits: 8, colourType: 0, scanlines: [0, 1, 2, 0, 3, 4])
    #expect(refusal(file) == .damaged("Not enough image data"))
  }

  @Test func unknownCriticalChunkIsRefused() {
    let file = PNGFixture.file(
      width: 2, height: 1, bits: 8, colourType: 0, chunks: [PNGFixture.chunk("ABCD", [1])],
      scanlines: [0, 9, 10])
    #expect(refusal(file) != nil)
  }

  @Test func headerThatIsNotFirstIsRefused() {
    let file = PNGFixture.signature + PNGFixture.chunk("IDAT", []) + PNGFixture.chunk("IEND", [])
    #expect(refusal(file) == .damaged("the first chunk is not IHDR but IDAT"))
  }

  @Test func zeroSizeIsRefused() {
    #expect(
      refusal(PNGFixture.file(width: 0, height: 1, bits: 8, colourType: 0, scanlines: [0])) != nil)
  }
}

/// ITU-R BT.601 luma in the weights the decoder documents.
func luma(_ r: UInt8, _ g: UInt8, _ b: UInt8) -> UInt8 {
  let weighted: Int = 19595 * Int(r) + 38470 * Int(g) + 7471 * Int(b)
  return UInt8((weighted + 32768) >> 16)
}
