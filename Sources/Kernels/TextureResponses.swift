import Foundation
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let textureLines = kernel(
  KernelsBase.textureLines, KernelsAVX2.textureLines, KernelsAVX512.textureLines)
private let textureLineRow = kernel(
  KernelsBase.textureLineRow, KernelsAVX2.textureLineRow, KernelsAVX512.textureLineRow)
private let texturePairs = kernel(
  KernelsBase.texturePairs, KernelsAVX2.texturePairs, KernelsAVX512.texturePairs)
private let textureShapes = kernel(
  KernelsBase.textureShapes, KernelsAVX2.textureShapes, KernelsAVX512.textureShapes)
private let textureShapeRow = kernel(
  KernelsBase.textureShapeRow, KernelsAVX2.textureShapeRow, KernelsAVX512.textureShapeRow)

/// How one filter responded over a plane.
public struct TextureResponse: Sendable, Equatable {
  /// The mean of the squares of all responses.
  public var meanSquare = 0.0
  /// The largest magnitude, those near the border weighted as by ``FloatPlane/formTapered()``.
  public var largest = 0.0

  /// No response.
  public init() {}
}

/// Sums of 8 and of 16 values along lines in 16 directions, 11.25° apart.
///
/// The values of a line lie at s (i - 7.5) (cos t, sin t), i = 0...15, rounded to places of the plane; those
/// with i = 4...11 are the short line. The spacing s is 1, or 2 for lines through every second row
/// only, whose results are half the size. Keeps places and memory; one per worker.
public struct TextureLines: Sendable {
  /// Directions of lines.
  public static let directions = 16
  /// Filters: a short and a long line in each direction.
  public static let count = 2 * directions
  private static let length = 16

  /// Places from one value of a line to the next, and rows and columns for each result: 1 or 2.
  public let spacing: Int
  private var stride = 0
  private var offsets = [Int](repeating: 0, count: directions * length)
  private var wide = FloatPlane()

  /// Lines of a spacing of 1 or 2; traps for another.
  public init(spacing: Int = 1) {
    precondition(spacing == 1 || spacing == 2, "lines of a spacing of \(spacing)")
    self.spacing = spacing
  }

  private mutating func take(stride: Int) {
    guard stride != self.stride else { return }
    self.stride = stride
    for k in 0..<Self.directions {
      let angle = Double.pi * Double(k) / Double(Self.directions)
      for i in 0..<Self.length {
        let at = (Double(i) - 7.5) * Double(spacing)
        let x = Int((at * cos(angle) + 0.5).rounded(.down))
        let y = Int((at * sin(angle) + 0.5).rounded(.down))
        offsets[k * Self.length + i] = y * stride + x
      }
    }
  }

  /// The size of the results for a plane of `size`.
  private func resultSize(_ size: PixelSize) -> PixelSize {
    PixelSize(
      width: (size.width + spacing - 1) / spacing, height: (size.height + spacing - 1) / spacing)
  }

  /// Raises each value of `plane` to the largest |sum| times scale of the lines through that place of
  /// `source`; with a spacing of 2 to the larger one of places (2 x, 2 y) and (2 x + 1, 2 y). `scales`
  /// holds those of the short and the long line for each direction in turn. Traps unless `plane` has
  /// the size of `source`, with a spacing of 2 half of it, rounded up, and there are ``count`` scales.
  /// The margin loses its meaning.
  public mutating func raise(_ plane: inout FloatPlane, _ source: FloatPlane, scales: [Float]) {
    precondition(
      plane.size == resultSize(source.size), "a plane of \(plane.size) for one of \(source.size)")
    precondition(scales.count == Self.count, "\(scales.count) scales, not \(Self.count)")
    take(stride: source.stride)
    guard spacing == 2 else { return lay(source, rows: source.height, scales, into: &plane) }
    // The lines' own memory, which is given back: two parts of one value cannot be used at once.
    var rows = FloatPlane()
    swap(&rows, &wide)
    rows.assign(0, size: PixelSize(width: source.width, height: plane.height))
    lay(source, rows: plane.height, scales, into: &rows)
    let outStride = plane.stride
    let height = plane.height
    plane.withUnsafeMutableValues { out in
      rows.withUnsafeValues { texturePairs($0, rows.stride, rows.width, out, outStride, height) }
    }
    swap(&rows, &wide)
  }

