import Pixels

/// How a picture of a board is changed without a defect coming or going: what etching, drilling,
/// the fixture and the camera do to every good board. Conductor is dark (below 128).
///
/// The steps, in the order in which they are done: ``thicken``, ``drillWander``, then ``stretch``
/// and ``motion`` in one resampling, ``edgeNoise``, ``speckle``. All values at 0 leave the image as
/// it is. Levels are kept gray; a binary picture stays nearly so.
public struct BoardPerturbation: Sendable, Hashable {
  /// How the whole picture is turned and shifted.
  public var motion: BoardMotion
  /// The longest displacement in pixels of a smooth random field (waves of 150 px and longer), 0
  /// and more.
  public var stretch: Double
  /// The share of the pixels at conductor edges that flip, 0...1; neighbours tend to flip together,
  /// as where etching is rough.
  public var edgeNoise: Double
  /// The share of all pixels that flip one by one, 0...1, mostly at the edges of narrow conductors
  /// and gaps.
  public var speckle: Double
  /// How far, in pixels, each drilled hole moves in its pad at most, 0 and more. Drilled is a round
  /// hole of up to 400 pixels with conductor around it; where the move would leave less than 2 px
  /// of conductor around it, the hole stays.
  public var drillWander: Double
  /// By how many pixels the whole pattern becomes fatter (thinner where negative), -1...1. What is
  /// binary and not resampled by another step changes in whole pixels, from half a pixel on.
  public var thicken: Double

  /// A perturbation with these values; by default none.
  public init(
    motion: BoardMotion = BoardMotion(), stretch: Double = 0, edgeNoise: Double = 0,
    speckle: Double = 0, drillWander: Double = 0, thicken: Double = 0
  ) {
    self.motion = motion
    (self.stretch, self.edgeNoise, self.speckle) = (stretch, edgeNoise, speckle)
    (self.drillWander, self.thicken) = (drillWander, thicken)
  }

  private enum Stream: UInt64 { case values, holes, waves, edges, speckle }

  /// Draws a perturbation from `seed`: each value of `limits` is the most that it may be, in either
  /// direction for the shift along each axis, the rotation and the thickening; all values up to it
  /// are as likely.
  public static func random(seed: UInt64, limits: BoardPerturbation) -> BoardPerturbation {
    var random = RandomSource(seed: seed, stream: Stream.values.rawValue)
    func either(_ most: Double) -> Double { random.number(in: -abs(most)...abs(most)) }
    func upTo(_ most: Double) -> Double { most * random.unit() }
    // Every value is drawn whatever the limits are, so that one limit does not move the others.
    var out = BoardPerturbation()
    out.motion.shift.x = either(limits.motion.shift.x)
    out.motion.shift.y = either(limits.motion.shift.y)
    out.motion.rotation = either(limits.motion.rotation)
    out.stretch = upTo(limits.stretch)
    out.edgeNoise = upTo(limits.edgeNoise)
    out.speckle = upTo(limits.speckle)
    out.drillWander = upTo(limits.drillWander)
    out.thicken = either(limits.thicken)
    return out
  }

  /// `image` so changed; the same values and `seed` give the same pixels on every machine.
  ///
  /// Traps unless the image has one channel, ``BoardMotion/canMove(_:)`` takes its size and the
  /// values are in their ranges. Takes time in proportion to the pixels.
  public func apply(to image: Image<UInt8>, seed: UInt64) -> Image<UInt8> {
    precondition(image.channels == 1, "a gray image has 1 channel, not \(image.channels)")
    precondition(stretch >= 0, "a board is stretched by \(stretch) px, not by 0 or more")
    precondition(
      BoardMotion.canMove(image.size), "an image of \(image.size) is too large to be perturbed")
    guard image.size.area > 0 else { return image }
    func random(_ stream: Stream) -> RandomSource {
      RandomSource(seed: seed, stream: stream.rawValue)
    }
    var out = image
    if thicken != 0 || drillWander != 0 {
      var levels = GrayLevels(out)
      var holes = random(.holes)
      levels.thicken(by: thicken)
      levels.moveHoles(by: drillWander, random: &holes)
      out = levels.image
    }
    if stretch > 0 {
      var waves = random(.waves)
      out = SmoothWaves(size: out.size, amplitude: stretch, random: &waves)
        .moved(out, by: motion)
    } else {
      out = motion.moved(out)
    }
    if edgeNoise != 0 || speckle != 0 {
      var levels = GrayLevels(out)
      var (edges, single) = (random(.edges), random(.speckle))
      levels.roughenEdges(share: edgeNoise, random: &edges)
      levels.speckle(share: speckle, random: &single)
      out = levels.image
    }
    return out
  }
}
