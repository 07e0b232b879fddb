import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let templateSpectrum = kernel(
  KernelsBase.templateSpectrum, KernelsAVX2.templateSpectrum, KernelsAVX512.templateSpectrum)
private let correlateTiles = kernel(
  KernelsBase.correlateTiles, KernelsAVX2.correlateTiles, KernelsAVX512.correlateTiles)
private let correlateDirect = kernel(
  KernelsBase.correlateDirect, KernelsAVX2.correlateDirect, KernelsAVX512.correlateDirect)
private let widenCentered = kernel(
  KernelsBase.widenCentered, KernelsAVX2.widenCentered, KernelsAVX512.widenCentered)
private let normalizeScores = kernel(
  KernelsBase.normalizeScores, KernelsAVX2.normalizeScores, KernelsAVX512.normalizeScores)
private let largestIndex = kernel(
  KernelsBase.largestIndex, KernelsAVX2.largestIndex, KernelsAVX512.largestIndex)

/// Where a template was found.
public struct TemplateMatch: Sendable, Hashable {
  /// Position of the template's top-left pixel in the image, to parts of a pixel.
  public var position: PixelPoint
  /// Normalised correlation of the best whole position, -1...1; 1 is a perfect match.
  public var score: Float

  /// A match at a position, in pixels, with a score.
  public init(position: PixelPoint, score: Float) {
    self.position = position
    self.score = score
  }
}

/// Normalised cross-correlation of a template with images, as `cv2.matchTemplate` with
/// `TM_CCOEFF_NORMED`:
///
///     score(x, y) = sum T' I(x + u, y + v) / sqrt(sum T'² (sum I² - (sum I)² / n))
///
/// over the template's n pixels (u, v), where T' is the template less its mean. Insensitive to gain
/// and offset of the image. Windows without any contrast, and templates without, score 0 (OpenCV
/// gives such windows 0 or 1, by rounding).
///
/// Small templates are correlated directly, with exact integer sums: scores are exact to single
/// precision. Large ones go through Fourier transforms of overlapping tiles, for which the cost a
/// pixel grows with the logarithm of the template's size; scores are then within 2e-5 of exact ones
/// wherever the window's contrast is at least a gray level (tested). Window sums are exact in both.
/// Which way is taken depends on sizes only, and results are the same on every instruction set.
///
/// J. P. Lewis, Fast Normalized Cross-Correlation, Vision Interface 1995. A value: give each worker
/// its own. Memory is allocated at the first image of a size.
public struct TemplateMatcher: Sendable {
  /// The template.
  public let template: Image<UInt8>
  private let mean: Double
  private let deviation: Double
  private let pairs: [Int32]
  private var tiles: CorrelationTiles?
  /// What was chosen for boxes of the size seen last.
  private var choice: (size: PixelSize, tiles: CorrelationTiles.Choice)?

  /// A matcher for a template of one channel, at least one pixel, at most 4096 x 4096.
  public init(_ template: Image<UInt8>) {
    precondition(template.channels == 1, "a template has one channel, not \(template.channels)")
    precondition(
      template.size.area > 0 && template.width <= 4096 && template.height <= 4096,
      "a template has 1 to 4096 pixels a side, not \(template.width)x\(template.height)")
    self.template = template
    let samples = template.samples
    var (sum, squares) = (0, 0)
    for v in samples {
      sum += Int(v)
      squares += Int(v) * Int(v)
    }
    mean = Double(sum) / Double(samples.count)
    deviation = Double(squares) - Double(sum) * mean
    // Pairs of samples less 128, with three rows of zeros above and below.
    let perRow = (template.width + 1) / 2
    var pairs = [Int32](repeating: 0, count: perRow * (template.height + 6))
    for y in 0..<template.height {
      for x in 0..<template.width {
        let v = (Int32(samples[y * template.width + x]) - 128) & 0xffff
        pairs[(y + 3) * perRow + x / 2] |= x % 2 == 0 ? v : v << 16
      }
    }
    self.pairs = pairs
  }

  /// Correlates the template with every position in `image`, or in the `region` of it that is
  /// clipped to the image: `scores` gets a column and a row for each position, (0, 0) for the
  /// template at the region's corner.
  ///
  /// Traps where the image has more than one channel or is smaller than the template.
  public mutating func correlate(
    _ image: Image<UInt8>, region: PixelBox? = nil, into scores: inout Image<Float>,
    scratch: inout Scratch
  ) {
    let all = PixelBox(x1: 0, y1: 0, x2: image.width, y2: image.height)
    let box = region?.clipped(to: image.size) ?? all
    precondition(image.channels == 1, "templates are found in one channel, not \(image.channels)")
    precondition(
      box.width >= template.width && box.height >= template.height,
      "a template of \(template.size) does not fit into \(box)")
    let size = PixelSize(
      width: box.width - template.width + 1, height: box.height - template.height + 1)
    scores.reshape(width: size.width, height: size.height)
    let best = choice(for: box)
    let products = Double(template.size.area) * Double(size.area)
    if deviation > 0 && products > best.cost && tiles?.isFor(best) != true {
      tiles = CorrelationTiles(best)
      transformTemplate(&scratch)
    }
    let scoreStride = scores.stride
    image.withUnsafeSamples { samples in
      let first = samples + box.y1 * image.stride + box.x1
      scores.withUnsafeMutableSamples { out in
        if deviation <= 0 {
          for y in 0..<size.height {
            (out + y * scoreStride).update(repeating: 0, count: size.width)
          }
        } else if products > best.cost {
          correlateByTransform(first, image.stride, box, out, scoreStride, &scratch)
        } else {
          correlateDirectly(first, image.stride, box, out, scoreStride, &scratch)
        }
      }
    }
  }