  private func lay(
    _ source: FloatPlane, rows: Int, _ scales: [Float], into plane: inout FloatPlane
  ) {
    let outStride = plane.stride
    plane.withUnsafeMutableValues { out in
      source.withUnsafeValues { p in
        offsets.withUnsafeBufferPointer { offsets in
          scales.withUnsafeBufferPointer {
            textureLines(
              p, spacing * source.stride, source.width, rows, offsets.baseAddress!,
              $0.baseAddress!, out, outStride)
          }
        }
      }
    }
  }

  /// Sets `squares` to the mean squares of the sums of all lines over every `step`-th row of those with
  /// results, in the order of the scales. Traps unless there is room for ``count``.
  public mutating func takeMeanSquares(
    _ source: FloatPlane, rowStep step: Int, into squares: inout [Double], scratch: inout Scratch
  ) {
    precondition(step > 0, "every \(step)th row")
    precondition(squares.count == Self.count, "room for \(squares.count), not \(Self.count)")
    take(stride: source.stride)
    let width = source.width
    let height = resultSize(source.size).height
    let memory = scratch.bytes(2 * (width + 64) * 4).assumingMemoryBound(to: Float.self)
    let (short, long) = (memory, memory + width + 64)
    let rows = (height + step - 1) / step
    source.withUnsafeValues { p in
      offsets.withUnsafeBufferPointer { offsets in
        for k in 0..<Self.directions {
          var (shorts, longs) = (TextureResponseSums(), TextureResponseSums())
          for y in Swift.stride(from: 0, to: height, by: step) {
            textureLineRow(
              p + y * spacing * source.stride, width, offsets.baseAddress! + k * Self.length,
              short, long)
            shorts.addSquares(short, width)
            longs.addSquares(long, width)
          }
          squares[2 * k] = shorts.meanSquare(of: rows * width)
          squares[2 * k + 1] = longs.meanSquare(of: rows * width)
        }
      }
    }
  }

  /// The responses of all lines over `source`, in the order of the scales. For learning: as exact as
  /// double precision, and slower.
  public mutating func responses(_ source: FloatPlane) -> [TextureResponse] {
    take(stride: source.stride)
    let width = source.width
    let size = resultSize(source.size)
    var sums = [TextureResponseSums](
      repeating: TextureResponseSums(spacing: spacing), count: Self.count)
    var rows = [Float](repeating: 0, count: 2 * (width + 64))
    rows.withUnsafeMutableBufferPointer { rows in
      let (short, long) = (rows.baseAddress!, rows.baseAddress! + width + 64)
      source.withUnsafeValues { p in
        offsets.withUnsafeBufferPointer { offsets in
          for y in 0..<size.height {
            let weight = borderWeight(y, size.height)
            let row = p + y * spacing * source.stride
            for k in 0..<Self.directions {
              textureLineRow(row, width, offsets.baseAddress! + k * Self.length, short, long)
              sums[2 * k].add(short, width, rowWeight: weight)
              sums[2 * k + 1].add(long, width, rowWeight: weight)
            }
          }
        }
      }
    }
    return sums.map { $0.response(of: width * size.height) }
  }
}

extension FloatPlane {
  /// Filters of ``formShapeMaximum(_:scales:)``.
  public static let shapeCount = 5

  /// Raises each value to the largest of |v| scales[0] and |d| scales[k], k = 1...4, where v is the value
  /// of `source` at that place and d its Sobel derivative across, down, and the sum and the
  /// difference of those two. Traps unless both planes have one size and there are 5 scales. The
  /// margin loses its meaning.
  public mutating func formShapeMaximum(_ source: FloatPlane, scales: [Float]) {
    precondition(size == source.size, "planes of \(size) and \(source.size)")
    precondition(scales.count == Self.shapeCount, "\(scales.count) scales, not 5")
    let outStride = stride
    withUnsafeMutableValues { out in
      source.withUnsafeValues { p in
        scales.withUnsafeBufferPointer {
          textureShapes(
            p, source.stride, source.width, source.height, $0.baseAddress!, out, outStride)
        }
      }
    }
  }

  /// The responses of the filters of ``formShapeMaximum(_:scales:)`` over this plane, in the order of
  /// the scales. For learning.
  public func shapeResponses() -> [TextureResponse] {
    let pitch = width + 64
    var sums = [TextureResponseSums](repeating: TextureResponseSums(), count: Self.shapeCount)
    var rows = [Float](repeating: 0, count: Self.shapeCount * pitch)
    rows.withUnsafeMutableBufferPointer { rows in
      withUnsafeValues { p in
        for y in 0..<height {
          textureShapeRow(p + y * stride, stride, width, rows.baseAddress!, pitch)
          let weight = borderWeight(y, height)
          for k in 0..<Self.shapeCount {
            sums[k].add(rows.baseAddress! + k * pitch, width, rowWeight: weight)
          }
        }
      }
    }
    return sums.map { $0.response(of: size.area) }
  }

