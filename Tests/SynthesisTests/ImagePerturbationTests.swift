import Pixels
import Testing

@testable import Synthesis

struct ImagePerturbationTests {
  /// A picture whose channels differ.
  private func picture(channels: Int) -> Image<UInt8> {
    var image = Image<UInt8>(width: 40, height: 30, channels: channels)
    for y in 0..<30 {
      for x in 0..<40 {
        for c in 0..<channels { image[x, y, c] = UInt8((x * 5 + y * 3 + c * 40) % 200 + 20) }
      }
    }
    return image
  }

  @Test(arguments: 1...4)
  func nothingAtZeroChangesAnything(channels: Int) {
    let image = picture(channels: channels)
    #expect(ImagePerturbation().apply(to: image, seed: 1, copy: 1) == image)
  }

  @Test(arguments: 1...4)
  func theSameSeedGivesTheSameCopyAndOthersOthers(channels: Int) {
    let image = picture(channels: channels)
    let limits = ImagePerturbation(
      motion: BoardMotion(shift: PixelPoint(x: 2, y: 2), rotation: 0.5), blur: 0.8,
      brightness: 0.05, noise: 2)
    func copy(_ seed: UInt64, _ number: Int) -> Image<UInt8> {
      ImagePerturbation.random(seed: seed, copy: number, limits: limits)
        .apply(to: image, seed: seed, copy: number)
    }
    #expect(copy(1, 1) == copy(1, 1))
    #expect(copy(1, 1) != copy(1, 2) && copy(1, 1) != copy(2, 1) && copy(1, 1) != image)
  }

  @Test func drawnValuesStayWithinTheirLimits() {
    let limits = ImagePerturbation(
      motion: BoardMotion(shift: PixelPoint(x: 3, y: 1), rotation: 0.2), blur: 0.5,
      brightness: 0.03, noise: 1.5)
    var (least, most) = (0.0, 0.0)
    for copy in 1...200 {
      let drawn = ImagePerturbation.random(seed: 7, copy: copy, limits: limits)
      #expect(abs(drawn.motion.shift.x) <= 3 && abs(drawn.motion.shift.y) <= 1)
      #expect(abs(drawn.motion.rotation) <= 0.2 && (0...0.5).contains(drawn.blur))
      #expect(abs(drawn.brightness) <= 0.03 && drawn.noise == 1.5)
      least = min(least, drawn.motion.shift.x)
      most = max(most, drawn.motion.shift.x)
    }
    #expect(least < -2.7 && most > 2.7)
  }

  @Test func brightnessScalesAndNoiseHasItsDeviation() {
    let flat = Image<UInt8>(
      width: 200, height: 100, channels: 3, samples: [UInt8](repeating: 100, count: 60_000))
    let brighter = ImagePerturbation(brightness: 0.1).apply(to: flat, seed: 1, copy: 1)
    #expect(brighter.samples.allSatisfy { $0 == 110 })
    let clipped = ImagePerturbation(brightness: 9).apply(to: flat, seed: 1, copy: 1)
    #expect(clipped.samples.allSatisfy { $0 == 255 })
    let noisy = ImagePerturbation(noise: 4).apply(to: flat, seed: 1, copy: 1).samples
    let mean = Double(noisy.reduce(0) { $0 + Int($1) }) / 60_000
    let variance = noisy.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / 59_999
    #expect(abs(mean - 100) < 0.1 && abs(variance.squareRoot() - 4) < 0.1)
  }

  @Test func alphaIsNeitherBrightenedNorNoisy() {
    let image = picture(channels: 4)
    let changed = ImagePerturbation(brightness: 0.2, noise: 3).apply(to: image, seed: 1, copy: 1)
    for y in 0..<30 {
      for x in 0..<40 { #expect(changed[x, y, 3] == image[x, y, 3]) }
    }
  }

  @Test func channelsAreBlurredApart() {
    var image = Image<UInt8>(width: 21, height: 21, channels: 3)
    image[10, 10, 1] = 250
    let blurred = ImagePerturbation(blur: 1).apply(to: image, seed: 1, copy: 1)
    var gray = Image<UInt8>(width: 21, height: 21)
    gray[10, 10] = 250
    let alone = ImagePerturbation(blur: 1).apply(to: gray, seed: 1, copy: 1)
    for y in 0..<21 {
      for x in 0..<21 {
        #expect(blurred[x, y, 0] == 0 && blurred[x, y, 1] == alone[x, y] && blurred[x, y, 2] == 0)
      }
    }
    #expect(alone[10, 10] < 60)
  }

  @Test func theInverseOfAMoveTakesBoxesBack() {
    let size = PixelSize(width: 640, height: 480)
    let box = PixelBox(x1: 500, y1: 40, x2: 530, y2: 70)
    for motion in [
      BoardMotion(shift: PixelPoint(x: 12, y: -7)),
      BoardMotion(shift: PixelPoint(x: 3.5, y: 8), rotation: 0.3), BoardMotion(rotation: 90),
    ] {
      let back = motion.inverse.moved(motion.moved(box, in: size), in: size)
      // A turned box is the box around its corners: larger, never smaller.
      #expect(abs(back.x1 - box.x1) <= 2 && abs(back.y2 - box.y2) <= 2)
      #expect(motion.inverse.inverse.shift.x - motion.shift.x < 1e-9)
    }
  }
}
