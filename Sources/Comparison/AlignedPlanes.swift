import Kernels
import Pixels

/// An image in its reference's frame and light: what is compared, channel by channel.
public struct AlignedPlanes: Sendable {
  /// A plane for each channel of the reference, in its order, smoothed.
  public internal(set) var planes: [Image<UInt8>]
  /// The pixels at full size that were taken from within the image.
  public internal(set) var covered = BitMask()
  /// The pixels at half size that were, without those that are clipped: these have neither their
  /// colour nor their slope.
  public internal(set) var halfCovered = BitMask()
  /// The pixels at full size where the image is as bright as its camera can say, and those next to
  /// them: they may be brighter than they look, not darker.
  public internal(set) var clipped = BitMask()
  /// Whether the planes of colours are those of the image: a gray one has none.
  public internal(set) var hasColor = false
  /// The channels of the planes.
  public let channels: [ReferenceChannel]

  /// Planes of no pixels.
  public init(channels: [ReferenceChannel]) {
    self.channels = channels
    planes = channels.map { _ in Image<UInt8>() }
  }

  /// Leaves pixels out of comparisons, as if the image did not show them: masks of both sizes.
  public mutating func exclude(_ mask: BitMask, half: BitMask) {
    covered.formAndNot(mask)
    if halfCovered.size == half.size { halfCovered.formAndNot(half) }
  }
}

/// Brings images into the frame and the light of their reference.
///
/// Keeps its scratch between calls; one per worker.
public struct PlaneAligner: ~Copyable {
  /// Brightness from which on an image is taken to be clipped, in gray levels.
  private static let clippedLevel: UInt8 = 246

  private let size: PixelSize
  private let margin: Int
  private var illumination: Illumination
  private var halved = HalvedColor()
  private var toned = Image<UInt8>()
  private var warped = Image<UInt8>()
  private var opposed = Image<UInt8>()
  private var clipped = BitMask()
  private var halfClipped = BitMask()
  private var morphology = BitMorphology()
  private var halver = MaskHalver()
  private var scratch = Scratch()

  /// An aligner to `model`, whose light is known where `limits` are narrow; pixels nearer than
  /// `margin` to an image's border are not covered.
  public init(_ model: ReferenceModel, _ limits: ReferenceLimits, margin: Int) {
    size = model.size
    self.margin = max(2, margin)
    illumination = Illumination(
      IlluminationSamples(model, tolerance: limits.tolerances[0], ignored: limits.ignored),
      size: model.size)
  }

  /// How much brighter the last image was than the reference, as a ratio of mean levels.
  public var brightness: Double { illumination.brightness }
  /// How unevenly the last image was lit against the reference: the largest gain over the smallest.
  public var unevenness: Double { illumination.unevenness }
  /// The tones of the last image's brightness.
  public var tones: ToneCurve { illumination.luma }
  /// Those of its red, green and blue.
  public var colorTones: [ToneCurve] { illumination.color }

  /// Writes `image` to `out` as the reference's frame and light have it. `gray` is its brightness, of
  /// one channel; `image` has one channel too, or three or four for colours. `grid` and `halfGrid` say
  /// where the reference's pixels lie in it, at full and at half size.
  public mutating func align(
    _ image: Image<UInt8>, gray: Image<UInt8>, by grid: WarpGrid, halfGrid: WarpGrid,
    into out: inout AlignedPlanes
  ) {
    precondition(gray.channels == 1 && gray.size == image.size, "gray is not that of the image")
    illumination.measure(gray, by: grid)
    toned.assignLookUp(gray, illumination.lumaTable)
    warped.assignWarp(toned, by: grid, size: size, scratch: &scratch)
    // Clipped levels keep their order through the tones.
    let level = illumination.lumaTable.entries[Int(Self.clippedLevel)]
    clipped.assignThreshold(warped, over: level == 0 ? 0 : level - 1)
    morphology.dilate(clipped, radius: 3, into: &out.clipped)
    warped.formGain(illumination.lumaGains, scratch: &scratch)
    out.planes[0].assignGaussian5(warped, scratch: &scratch)
    WarpCoverage.assign(
      &out.covered, size: size, by: grid, imageSize: image.size, margin: margin)
    guard out.channels.count > 1 else { return }
    let half = PixelSize(width: size.width / 2, height: size.height / 2)
    let halfImage = PixelSize(width: image.width / 2, height: image.height / 2)
    WarpCoverage.assign(
      &out.halfCovered, size: half, by: halfGrid, imageSize: halfImage, margin: (margin + 1) / 2 + 1
    )
    halver.halve(out.clipped, into: &halfClipped)
    out.halfCovered.formAndNot(halfClipped)
    if out.channels.contains(.redGreen) {
      alignColors(image, halfGrid, half, &out)
    }
    if let k = out.channels.firstIndex(of: .gradient) { addGradient(half, k, &out) }
  }

  private mutating func alignColors(
    _ image: Image<UInt8>, _ halfGrid: WarpGrid, _ half: PixelSize, _ out: inout AlignedPlanes
  ) {
    guard image.channels >= 3, min(image.width, image.height) >= 2 else {
      // A gray image has no colours to differ in.
      out.hasColor = false
      for (k, channel) in out.channels.enumerated()
      where channel == .redGreen || channel == .blueGreen {
        out.planes[k].reshape(width: half.width, height: half.height)
      }
      return
    }
    out.hasColor = true
    halved.assign(image)
    illumination.measureColor(halved)
    halved.red.formLookUp(illumination.colorTables[0])
    halved.green.formLookUp(illumination.colorTables[1])
    halved.blue.formLookUp(illumination.colorTables[2])
    for (k, channel) in out.channels.enumerated() {
      switch channel {
      case .luma, .gradient: continue
      case .redGreen: opposed.assignOpposition(halved.red, to: halved.green)
      case .blueGreen: opposed.assignOpposition(halved.blue, to: halved.green)
      }
      warped.assignWarp(opposed, by: halfGrid, size: half, scratch: &scratch)
      warped.formGain(illumination.colorGains, scratch: &scratch)
      out.planes[k].assignGaussian5(warped, scratch: &scratch)
    }
  }

  private mutating func addGradient(_ half: PixelSize, _ k: Int, _ out: inout AlignedPlanes) {
    let box = PixelBox(x1: 0, y1: 0, x2: half.width * 2, y2: half.height * 2)
    toned.assignPyramidDown(out.planes[0], region: box, scratch: &scratch)
    let square = StructuringElement.rectangle(width: 3, height: 3)
    warped.assignDilated(toned, by: square, scratch: &scratch)
    opposed.assignEroded(toned, by: square, scratch: &scratch)
    out.planes[k].assignAbsoluteDifference(warped, opposed)
  }
}
