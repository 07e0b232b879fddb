import Foundation
import Kernels
import Pixels

/// How the filters respond to one picture.
struct TextureStatistics: Sendable, Equatable {
  /// What the strength of each filter is told by; see ``TextureNorm/strength(_:square:)``.
  var squares = [Double](repeating: 0, count: TextureLayout.filterCount)
  /// How each filter responds.
  var filters = [TextureResponse](
    repeating: TextureResponse(), count: TextureLayout.filterCount)
}

/// Measures how filters respond to pictures; for learning. Keeps its memory; one per worker.
struct TextureMeter: ~Copyable {
  private var bank = TextureBank()
  private var scratch = Scratch()

  /// Adds what whitening and rarity of what the surface reflects are learned from.
  mutating func add(
    _ image: Image<UInt8>, levels: inout [Double], covariances: inout [TextureCovariance]
  ) {
    bank.take(image, scratch: &scratch)
    GrayRarity.add(bank.plane(.fine), to: &levels)
    for source in TextureSource.allCases where source != .rarity {
      covariances[source.rawValue].add(bank.plane(source))
    }
  }

  /// Adds what whitening of rarity is learned from.
  mutating func add(
    _ image: Image<UInt8>, rarity: GrayRarity, covariance: inout TextureCovariance
  ) {
    bank.take(image, scratch: &scratch)
    bank.takeRarity(rarity)
    covariance.add(bank.plane(.rarity))
  }

  /// How the filters of `whitening` respond to `image`.
  mutating func measure(
    _ image: Image<UInt8>, rarity: GrayRarity, whitening: [[Float]]
  ) -> TextureStatistics {
    var out = TextureStatistics()
    bank.take(image, scratch: &scratch)
    bank.takeRarity(rarity)
    for source in TextureSource.allCases {
      bank.whiten(source, weights: whitening[source.rawValue])
      func take(_ responses: [TextureResponse], from first: Int) {
        for (i, response) in responses.enumerated() { out.filters[first + i] = response }
      }
      if source.hasThinLines {
        bank.smoothWhitened(source, scratch: &scratch)
        take(bank.thinLineResponses(), from: TextureLayout.firstThinLine(source))
      }
      for depth in 1...TextureLayout.depths {
        bank.descend(source, to: depth, scratch: &scratch)
        take(bank.smoothed.shapeResponses(), from: TextureLayout.firstShape(source, depth))
        guard depth == 1, source.hasLines else { continue }
        take(bank.lineResponses(), from: TextureLayout.firstLine(source))
      }
    }
    out.squares = bank.squares
    return out
  }
}
