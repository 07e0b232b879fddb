import Codecs
import Pixels
import Testing

@Suite struct DecodingIntoMemoryTests {
  private func address(_ image: DecodedImage) -> Int {
    switch image {
    case .bits8(let samples): samples.withUnsafeSamples { Int(bitPattern: $0) }
    case .bits16(let samples): samples.withUnsafeSamples { Int(bitPattern: $0) }
    }
  }

  @Test func whatWasThereBeforeDoesNotMatter() throws {
    let decoder = ImageDecoder()
    var image = DecodedImage.bits16(noise(5, 3))
    for file in [
      try ImageEncoder.png(noise(40, 30, channels: 3) as Image<UInt8>),
      try ImageEncoder.png(noise(20, 50) as Image<UInt16>),
      try ImageEncoder.jpeg(slopes(20, 10)), try ImageEncoder.png(noise(9, 7) as Image<UInt8>),
      try ImageEncoder.png(noise(21, 30, channels: 3) as Image<UInt16>),
    ] {
      try decoder.decode(file, into: &image)
      #expect(image == (try ImageDecoder().decode(file)))
    }
  }

  @Test func memoryThatSufficesIsUsedAgain() throws {
    let decoder = ImageDecoder()
    var image = DecodedImage.bits8(Image())
    try decoder.decode(
      try ImageEncoder.png(noise(40, 30, channels: 3) as Image<UInt8>), into: &image)
    let first = address(image)
    try decoder.decode(try ImageEncoder.jpeg(slopes(20, 10)), into: &image)
    #expect(address(image) == first)
    #expect(image.size == PixelSize(width: 20, height: 10))
  }

  @Test func aRefusedFileLeavesNoPixels() throws {
    let decoder = ImageDecoder()
    let file = try ImageEncoder.png(noise(40, 30) as Image<UInt8>)
    for end in [3, 30, file.count - 20] {
      var image = DecodedImage.bits8(noise(5, 3))
      #expect(throws: DecodeError.self) {
        try decoder.decode(Array(file.prefix(end)), into: &image)
      }
      #expect(image.size == PixelSize(width: 0, height: 0))
    }
  }
}
