import Pixels

/// What a surface without defects looks like in even light: gray levels, not rounded.
struct SurfaceTexture {
  let size: PixelSize
  /// Rows top down.
  private(set) var levels: [Float]

  /// The texture of `kind`, no two alike, with everything that differs from part to part: its tone by
  /// ±5 %, the strength of its texture by ±10 %.
  init(kind: SurfaceKind, size: PixelSize, random: inout RandomSource) {
    self.size = size
    let tone = random.number(in: 0.95...1.05)
    let strength = Float(random.number(in: 0.9...1.1))
    levels = []
    let (base, relief) =
      switch kind {
      case .metal: (135.0, Self.metal(size, &random))
      case .fabric: (118.0, Self.fabric(size, &random))
      case .tile: (150.0, Self.tile(size, &random))
      case .cast: (115.0, Self.cast(size, &random))
      }
    let ground = Float(base * tone)
    levels = relief.map { ground + strength * $0 }
  }

  /// The standard deviation of the gray levels of a picture of `kind` in even light, about.
  static func deviation(_ kind: SurfaceKind) -> Double {
    switch kind {
    case .metal: 9
    case .fabric: 13
    case .tile: 17
    case .cast: 9
    }
  }

  private static func metal(_ size: PixelSize, _ random: inout RandomSource) -> [Float] {
    // Streaks that fall by `slope` rows a column, taken from a field of level ones.
    let slope = random.number(in: -0.035...0.035)
    let extra = Int((abs(slope) * Double(size.width)).rounded(.up)) + 2
    let tall = PixelSize(width: size.width, height: size.height + extra)
    let fine = NoiseField(size: tall, across: 30, down: 0.7, random: &random)
    let broad = NoiseField(size: tall, across: 120, down: 1.8, random: &random)
    let grain = NoiseField(size: size, across: 0.7, down: 0.5, random: &random)
    var out = [Float](repeating: 0, count: size.area)
    for x in 0..<size.width {
      let drop = slope * Double(x) + (slope < 0 ? Double(extra - 1) : 0)
      let first = Int(drop)
      let t = Float(drop - Double(first))
      for y in 0..<size.height {
        let (a, b) = (first + y, first + y + 1)
        let streak = 7 * fine[x, a] + 4.5 * broad[x, a]
        let next = 7 * fine[x, b] + 4.5 * broad[x, b]
        out[y * size.width + x] = streak + t * (next - streak) + 3 * grain[x, y]
      }
    }
    return out
  }

  private static func fabric(_ size: PixelSize, _ random: inout RandomSource) -> [Float] {
    let turn = random.number(in: -0.03...0.03)
    let pitch = random.number(in: 7.8...8.2)
    let start = Vector(random.number(in: 0...pitch), random.number(in: 0...pitch))
    let wave = ValueNoise(seed: random.next(), wavelength: 60)
    let otherWave = ValueNoise(seed: random.next(), wavelength: 60)
    // The tone of each thread changes slowly along it.
    let tone = ValueNoise(seed: random.next(), wavelength: 1)
    let otherTone = ValueNoise(seed: random.next(), wavelength: 1)
    let fibre = NoiseField(size: size, across: 0.7, down: 0.7, random: &random)
    var out = [Float](repeating: 0, count: size.area)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let p = Vector(Double(x), Double(y))
        let u = (p.x + turn * p.y + start.x + wave.value(at: p)) / pitch
        let v = (p.y - turn * p.x + start.y + otherWave.value(at: p)) / pitch
        let (i, j) = (u.rounded(.down), v.rounded(.down))
        let (across, along) = (arch(u - i), arch(v - j))
        // Plain weave: at every second crossing the other thread lies on top.
        let isWarp = (Int(i) + Int(j)) & 1 == 0
        let height = isWarp ? across * (0.5 + 0.5 * along) : along * (0.5 + 0.5 * across)
        let thread =
          isWarp
          ? tone.value(at: Vector(3 * i, v / 9)) : otherTone.value(at: Vector(u / 9, 3 * j)) - 0.5
        let level = 38 * (height - 0.5) + 9 * thread
        out[y * size.width + x] = Float(level) + 3.5 * fibre[x, y]
      }
    }
    return out
  }

  /// A parabola from 0 at 0 over 1 at 1/2 to 0 at 1.
  private static func arch(_ t: Double) -> Double { 4 * t * (1 - t) }

  private static func tile(_ size: PixelSize, _ random: inout RandomSource) -> [Float] {
    let dark = NoiseField(size: size, across: 1.1, down: 1.1, random: &random)
    let light = NoiseField(size: size, across: 1.6, down: 1.6, random: &random)
    let grain = NoiseField(size: size, across: 0.5, down: 0.5, random: &random)
    return (0..<size.area).map { i in
      // Grains are where a field is high; their edges are as wide as the field is steep.
      let darkness = min(max((dark.values[i] - 1.05) * 3, 0), 1)
      let lightness = min(max((light.values[i] - 1.3) * 3, 0), 1)
      return 30 * lightness - 48 * darkness + 3 * grain.values[i]
    }
  }

  private static func cast(_ size: PixelSize, _ random: inout RandomSource) -> [Float] {
    let fine = NoiseField(size: size, across: 0.5, down: 0.5, random: &random)
    let medium = NoiseField(size: size, across: 1.2, down: 1.2, random: &random)
    let coarse = NoiseField(size: size, across: 3, down: 3, random: &random)
    let pits = NoiseField(size: size, across: 0.9, down: 0.9, random: &random)
    return (0..<size.area).map { i in
      let pit = min(max((pits.values[i] - 2) * 1.5, 0), 1)
      let grain = 6 * fine.values[i] + 5 * medium.values[i] + 4 * coarse.values[i]
      return grain - 12 * pit
    }
  }

  /// Adds `change` gray levels at column `x`, row `y`.
  mutating func add(_ change: Float, _ x: Int, _ y: Int) { levels[y * size.width + x] += change }
}
