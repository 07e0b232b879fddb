import Kernels
import Pixels

/// How the light of an image differs from the reference's, and what it takes to undo that.
///
/// At flat places of the part, levels of the image stand beside levels of the reference. Alternately a
/// curve of tones (``ToneCurve``: camera gain, gamma, black level) and one smooth gain and offset
/// over the part (lamps) are fitted to those that do not miss by more than three times the usual, as
/// defects and reflections do. It begins with the median of the ratios, which a third of the places
/// cannot turn. Colours get curves of their own in the same way (white balance), each without the
/// places that miss in it, and drawn towards the curve of brightness where the part does not show
/// their levels. Keeps its memory between images.
struct Illumination: Sendable {
  private static let rounds = 4
  /// The share of its level that a place may miss by more.
  private static let share: Float = 0.05

  private let samples: IlluminationSamples
  private let size: PixelSize
  private var light: SmoothLight
  private var fit = ToneFit()
  /// Where the places lie in the image, and the image's levels there, -1 outside.
  private var points: [(x: Float, y: Float)]
  private var values: [Float]
  private var counts: [Bool]
  /// The levels of one colour there, -1 where they do not count at all.
  private var colorValues: [Float]
  private var colorTargets: [Float]
  /// What the light does at the places.
  private var gains: [Float]
  private var offsets: [Float]
  private var ratios = ValueCounts(unit: 256)
  private var misses = ValueCounts(unit: 16)
  /// The curve of brightness at whole levels.
  private var levels = [Float](repeating: 0, count: 256)
  private var lumaField: GainField
  private var colorField: GainField
  /// The tones of brightness.
  private(set) var luma = ToneCurve()
  /// Those of red, green and blue.
  private(set) var color = [ToneCurve](repeating: ToneCurve(), count: 3)
  private(set) var lumaTable = ToneCurve().table
  private(set) var colorTables = [LookUpTable](repeating: ToneCurve().table, count: 3)
  /// Mean brightness of the image at the places, in gray levels, over the reference's.
  private(set) var brightness = 1.0
  /// The largest gain over the smallest.
  private(set) var unevenness = 1.0

  init(_ samples: IlluminationSamples, size: PixelSize) {
    (self.samples, self.size) = (samples, size)
    light = SmoothLight(size: size)
    values = [Float](repeating: 0, count: samples.places.count)
    points = [(x: Float, y: Float)](repeating: (0, 0), count: samples.places.count)
    counts = [Bool](repeating: true, count: samples.places.count)
    (colorValues, colorTargets, gains, offsets) = (values, values, values, values)
    lumaField = GainField(covering: size)
    colorField = GainField(covering: PixelSize(width: size.width / 2, height: size.height / 2))
  }

  /// The gains of brightness at full size.
  var lumaGains: GainField { lumaField }
  /// The gains of colours at half size, around 128.
  var colorGains: GainField { colorField }

  /// Compares the light of `gray`, warped by `grid`, with the reference's.
  mutating func measure(_ gray: Image<UInt8>, by grid: WarpGrid) {
    var (seen, sum, target) = (0.0, 0.0, 0.0)
    for (i, place) in samples.places.enumerated() {
      let shift = grid.displacement(x: Int(place.x), y: Int(place.y))
      points[i] = (Float(place.x) + shift.dx, Float(place.y) + shift.dy)
      let value = Self.sample(gray, points[i].x, points[i].y)
      values[i] = value
      counts[i] = value >= 0 && value < 250
      guard counts[i] else { continue }
      seen += 1
      sum += Double(value)
      target += Double(samples.luma[i])
    }
    brightness = target > 0 && sum > 0 ? sum / target : 1
    light.reset()
    applyLight()
    luma = ToneCurve()
    guard seen >= 12 else { return finish() }
    ratios.reset()
    for i in values.indices where counts[i] { addRatio(values[i], samples.luma[i]) }
    setLevels(.straight(medianRatio))
    for _ in 0..<Self.rounds {
      dropOutliers()
      fit.reset()
      for i in values.indices where counts[i] {
        fit.add(values[i], (samples.luma[i] - offsets[i]) / max(0.2, gains[i]))
      }
      luma = fit.curve(near: ToneCurve())
      setLevels(luma)
      fitLight(seen)
    }
    dropOutliers()
    finish()
  }

  private mutating func fitLight(_ seen: Double) {
    light.begin()
    for i in values.indices where counts[i] {
      light.add(
        x: Double(samples.places[i].x), y: Double(samples.places[i].y),
        level: Double(toned(values[i])), target: Double(samples.luma[i]), weight: 1)
    }
    light.solve(count: seen)
    applyLight()
  }

  private mutating func applyLight() {
    for (i, place) in samples.places.enumerated() {
      let (gain, offset) = light.value(x: Double(place.x), y: Double(place.y))
      (gains[i], offsets[i]) = (Float(gain), Float(offset))
    }
  }

  private mutating func setLevels(_ curve: ToneCurve) {
    for k in 0..<256 { levels[k] = Float(curve.value(Double(k))) }
  }

  /// A level of the image on the curve set last, between whole levels linear.
  private func toned(_ level: Float) -> Float {
    let k = max(0, min(254, Int(level)))
    let f = level - Float(k)
    return levels[k] * (1 - f) + levels[k + 1] * f
  }

