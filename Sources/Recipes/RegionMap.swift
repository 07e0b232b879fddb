import Codecs
import Comparison
import Pixels

/// Which rule holds where on a learned reference; see `RegionRule`.
enum RegionMap {
  /// The region map of `reference` with `regions` of the recipe on it, the last one uppermost: 0 where
  /// nothing is judged, 1 where the recipe's general rule holds, k + 2 where that of region k does.
  /// `nil` where that is everywhere.
  ///
  /// - Throws: which region (by number) does not fit the reference, and why.
  static func make(
    _ reference: LearnedReference, _ regions: [RegionParameters], models: [ModelFile]
  ) throws(Misfit) -> Image<UInt8>? {
    guard !regions.isEmpty else { return reference.mask }
    let size = reference.model.size
    var map = reference.mask ?? everywhere(size)
    for (index, region) in regions.enumerated() {
      let level = region.isIgnored ? 0 : UInt8(index + 2)
      switch region.shape {
      case .box(let box):
        guard box.x2 <= size.width, box.y2 <= size.height else {
          throw Misfit(
            region: index,
            kind: .outOfRange(
              found: box.regionText, converted: nil,
              allowed: "a box within the reference, \(size.width)x\(size.height) pixels"))
        }
        fill(&map, box, level)
      case .mask(let file):
        let mask: Image<UInt8>
        do {
          mask = try Self.mask(file, models)
        } catch {
          throw Misfit(region: index, kind: error)
        }
        guard mask.size == size else {
          throw Misfit(
            region: index,
            kind: .modelUnusable(
              file: file,
              reason: "has \(mask.width)x\(mask.height) pixels, the reference "
                + "\(size.width)x\(size.height); draw it on the reference"))
        }
        for y in 0..<size.height {
          for x in 0..<size.width where mask[x, y] >= 128 && map[x, y] > 0 { map[x, y] = level }
        }
      }
    }
    return map
  }

  /// A region that does not fit.
  struct Misfit: Error {
    var region: Int
    var kind: RecipeProblem.Kind
  }

  private static func everywhere(_ size: PixelSize) -> Image<UInt8> {
    var map = Image<UInt8>(width: size.width, height: size.height)
    for y in 0..<size.height {
      for x in 0..<size.width { map[x, y] = 1 }
    }
    return map
  }

  /// What is not judged at all stays so.
  private static func fill(_ map: inout Image<UInt8>, _ box: PixelBox, _ level: UInt8) {
    let stride = map.stride
    map.withUnsafeMutableSamples { p in
      for y in box.y1..<box.y2 {
        for x in box.x1..<box.x2 where p[y * stride + x] > 0 {
          p[y * stride + x] = level
        }
      }
    }
  }

  private static func mask(
    _ file: String, _ models: [ModelFile]
  ) throws(RecipeProblem.Kind) -> Image<UInt8> {
    guard let model = models.first(where: { $0.file == file }) else {
      throw .modelNotListed(file: file)
    }
    let bytes = try model.bytes(limit: DecodeLimits().maximumFileBytes)
    var image = Image<UInt8>()
    do {
      try ImageDecoder().decodeGray(bytes, options: DecodeOptions(), into: &image)
    } catch {
      throw .modelUnusable(file: file, reason: "was refused: \(error)")
    }
    return image
  }
}

extension RecipeValues {
  /// The rules of the region map: the general one, then one for each region.
  var regionRules: [RegionRule] {
    var general = photo.comparison.rules[0]
    general.minimumArea = blobs.minimumArea
    return [general]
      + regions.map { region in
        var rule = general
        rule.toleranceFactor = region.toleranceFactor ?? general.toleranceFactor
        rule.minimumContrast = region.minimumContrast ?? general.minimumContrast
        rule.minimumArea = region.minimumArea ?? general.minimumArea
        return rule
      }
  }
}
