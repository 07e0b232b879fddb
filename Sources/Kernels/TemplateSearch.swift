import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let halve8 = kernel(KernelsBase.halve8, KernelsAVX2.halve8, KernelsAVX512.halve8)

extension Image where Sample == UInt8 {
  /// Halves an image: each pixel is the mean of 2x2, rounded half up; a last odd column or row is
  /// left out. One channel, at least 2x2.
  mutating func assignHalf(_ source: Image<UInt8>) {
    precondition(source.channels == 1 && source.width > 1 && source.height > 1)
    reshape(width: source.width / 2, height: source.height / 2)
    let (stride, size) = (self.stride, self.size)
    withUnsafeMutableSamples { out in
      source.withUnsafeSamples {
        halve8($0, source.stride, out, stride, size.width, size.height)
      }
    }
  }
}

/// Coarse-to-fine search for a template: at the coarsest level every position is tried, then the
/// best few are followed down, level by level.
///
/// Several times faster than correlating everywhere, and finds the same position where the template
/// is still recognisable when reduced; fine regular texture is not. Levels are halved while the
/// template keeps at least 12 pixels a side. Memory is allocated at the first image of a size.
public struct TemplateSearch: Sendable {
  private struct Level: Sendable {
    var matcher: TemplateMatcher
    var image = Image<UInt8>()
  }

  private var levels: [Level]
  private var scores = Image<Float>()
  private var near = Image<Float>()
  private var candidates: [TemplateMatch] = []

  /// Candidates followed from the coarsest level.
  private static let candidateCount = 6
  private static let leastSide = 12

  /// A search for `template`, one channel.
  public init(_ template: Image<UInt8>) {
    levels = [Level(matcher: TemplateMatcher(template))]
    var coarse = template
    while min(coarse.width, coarse.height) >= 2 * Self.leastSide {
      var half = Image<UInt8>()
      half.assignHalf(coarse)
      levels.append(Level(matcher: TemplateMatcher(half)))
      coarse = half
    }
  }

  /// The best position found, to parts of a pixel; see
  /// ``TemplateMatcher/best(in:region:scores:scratch:)``. Traps where the image has more than one
  /// channel or is smaller than the template.
  public mutating func best(in image: Image<UInt8>, scratch: inout Scratch) -> TemplateMatch {
    let top = levels.count - 1
    guard top > 0 else {
      return levels[0].matcher.best(in: image, scores: &scores, scratch: &scratch)
    }
    for k in 1...top {
      if k == 1 {
        levels[1].image.assignHalf(image)
      } else {
        let finer = levels[k - 1].image
        levels[k].image.assignHalf(finer)
      }
    }
    levels[top].matcher.correlate(levels[top].image, into: &scores, scratch: &scratch)
    pickCandidates()
    var best = TemplateMatch(position: .zero, score: -2)
    for candidate in candidates {
      var match = candidate
      for k in stride(from: top - 1, through: 0, by: -1) {
        if k == 0 {
          match = Self.refine(match, in: image, &levels[0].matcher, &near, &scratch)
        } else {
          let finer = levels[k].image
          match = Self.refine(match, in: finer, &levels[k].matcher, &near, &scratch)
        }
      }
      if match.score > best.score { best = match }
    }
    return best
  }

  /// The largest scores, no two of them neighbours.
  private mutating func pickCandidates() {
    candidates.removeAll(keepingCapacity: true)
    let (width, height) = (scores.width, scores.height)
    for _ in 0..<Self.candidateCount {
      var best: Float = -1.5
      var (x, y) = (0, 0)
      scores.withUnsafeSamples { p in
        for v in 0..<height {
          let row = p + v * scores.stride
          for u in 0..<width where row[u] > best { (best, x, y) = (row[u], u, v) }
        }
      }
      guard best > -1.5 else { return }
      candidates.append(
        TemplateMatch(position: PixelPoint(x: Double(x), y: Double(y)), score: best))
      let scoreStride = scores.stride
      scores.withUnsafeMutableSamples { p in
        for v in max(0, y - 2)...min(height - 1, y + 2) {
          for u in max(0, x - 2)...min(width - 1, x + 2) { p[v * scoreStride + u] = -2 }
        }
      }
    }
  }

  /// The best position at the next finer level, within 3 pixels of where the coarser one was.
  private static func refine(
    _ match: TemplateMatch, in image: Image<UInt8>, _ matcher: inout TemplateMatcher,
    _ near: inout Image<Float>, _ scratch: inout Scratch
  ) -> TemplateMatch {
    let (width, height) = (matcher.template.width, matcher.template.height)
    let x = Int((match.position.x * 2).rounded())
    let y = Int((match.position.y * 2).rounded())
    let left = max(0, min(image.width - width, x - 3))
    let top = max(0, min(image.height - height, y - 3))
    let box = PixelBox(
      x1: left, y1: top, x2: min(image.width, left + width + 6),
      y2: min(image.height, top + height + 6))
    return matcher.best(in: image, region: box, scores: &near, scratch: &scratch)
  }
}
