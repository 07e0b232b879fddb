import Codecs
import Decision
import Pixels

extension PartPictures {
  /// Pictures of `image` and of `defects` in it, beside the same regions of `reference`.
  ///
  /// Images have 1 to 4 channels; alpha is not shown. `reference` must lie aligned on the image:
  /// where its size differs, it is left out. Meant to be called by the worker that still has the
  /// pixels; takes some milliseconds, most of them for the overview.
  ///
  /// Fails where the image has no pixels or memory runs out.
  public static func make(
    image: Image<UInt8>, reference: Image<UInt8>?, defects: [Defect],
    options: PictureOptions = PictureOptions()
  ) throws(EncodeError) -> PartPictures {
    let longSide = max(image.width, image.height)
    let reduction = max(1, (longSide + options.overviewSide - 1) / options.overviewSide)
    let small = image.reduced(by: reduction)
    let overview = EncodedPicture(
      bytes: try ImageEncoder.jpeg(small, quality: options.overviewQuality), mediaType: .jpeg,
      size: small.size)

    let comparable = reference.flatMap { $0.size == image.size ? $0 : nil }
    var details: [DefectPicture] = []
    for index in mostConfident(defects, count: options.detailLimit) {
      let region = region(around: defects[index].box, in: image.size, options: options)
      var counterpart: EncodedPicture?
      if let comparable {
        counterpart = try closeUp(of: comparable, region: region, options: options)
      }
      details.append(
        DefectPicture(
          defectIndex: index, region: region,
          found: try closeUp(of: image, region: region, options: options),
          reference: counterpart))
    }
    return PartPictures(
      imageSize: image.size, reduction: reduction, overview: overview, details: details)
  }

  /// Indices of the `count` defects of highest confidence, in ascending order.
  private static func mostConfident(_ defects: [Defect], count: Int) -> [Int] {
    defects.indices
      .sorted { (defects[$1].confidence, $0) < (defects[$0].confidence, $1) }
      .prefix(count).sorted()
  }

  /// A square around `box`, moved into the image where it would reach out, cut where it is larger.
  static func region(
    around box: PixelBox, in size: PixelSize, options: PictureOptions
  ) -> PixelBox {
    let scaled = Double(max(box.width, box.height)) * options.detailScale
    let side = max(options.smallestDetail, Int(scaled.rounded(.up)))
    func span(_ low: Int, _ high: Int, _ limit: Int) -> (Int, Int) {
      let start = max(0, min((low + high - side) / 2, limit - side))
      return (start, min(limit, start + side))
    }
    let (x1, x2) = span(box.x1, box.x2, size.width)
    let (y1, y2) = span(box.y1, box.y2, size.height)
    return PixelBox(x1: x1, y1: y1, x2: x2, y2: y2)
  }

  private static func closeUp(
    of image: Image<UInt8>, region: PixelBox, options: PictureOptions
  ) throws(EncodeError) -> EncodedPicture {
    let longSide = max(region.width, region.height)
    let crop = image.cropped(to: region)
      .reduced(by: max(1, (longSide + options.detailSide - 1) / options.detailSide))
    let png = try ImageEncoder.png(crop)
    let jpeg = try ImageEncoder.jpeg(crop, quality: options.detailQuality)
    return jpeg.count < png.count
      ? EncodedPicture(bytes: jpeg, mediaType: .jpeg, size: crop.size)
      : EncodedPicture(bytes: png, mediaType: .png, size: crop.size)
  }
}
