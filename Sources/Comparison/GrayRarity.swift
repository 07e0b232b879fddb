import Foundation
import Kernels

/// How rare gray levels are on good surfaces: -log of their share, by level of the picture in even
/// light.
///
/// What a surface of two phases, grains in a ground, never shows is a level between them or beyond
/// them, however much its levels vary in all.
struct GrayRarity: Sendable, Equatable {
  /// Places of the table for a gray level; the middle one stands for 0.
  static let scale: Float = 2
  static let offset: Float = 200
  static let count = 401
  /// No level is rarer than the most common one by more than this factor's logarithm.
  private static let most = 8.0

  /// The rarity of each place's level, of mean 0 over the good surfaces.
  var table: [Float]

  /// The rarity that follows from how often each place was met, `counts`; a table of 0 for none.
  init(counts: [Double]) {
    var shares = counts
    // Smoothed with a deviation of 1.5 levels, so that what was not met is like what is near it.
    for _ in 0..<18 {
      var next = shares
      for i in shares.indices {
        let (a, b) = (shares[max(0, i - 1)], shares[min(shares.count - 1, i + 1)])
        next[i] = (a + 2 * shares[i] + b) / 4
      }
      shares = next
    }
    let total = shares.reduce(0, +)
    guard total > 0, let highest = shares.max() else {
      table = [Float](repeating: 0, count: counts.count)
      return
    }
    let rarities = shares.map { min(-log($0 / highest + 1e-12), Self.most) }
    let mean = zip(shares, rarities).reduce(0) { $0 + $1.0 * $1.1 } / total
    table = rarities.map { Float($0 - mean) }
  }

  init(table: [Float]) { self.table = table }

  /// Adds how often each place's level occurs in `plane` to `counts`.
  static func add(_ plane: FloatPlane, to counts: inout [Double]) {
    plane.forEachRow { row in
      for value in row { counts[place(value)] += 1 }
    }
  }

  /// The mean rarity of `plane`, from every fourth value of every fourth row.
  func mean(of plane: FloatPlane) -> Float {
    var (sum, n, y) = (0.0, 0, 0)
    table.withUnsafeBufferPointer { table in
      plane.forEachRow { row in
        if y & 3 == 0 {
          var x = 0
          while x < row.count {
            sum += Double(table[Self.place(row[x])])
            n += 1
            x += 4
          }
        }
        y += 1
      }
    }
    return n > 0 ? Float(sum / Double(n)) : 0
  }

  private static func place(_ value: Float) -> Int {
    Int(min(max(value * scale + (offset + 0.5), 0), Float(count - 1)))
  }
}