  /// The best position in the image or region, found among all of them; a parabola through the
  /// scores of neighbouring positions gives parts of a pixel. Positions count from the image's
  /// origin.
  public mutating func best(
    in image: Image<UInt8>, region: PixelBox? = nil, scores: inout Image<Float>,
    scratch: inout Scratch
  ) -> TemplateMatch {
    correlate(image, region: region, into: &scores, scratch: &scratch)
    let index = scores.withUnsafeSamples {
      largestIndex($0, scores.stride, scores.width, scores.height)
    }
    let box = region?.clipped(to: image.size)
    let peak = scores.peak(x: index % scores.width, y: index / scores.width)
    return TemplateMatch(
      position: PixelPoint(
        x: peak.x + Double(box?.x1 ?? 0), y: peak.y + Double(box?.y1 ?? 0)),
      score: scores[index % scores.width, index / scores.width])
  }

  private mutating func choice(for box: PixelBox) -> CorrelationTiles.Choice {
    let size = PixelSize(width: box.width, height: box.height)
    if let choice, choice.size == size { return choice.tiles }
    let best = CorrelationTiles.best(template: template.size, image: box)
    choice = (size, best)
    return best
  }

  private mutating func transformTemplate(_ scratch: inout Scratch) {
    guard var tiles else { return }
    let work = scratch.bytes(4 * tiles.planeFloats).assumingMemoryBound(to: Float.self)
    let (width, height, mean) = (template.width, template.height, Float(mean))
    template.withUnsafeSamples { samples in
      tiles.withUnsafeSpectrum { re, im, x, y, size in
        templateSpectrum(
          samples, template.stride, width, height, mean, size.width, size.height, x, y, re, im,
          work)
      }
    }
    self.tiles = tiles
  }

  private mutating func correlateByTransform(
    _ image: UnsafePointer<UInt8>, _ stride: Int, _ box: PixelBox,
    _ out: UnsafeMutablePointer<Float>, _ outStride: Int, _ scratch: inout Scratch
  ) {
    guard let planeFloats = tiles?.planeFloats else { return }
    let memory = scratch.bytes(4 * planeFloats + 24 * box.width + 64)
    let work = memory.assumingMemoryBound(to: Float.self)
    let (width, height) = (template.width, template.height)
    tiles?.withUnsafeSpectrum { re, im, x, y, size in
      correlateTiles(
        image, stride, box.width, box.height, width, height, size.width, size.height, x, y, re,
        im, out, outStride, work)
    }
    normalizeScores(
      image, stride, box.width, box.height, width, height, deviation, out, outStride,
      UnsafeMutableRawPointer(work + planeFloats))
  }

  private func correlateDirectly(
    _ image: UnsafePointer<UInt8>, _ stride: Int, _ box: PixelBox,
    _ out: UnsafeMutablePointer<Float>, _ outStride: Int, _ scratch: inout Scratch
  ) {
    let wideStride = (box.width + 130 + 63) / 64 * 64
    let wideBytes = 2 * wideStride * (box.height + 3) + 256
    let memory = scratch.bytes(wideBytes + 24 * box.width + 128 + 16 * (box.width + 128))
    let wide = memory.assumingMemoryBound(to: Int16.self)
    widenCentered(image, stride, box.width, box.height, wide, wideStride)
    // Read, but not used: the last rows of windows come four at a time.
    (wide + wideStride * box.height).update(repeating: 0, count: 3 * wideStride)
    pairs.withUnsafeBufferPointer {
      correlateDirect(
        image, stride, box.width, box.height, wide, wideStride, $0.baseAddress!, template.width,
        template.height, mean - 128, deviation, out, outStride, memory + wideBytes)
    }
  }
}

extension Image where Sample == Float {
  /// The position of the peak near the largest sample (x, y): the vertex of the parabola through
  /// it and its two neighbours, in each direction by itself.
  func peak(x: Int, y: Int) -> PixelPoint {
    func vertex(_ a: Float, _ b: Float, _ c: Float) -> Double {
      let curvature = Double(a) - 2 * Double(b) + Double(c)
      return curvature < 0 ? 0.5 * (Double(a) - Double(c)) / curvature : 0
    }
    let dx =
      x > 0 && x + 1 < width ? vertex(self[x - 1, y], self[x, y], self[x + 1, y]) : 0
    let dy =
      y > 0 && y + 1 < height ? vertex(self[x, y - 1], self[x, y], self[x, y + 1]) : 0
    return PixelPoint(x: Double(x) + dx, y: Double(y) + dy)
  }
}