  /// Sets `squares` to the mean squares of the filters of ``formShapeMaximum(_:scales:)`` over every
  /// `step`-th row of this plane, in the order of the scales. Traps unless there is room for 5.
  public func takeShapeMeanSquares(
    rowStep step: Int, into squares: inout [Double], scratch: inout Scratch
  ) {
    precondition(step > 0, "every \(step)th row")
    precondition(squares.count == Self.shapeCount, "room for \(squares.count), not 5")
    let pitch = width + 64
    let rows = scratch.bytes(Self.shapeCount * pitch * 4).assumingMemoryBound(to: Float.self)
    for k in squares.indices { squares[k] = 0 }
    let count = (height + step - 1) / step * width
    withUnsafeValues { p in
      for y in Swift.stride(from: 0, to: height, by: step) {
        textureShapeRow(p + y * stride, stride, width, rows, pitch)
        for k in squares.indices {
          var sums = TextureResponseSums()
          sums.addSquares(rows + k * pitch, width)
          squares[k] += sums.meanSquare(of: count)
        }
      }
    }
  }

  /// The mean of the squares of the values in every `step`-th row, summed in double precision.
  public func meanSquare(rowStep step: Int = 1) -> Double {
    precondition(step > 0, "every \(step)th row")
    var sums = TextureResponseSums()
    var rows = 0
    withUnsafeValues { p in
      for y in Swift.stride(from: 0, to: height, by: step) {
        sums.addSquares(p + y * stride, width)
        rows += 1
      }
    }
    return sums.meanSquare(of: rows * width)
  }

  /// Multiplies the values in the four outermost rows and columns by 0.6, 0.7, 0.8 and 0.9 from the
  /// border inwards, at corners by both: mirroring makes responses there larger than elsewhere. The
  /// margin loses its meaning.
  public mutating func formTapered() {
    let (width, height, stride) = (width, height, stride)
    withUnsafeMutableValues { p in
      for y in 0..<height {
        let row = p + y * stride
        let weight = borderWeight(y, height)
        if weight < 1 {
          for x in 0..<width { row[x] *= weight }
        }
        let reach = min(4, width)
        for x in 0..<reach { row[x] *= borderWeight(x, width) }
        for x in max(reach, width - 4)..<max(reach, width) { row[x] *= borderWeight(x, width) }
      }
    }
  }
}

/// The weight of place `i` of `count`.
private func borderWeight(_ i: Int, _ count: Int) -> Float {
  let distance = min(i, count - 1 - i)
  return distance < 4 ? 0.6 + 0.1 * Float(distance) : 1
}

/// Sums over the responses of one filter, in an order that is the same on every instruction set.
private struct TextureResponseSums {
  /// Columns for each result.
  var spacing = 1
  private var squares: (Double, Double, Double, Double) = (0, 0, 0, 0)
  private var largest: Float = 0

  init(spacing: Int = 1) { self.spacing = spacing }

  mutating func add(_ row: UnsafePointer<Float>, _ width: Int, rowWeight: Float) {
    addSquares(row, width)
    var most: Float = 0
    for x in 0..<width { most = max(most, abs(row[x])) }
    guard most * rowWeight > largest else { return }
    for x in 0..<width {
      let weight = borderWeight(x / spacing, (width + spacing - 1) / spacing)
      largest = max(largest, abs(row[x]) * rowWeight * weight)
    }
  }

  mutating func addSquares(_ row: UnsafePointer<Float>, _ width: Int) {
    var (a, b, c, d) = squares
    var x = 0
    while x + 4 <= width {
      let (p, q, r, s) = (row[x], row[x + 1], row[x + 2], row[x + 3])
      a += Double(p) * Double(p)
      b += Double(q) * Double(q)
      c += Double(r) * Double(r)
      d += Double(s) * Double(s)
      x += 4
    }
    while x < width {
      a += Double(row[x]) * Double(row[x])
      x += 1
    }
    squares = (a, b, c, d)
  }

  func meanSquare(of count: Int) -> Double {
    (squares.0 + squares.1 + squares.2 + squares.3) / Double(count)
  }

  func response(of count: Int) -> TextureResponse {
    var out = TextureResponse()
    out.meanSquare = meanSquare(of: count)
    out.largest = Double(largest)
    return out
  }
}
