import Kernels
import Pixels
import TestSupport
import Testing

struct GainFieldTests {
  /// Gains in 2^-12 and offsets in 2^-4 of nodes, applied as the formula says.
  private func gained(
    _ image: Image<UInt8>, _ gains: [Int], _ offsets: [Int], columns: Int
  ) -> Image<UInt8> {
    let rows = gains.count / columns
    func value(_ nodes: [Int], _ x: Int, _ y: Int) -> Int {
      let v = min((rows - 1) * 32, y / 8 * 8 + 4)
      let j = min(v / 32, max(0, rows - 2))
      let f = v - 32 * j
      func atRow(_ i: Int) -> Int {
        (nodes[j * columns + i] * (32 - f) + nodes[min(j + 1, rows - 1) * columns + i] * f) >> 5
      }
      let i = min(x / 32, columns - 1)
      guard i + 1 < columns else { return atRow(columns - 1) }
      return (atRow(i) * 32 + (atRow(i + 1) - atRow(i)) * (x - 32 * i)) >> 5
    }
    return PixelwiseReference.map(image) { x, y, _ in
      let product = (Int(image[x, y]) * value(gains, x, y)) >> 8
      let sum = max(-32768, min(32767, product + value(offsets, x, y)))
      return UInt8(max(0, min(255, min(32767, sum + 8) >> 4)))
    }
  }

  @Test func agreesWithTheFormulaForEverySize() {
    var random = TestRandom(1)
    var scratch = Scratch()
    let sizes = telltaleSizes + [PixelSize(width: 200, height: 90)]
    for (n, size) in sizes.enumerated() {
      let (columns, rows) = n % 3 == 0 ? (1 + n % 4, 1 + n % 2) : (0, 0)
      var field =
        columns > 0 ? GainField(columns: columns, rows: rows) : GainField(covering: size)
      var (gains, offsets) = ([Int](), [Int]())
      for row in 0..<field.rows {
        for column in 0..<field.columns {
          let (g, o) = (random.int(0...32760), random.int(-32752...32752))
          gains.append(g)
          offsets.append(o)
          field.set(
            column: column, row: row, gain: Float(g) / 4096, offset: Float(o) / 16)
        }
      }
      let image = Image<UInt8>.random(width: size.width, height: size.height, using: &random)
      var out = image
      out.formGain(field, scratch: &scratch)
      #expect(out == gained(image, gains, offsets, columns: field.columns), "\(size)")
    }
  }

  @Test func aGainOfOneChangesNothingAndOthersAreWhatTheySay() {
    var random = TestRandom(2)
    var scratch = Scratch()
    let image = Image<UInt8>.random(width: 150, height: 70, using: &random)
    var field = GainField(covering: image.size)
    var out = image
    out.formGain(field, scratch: &scratch)
    #expect(out == image)
    for row in 0..<field.rows {
      for column in 0..<field.columns {
        field.set(column: column, row: row, gain: 0.5, offset: 20)
      }
    }
    out.formGain(field, scratch: &scratch)
    for y in 0..<70 {
      for x in 0..<150 {
        #expect(abs(Double(out[x, y]) - (Double(image[x, y]) / 2 + 20)) <= 0.5)
      }
    }
    var none = Image<UInt8>()
    none.formGain(GainField(columns: 1, rows: 1), scratch: &scratch)
    #expect(none.size == PixelSize(width: 0, height: 0))
  }

  @Test func whatIsOutOfRangeIsLimited() {
    var scratch = Scratch()
    var field = GainField(columns: 1, rows: 1)
    var out = Image<UInt8>(width: 3, height: 1, samples: [0, 1, 255])
    field.set(column: 0, row: 0, gain: 100, offset: -9000)
    out.formGain(field, scratch: &scratch)
    #expect(out.samples == [0, 0, 0])
    out = Image<UInt8>(width: 3, height: 1, samples: [0, 1, 255])
    field.set(column: 0, row: 0, gain: -3, offset: 9000)
    out.formGain(field, scratch: &scratch)
    #expect(out.samples == [255, 255, 255])
  }
}
