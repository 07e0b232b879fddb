import Pixels

/// Random values over a picture, of mean 0 and deviation 1, alike over so many pixels across and
/// down as asked for, and alike everywhere: its border is no different from its middle.
///
/// White noise, smoothed forward and backward by a first-order recursive filter along each axis, so
/// that values `d` pixels apart correlate like (1 + d / s) a^d with a = reach / (reach + 1). Only
/// operations that IEEE 754 rounds the same everywhere.
struct NoiseField {
  let width: Int
  /// Rows top down.
  private(set) var values: [Float]

  /// A field of `size` with a reach of `across` and `down` pixels; 0 leaves an axis as it is.
  init(size: PixelSize, across: Double, down: Double, random: inout RandomSource) {
    // The filters start from nothing at the border of a larger field.
    let (padX, padY) = (Self.padding(across), Self.padding(down))
    let (wide, high) = (size.width + 2 * padX, size.height + 2 * padY)
    var field = [Float](unsafeUninitializedCapacity: wide * high) { buffer, count in
      for i in 0..<(wide * high) { buffer.initializeElement(at: i, to: Float(random.bell())) }
      count = wide * high
    }
    field.withUnsafeMutableBufferPointer { field in
      if across > 0 { Self.smoothAcross(field, wide, high, Float(across / (across + 1))) }
      if down > 0 { Self.smoothDown(field, wide, high, Float(down / (down + 1))) }
    }
    width = size.width
    values = []
    values.reserveCapacity(size.area)
    for y in 0..<size.height {
      let start = (y + padY) * wide + padX
      values.append(contentsOf: field[start..<(start + size.width)])
    }
    normalize()
  }

  subscript(x: Int, y: Int) -> Float { values[y * width + x] }

  private static func padding(_ reach: Double) -> Int {
    reach > 0 ? Int((4 * reach).rounded(.up)) + 1 : 0
  }

  private static func smoothAcross(
    _ field: UnsafeMutableBufferPointer<Float>, _ width: Int, _ height: Int, _ a: Float
  ) {
    let b = 1 - a
    for y in 0..<height {
      let start = y * width
      var last: Float = 0
      for x in 0..<width {
        last = a * last + b * field[start + x]
        field[start + x] = last
      }
      last = 0
      for x in stride(from: width - 1, through: 0, by: -1) {
        last = a * last + b * field[start + x]
        field[start + x] = last
      }
    }
  }

  private static func smoothDown(
    _ field: UnsafeMutableBufferPointer<Float>, _ width: Int, _ height: Int, _ a: Float
  ) {
    let b = 1 - a
    for y in 1..<height {
      for x in (y * width)..<((y + 1) * width) {
        field[x] = a * field[x - width] + b * field[x]
      }
    }
    for y in stride(from: height - 2, through: 0, by: -1) {
      for x in (y * width)..<((y + 1) * width) {
        field[x] = a * field[x + width] + b * field[x]
      }
    }
  }

  private mutating func normalize() {
    var (sum, squares) = (0.0, 0.0)
    for value in values {
      sum += Double(value)
      squares += Double(value) * Double(value)
    }
    let n = Double(values.count)
    let mean = sum / n
    let variance = squares / n - mean * mean
    guard variance > 0 else { return }
    let (shift, scale) = (Float(mean), Float(1 / variance.squareRoot()))
    for i in values.indices { values[i] = (values[i] - shift) * scale }
  }
}
