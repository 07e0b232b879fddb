import Codecs
import Pixels
import Testing

@Suite struct DamageTests {
  @Test func pngCutAtAnyByteIsRefused() throws {
    let file = try ImageEncoder.png(slopes(17, 9, channels: 3))
    for count in 0..<file.count { #expect(refusal(Array(file.prefix(count))) != nil, "\(count)") }
    #expect(refusal(file) == nil)
  }

  @Test(arguments: [1, 3]) func jpegCutAtAnyByteIsRefused(channels: Int) throws {
    let file = try ImageEncoder.jpeg(slopes(33, 17, channels: channels))
    for count in 0..<file.count { #expect(refusal(Array(file.prefix(count))) != nil, "\(count)") }
    #expect(refusal(file) == nil)
  }

  @Test func progressiveJPEGCutAtAnyByteIsRefused() {
    let file = JPEGFixture.progressive(scans: 2)
    for count in 0..<file.count { #expect(refusal(Array(file.prefix(count))) != nil, "\(count)") }
  }

  @Test func cutFilesAreCalledIncomplete() throws {
    let png = try ImageEncoder.png(slopes(17, 9))
    let jpeg = try ImageEncoder.jpeg(slopes(17, 9))
    for file in [png, jpeg] {
      guard case .truncated = refusal(Array(file.dropLast(3))) else {
        Issue.record("\(String(describing: refusal(Array(file.dropLast(3)))))")
        continue
      }
    }
    #expect(refusal([]) == .empty)
  }

  @Test func anyChangedByteOfAPNGIsRefused() throws {
    let file = try ImageEncoder.png(slopes(17, 9, channels: 3))
    for i in file.indices {
      for mask: UInt8 in [0x01, 0x80, 0xff] {
        var changed = file
        changed[i] ^= mask
        #expect(refusal(changed) != nil, "byte \(i) ^ \(mask)")
      }
    }
  }

  @Test func zerosInPlaceOfTheEndOfAJPEGAreRefused() throws {
    var file = try ImageEncoder.jpeg(slopes(64, 64))
    for i in (file.count * 3 / 4)..<file.count { file[i] = 0 }
    #expect(refusal(file) != nil)
  }

  @Test func randomBytesNeverCrash() {
    var random = SeededGenerator(seed: 3)
    let starts: [[UInt8]] = [
      [], [0xff, 0xd8], [0xff, 0xd8, 0xff], PNGFixture.signature,
      PNGFixture.signature + PNGFixture.chunk("IHDR", [0, 0, 0, 9, 0, 0, 0, 9, 8, 2, 0, 0, 0]),
      JPEGFixture.start + JPEGFixture.quantisation + JPEGFixture.frame(0xc0, components: 3)
        + JPEGFixture.huffman,
    ]
    for start in starts {
      for _ in 0..<300 {
        let count = Int.random(in: 0..<400, using: &random)
        let bytes = start + (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        _ = refusal(bytes, options: DecodeOptions(applyExifOrientation: true))
      }
    }
  }

  @Test func changedJPEGsNeverCrashAndKeepTheirShape() throws {
    var random = SeededGenerator(seed: 4)
    let files = [
      try ImageEncoder.jpeg(slopes(33, 17, channels: 3)), JPEGFixture.progressive(scans: 2),
      JPEGFixture.separateScans(3),
      JPEGFixture.withExif(tiff(orientation: 5), in: try ImageEncoder.jpeg(slopes(20, 10))),
    ]
    var limits = DecodeLimits()
    limits.maximumPixels = 1_000_000
    let options = DecodeOptions(limits: limits, applyExifOrientation: true)
    let decoder = ImageDecoder()
    var image = Image<UInt8>()
    for file in files {
      for _ in 0..<500 {
        var changed = file
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          changed[Int.random(in: changed.indices, using: &random)] = .random(
            in: 0...255, using: &random)
        }
        do {
          let decoded = try decoder.decode(changed, options: options)
          try decoder.decodeGray(changed, options: options, into: &image)
          #expect(image.size == decoded.size)
        } catch {
          #expect(!"\(error)".isEmpty)
        }
      }
    }
  }
}
