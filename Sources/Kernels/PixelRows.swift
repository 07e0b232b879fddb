import Pixels

/// A region of an image as rows of samples, for operators that treat every sample alike.
struct PixelRows {
  /// The region, clipped to the image.
  let box: PixelBox
  /// Samples from the image's first to the region's first.
  let offset: Int
  /// Samples in a row.
  let width: Int
  /// Rows.
  let height: Int

  /// The part of `image` that `region` covers, all of it by default. Traps where a region is given
  /// that covers no pixel.
  init<Sample>(_ image: Image<Sample>, _ region: PixelBox?) {
    let whole = PixelBox(x1: 0, y1: 0, x2: image.width, y2: image.height)
    let box = region.map { $0.intersection(whole) } ?? whole
    precondition(
      region == nil || !box.isEmpty, "region covers no pixel of an image of \(image.size)")
    self.box = box
    offset = box.y1 * image.stride + box.x1 * image.channels
    width = box.width * image.channels
    height = box.height
  }

  private init(box: PixelBox, offset: Int, width: Int, height: Int) {
    (self.box, self.offset, self.width, self.height) = (box, offset, width, height)
  }

  /// The rows as one, where source and result have `stride` samples a row and only padding lies
  /// between rows: it has no meaning and may be computed with, and one long loop has no row ends.
  func joined(stride: Int, outStride: Int) -> PixelRows {
    guard outStride == stride, box.x1 == 0, stride - width < 64 else { return self }
    return PixelRows(box: box, offset: offset, width: stride * height, height: 1)
  }
}
