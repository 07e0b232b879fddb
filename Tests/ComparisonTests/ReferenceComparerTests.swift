import Kernels
import Pixels
import TestSupport
import Testing

@testable import Comparison

@Suite struct ReferenceComparerTests {
  private static let size = PixelSize(width: 96, height: 64)
  private static let color: [UInt8] = [100, 120, 80]

  /// The planes of a picture that lies as its reference does.
  private func planes(_ picture: Image<UInt8>, _ model: ReferenceModel) throws -> AlignedPlanes {
    var planes = AlignedPlanes(channels: model.header.channels)
    planes.planes = try ReferenceModel.of(picture).planes.map(\.levels)
    let half = PixelSize(width: Self.size.width / 2, height: Self.size.height / 2)
    planes.covered = mask(Self.size, true)
    planes.halfCovered = mask(half, true)
    planes.clipped = mask(Self.size, false)
    planes.hasColor = picture.channels >= 3
    return planes
  }

  private func mask(_ size: PixelSize, _ isSet: Bool) -> BitMask {
    var mask = BitMask(width: size.width, height: size.height)
    guard isSet else { return mask }
    for y in 0..<size.height { mask.setRun(y: y, x1: 0, x2: size.width) }
    return mask
  }

  private func compared(
    _ picture: Image<UInt8>, _ change: (inout AlignedPlanes) -> Void = { _ in }
  ) throws -> (bright: MaskDifference, dark: MaskDifference, comparer: ReferenceComparer) {
    let model = try ReferenceModel.of(Image(size: Self.size, color: Self.color), count: 10)
    var comparer = ReferenceComparer(ReferenceLimits(model))
    var (bright, dark) = (MaskDifference(), MaskDifference())
    var planes = try planes(picture, model)
    change(&planes)
    comparer.compare(planes, bright: &bright, dark: &dark)
    return (bright, dark, comparer)
  }

  private static let spot = PixelBox(x1: 40, y1: 20, x2: 52, y2: 30)

  private func spotted(_ color: [UInt8]) -> Image<UInt8> {
    var picture = Image<UInt8>(size: Self.size, color: Self.color)
    picture.fill(Self.spot, color)
    return picture
  }

  @Test func equalPicturesDoNotDiffer() throws {
    let found = try compared(Image(size: Self.size, color: Self.color))
    #expect(found.bright.region.count == 0 && found.dark.region.count == 0)
    #expect(found.comparer.peaks.all.allSatisfy { $0.exceedance == 0 })
    #expect(found.comparer.judgedArea == Self.size.area)
  }

  @Test func brighterAndDarkerArePutApart() throws {
    let bright = try compared(spotted([160, 180, 140]))
    #expect(bright.bright.evidence.count == Self.spot.area && bright.dark.evidence.count == 0)
    #expect(bright.comparer.peaks[.bright].exceedance > 3)
    #expect(bright.comparer.peaks[.dark].exceedance == 0)
    #expect(bright.comparer.peaks[.bright].aspect == .bright)
    let dark = try compared(spotted([40, 60, 20]))
    #expect(dark.dark.evidence.count == Self.spot.area && dark.bright.evidence.count == 0)
    #expect(dark.comparer.peaks[.dark].contrast == -60)
  }

  @Test func colourAloneIsSeen() throws {
    // As bright as before to within a level: 0.299 red + 0.587 green + 0.114 blue.
    let found = try compared(spotted([179, 80, 80]))
    #expect(found.comparer.peaks[.bright].exceedance < 1)
    #expect(found.comparer.peaks[.color].exceedance > 3)
    #expect(found.comparer.peaks[.color].aspect == .color)
    #expect(found.bright.evidence.count + found.dark.evidence.count == Self.spot.area)
    let gray = try compared(spotted([179, 80, 80])) { $0.hasColor = false }
    #expect(gray.comparer.peaks[.color].exceedance == 0)
  }

  @Test func theRegionIsWhatIsNearAndHalfAsStrong() throws {
    var picture = spotted([160, 180, 140])
    // The limit is seven levels, and the region's half of that.
    let near = PixelBox(x1: 52, y1: 20, x2: 55, y2: 30)
    let far = PixelBox(x1: 70, y1: 20, x2: 73, y2: 30)
    for box in [near, far] { picture.fill(box, [105, 125, 85]) }
    let found = try compared(picture)
    #expect(found.bright.evidence.count == Self.spot.area)
    #expect(found.bright.region.count == Self.spot.area + near.area)
    #expect(!found.bright.region[71, 25] && found.bright.region[53, 25])
  }

  @Test func whatIsNotCoveredOrClippedIsNotJudged() throws {
    let left = try compared(spotted([160, 180, 140])) { planes in
      planes.exclude(self.mask(Self.size, true), half: BitMask(width: 48, height: 32))
    }
    #expect(left.bright.evidence.count == 0 && left.comparer.judgedArea == 0)
    // A clipped pixel may be brighter than it looks, not darker.
    let clipped = try compared(spotted([40, 60, 20])) {
      $0.clipped = self.mask(Self.size, true)
    }
    #expect(clipped.dark.evidence.count == 0)
  }

  @Test func measuresAreaAndStrongestPixel() throws {
    let picture = spotted([160, 180, 140])
    let model = try ReferenceModel.of(Image(size: Self.size, color: Self.color), count: 10)
    let found = try compared(picture)
    for isBright in [true, nil] as [Bool?] {
      var measured = DifferenceMeasurement()
      for y in Self.spot.y1..<Self.spot.y2 {
        found.comparer.measure(
          try planes(picture, model), isBright: isBright, y: y, x1: Self.spot.x1,
          x2: Self.spot.x2, into: &measured)
      }
      #expect(measured.area == Self.spot.area)
      #expect(measured.peak.exceedance >= found.comparer.peaks[.bright].exceedance)
      var rule = RegionRule()
      rule.minimumArea = Self.spot.area
      #expect(abs(measured.score(rule) - 0.5) < 1e-9)
    }
  }
}
