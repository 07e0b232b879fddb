import Pixels
import TestSupport
import Testing

@Suite struct ImageTests {
  private static func ramp(_ width: Int, _ height: Int, _ channels: Int) -> Image<UInt16> {
    Image(
      width: width, height: height, channels: channels,
      samples: (0..<(width * height * channels)).map { UInt16($0) })
  }

  @Test func newImageIsBlack() {
    let image = Image<UInt8>(width: 5, height: 3, channels: 2)
    #expect(image.samples == [UInt8](repeating: 0, count: 30))
    #expect(image.size == PixelSize(width: 5, height: 3))
  }

  @Test func samplesRoundTripInRows() {
    for (width, height, channels) in [(1, 1, 1), (33, 4, 1), (31, 3, 3), (64, 2, 4), (5, 7, 2)] {
      let image = Self.ramp(width, height, channels)
      #expect(image.samples == (0..<(width * height * channels)).map { UInt16($0) })
      #expect(
        image[width - 1, height - 1, channels - 1] == UInt16(width * height * channels - 1))
    }
  }

  @Test func rowsStartAtMultiplesOf64Bytes() {
    for width in [1, 31, 32, 33, 100] {
      var image = Image<UInt16>(width: width, height: 3, channels: 3)
      #expect(image.stride >= width * 3)
      #expect(image.stride * 2 % 64 == 0)
      image.withUnsafeMutableSamples { #expect(Int(bitPattern: $0) % 64 == 0) }
    }
  }

  @Test func copiesAreIndependent() {
    var a = Self.ramp(7, 4, 1)
    let b = a
    var c = a
    a[3, 2] = 999
    c[0, 0] = 777
    #expect(b == Self.ramp(7, 4, 1))
    #expect(a[3, 2] == 999 && a[0, 0] == 0)
    #expect(c[0, 0] == 777 && c[3, 2] == 17)
  }

  @Test func copiesShareMemoryUntilWritten() {
    var a = Self.ramp(7, 4, 1)
    let b = a
    func address(_ image: Image<UInt16>) -> UnsafePointer<UInt16> {
      image.withUnsafeSamples { $0 }
    }
    #expect(address(a) == address(b))
    let before = address(b)
    a[0, 0] = 5
    #expect(address(a) != address(b))
    #expect(address(b) == before)
    let alone = address(a)
    a[1, 0] = 6
    #expect(address(a) == alone)
  }

  @Test func reshapingACopyLeavesTheOriginal() {
    let a = Self.ramp(7, 4, 1)
    var b = a
    b.reshape(width: 2, height: 2)
    b.withUnsafeMutableSamples { $0.update(repeating: 9, count: 4) }
    #expect(a == Self.ramp(7, 4, 1))
  }

  @Test func reshapingKeepsTheMemoryWhereItSuffices() {
    var image = Image<UInt8>(width: 100, height: 100)
    let block = image.withUnsafeMutableSamples { $0 }
    for (width, height, channels) in [(10, 10, 1), (100, 100, 1), (25, 60, 3), (0, 0, 1)] {
      image.reshape(width: width, height: height, channels: channels)
      #expect(image.withUnsafeMutableSamples { $0 } == block)
      #expect(image.size == PixelSize(width: width, height: height))
      #expect(image.channels == channels)
    }
    image.reshape(width: 100, height: 101)
    #expect(image.size.area == 10100)
    image[99, 100] = 3
    #expect(image[99, 100] == 3)
  }

  @Test func equalityIgnoresPadding() {
    var a = Image<UInt8>.soiled(width: 5, height: 4, with: 1)
    var b = Image<UInt8>.soiled(width: 5, height: 4, with: 2)
    for y in 0..<4 {
      for x in 0..<5 { (a[x, y], b[x, y]) = (UInt8(x * y), UInt8(x * y)) }
    }
    #expect(a == b)
    b[4, 3] = 0
    #expect(a != b)
  }

  @Test func equalityComparesShape() {
    #expect(Image<UInt8>(width: 6, height: 1) != Image<UInt8>(width: 1, height: 6))
    #expect(Image<UInt8>(width: 6, height: 1) != Image<UInt8>(width: 3, height: 1, channels: 2))
    #expect(Image<UInt8>() == Image<UInt8>(width: 0, height: 0))
  }

  @Test func cropIsClippedToTheImage() {
    let image = Self.ramp(6, 5, 2)
    let crop = image.cropped(to: PixelBox(x1: 4, y1: -3, x2: 9, y2: 2))
    #expect(crop.size == PixelSize(width: 2, height: 2))
    #expect(crop.samples == [8, 9, 10, 11, 20, 21, 22, 23])
    #expect(image.cropped(to: PixelBox(x1: 0, y1: 0, x2: 6, y2: 5)) == image)
    #expect(image.cropped(to: PixelBox(x1: 7, y1: 0, x2: 9, y2: 2)).size.area == 0)
    #expect(image.cropped(to: PixelBox(x1: 3, y1: 3, x2: 3, y2: 4)).size.area == 0)
  }
}