  /// Stops counting the places that miss by more than three times the usual.
  private mutating func dropOutliers() {
    misses.reset()
    for i in values.indices where values[i] >= 0 && values[i] < 250 { misses.add(miss(i)) }
    let limit = outlierLimit
    for i in values.indices {
      counts[i] =
        values[i] >= 0 && values[i] < 250 && miss(i) <= limit + Self.share * samples.luma[i]
    }
  }

  /// Three times the usual of the misses, which is 1.5 times their median, and at least 3 levels.
  private var outlierLimit: Float { max(3, 3 * 1.5 * misses.median) }

  private func miss(_ i: Int) -> Float {
    abs(gains[i] * toned(values[i]) + offsets[i] - samples.luma[i])
  }

  private mutating func finish() {
    let curve = luma
    lumaTable.assign { curve.nearest($0) }
    var (least, most) = (Double.infinity, 0.0)
    for row in 0..<lumaField.rows {
      for column in 0..<lumaField.columns {
        let (gain, offset) = light.value(x: Double(32 * column), y: Double(32 * row))
        lumaField.set(column: column, row: row, gain: Float(gain), offset: Float(offset))
        least = min(least, gain)
        most = max(most, gain)
      }
    }
    unevenness = least > 0 ? most / least : .infinity
  }

  /// Compares the colours of `halved`, the image at half size, with the reference's, after
  /// ``measure(_:by:)``.
  mutating func measureColor(_ halved: HalvedColor) {
    for channel in 0..<3 {
      let plane = channel == 0 ? halved.red : channel == 1 ? halved.green : halved.blue
      for i in values.indices {
        colorValues[i] = -1
        guard counts[i] else { continue }
        let value = Self.sample(plane, (points[i].x - 0.5) / 2, (points[i].y - 0.5) / 2)
        guard value >= 0 && value < 250 else { continue }
        let rgb = samples.color[i]
        let wanted = channel == 0 ? rgb.red : channel == 1 ? rgb.green : rgb.blue
        (colorValues[i], colorTargets[i]) = (value, wanted / max(0.2, gains[i]))
      }
      let curve = colorCurve()
      color[channel] = curve
      colorTables[channel].assign { curve.nearest($0) }
    }
    for row in 0..<colorField.rows {
      for column in 0..<colorField.columns {
        let gain = light.value(x: Double(64 * column), y: Double(64 * row)).gain
        colorField.set(
          column: column, row: row, gain: Float(gain), offset: Float(128 * (1 - gain)))
      }
    }
  }

  /// The curve that brings the levels of a colour to what is wanted of them.
  private mutating func colorCurve() -> ToneCurve {
    setLevels(luma)
    ratios.reset()
    for i in colorValues.indices where colorValues[i] >= 0 {
      addRatio(toned(colorValues[i]), colorTargets[i])
    }
    let balance = Float(medianRatio)
    for k in 0..<256 { levels[k] *= balance }
    var curve = luma
    for _ in 1..<Self.rounds {
      misses.reset()
      for i in colorValues.indices where colorValues[i] >= 0 { misses.add(colorMiss(i)) }
      let limit = outlierLimit
      fit.reset()
      for i in colorValues.indices
      where colorValues[i] >= 0 && colorMiss(i) <= limit + Self.share * colorTargets[i] {
        fit.add(colorValues[i], colorTargets[i])
      }
      curve = fit.curve(near: luma)
      setLevels(curve)
    }
    return curve
  }

  private func colorMiss(_ i: Int) -> Float { abs(toned(colorValues[i]) - colorTargets[i]) }

  /// Takes in what is wanted of a place over what is seen, unless it is too dark to say.
  private mutating func addRatio(_ seen: Float, _ wanted: Float) {
    if seen >= 10 && wanted > 0 { ratios.add(wanted / seen) }
  }

  /// The median of the ratios, 1 of fewer than a dozen.
  private var medianRatio: Double { ratios.total >= 12 ? Double(ratios.median) : 1 }

  /// The mean of 3x3 pixels of `image` around (x, y), -1 where they do not lie within it.
  private static func sample(_ image: Image<UInt8>, _ x: Float, _ y: Float) -> Float {
    let (column, row) = (Int(x.rounded()), Int(y.rounded()))
    guard column >= 1 && row >= 1 && column + 1 < image.width && row + 1 < image.height else {
      return -1
    }
    return image.withUnsafeSamples { p in
      var sum = 0
      for dy in -1...1 {
        let q = p + (row + dy) * image.stride + column
        sum += Int(q[-1]) + Int(q[0]) + Int(q[1])
      }
      return Float(sum) / 9
    }
  }
}

/// How often values from 0 on occur, in so many steps a unit; the last step counts all beyond.
private struct ValueCounts {
  private let unit: Float
  private var counts = [Int32](repeating: 0, count: 2048)
  private(set) var total: Int32 = 0

  init(unit: Float) { self.unit = unit }

  mutating func reset() {
    for k in counts.indices { counts[k] = 0 }
    total = 0
  }

  mutating func add(_ value: Float) {
    counts[Int(min(value * unit, Float(counts.count - 1)))] += 1
    total += 1
  }

  /// The median, to half a step.
  var median: Float {
    var (seen, k) = (Int32(0), 0)
    while k + 1 < counts.count {
      seen += counts[k]
      if 2 * seen > total { break }
      k += 1
    }
    return (Float(k) + 0.5) / unit
  }
}
