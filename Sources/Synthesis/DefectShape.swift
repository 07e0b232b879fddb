import Decision

/// The irregular outline of a defect: a stroke of varying thickness with ragged edges.
struct DefectShape: Sendable {
  /// Parts of the stroke; together they are the shape.
  var strokes: [Outline]
  /// How far the edge strays from the stroke, in pixels.
  var raggedness: Double
  /// The pattern in which it strays.
  var noise: ValueNoise
  /// Whether the shape becomes conductor; otherwise it ceases to be.
  var addsConductor: Bool

  init(strokes: [Outline], addsConductor: Bool, random: inout RandomSource) {
    precondition(!strokes.isEmpty, "a defect without a stroke")
    self.strokes = strokes
    self.addsConductor = addsConductor
    raggedness = random.number(in: 0.5...1.6)
    noise = ValueNoise(seed: random.next(), wavelength: random.number(in: 3...6))
  }

  /// How far `p` is from the outline, negative inside; nearly exact.
  func distance(to p: Vector) -> Double {
    var nearest = Double.infinity
    for stroke in strokes { nearest = min(nearest, stroke.distance(to: p)) }
    guard nearest < 4 else { return nearest }
    return nearest + raggedness * noise.value(at: p)
  }

  /// A rectangle around the shape.
  var bounds: Bounds {
    let all = strokes.map { $0.bounds.grown(by: raggedness + 1) }
    return Bounds(all.flatMap { [Vector($0.x1, $0.y1), Vector($0.x2, $0.y2)] })
  }
}
