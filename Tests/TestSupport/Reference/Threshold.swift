import Pixels

extension PixelGrid {
  /// The pixels of `image` below `level`.
  public init(_ image: Image<UInt8>, below level: UInt8) {
    self.init(width: image.width, height: image.height) { image[$0, $1] < level }
  }
}
