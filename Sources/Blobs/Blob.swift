import Pixels

/// Whether a blob is material that should not be there or material that is lacking.
public enum Polarity: String, Sendable, Codable {
  /// Set in the image, not in the reference.
  case added
  /// Set in the reference, not in the image.
  case missing
}

/// A connected group of differing pixels with its measurements.
public struct Blob: Sendable, Equatable {
  /// Added or missing.
  public var polarity: Polarity
  /// Differing pixels, in square pixels.
  public var area: Int
  /// Those of them beyond the edge tolerance, in square pixels.
  public var evidence: Int
  /// The smallest box around the differing pixels.
  public var box: PixelBox
  /// The blob's runs in the list that it belongs to.
  public var runs: Range<Int>

  /// See the properties.
  public init(polarity: Polarity, area: Int, evidence: Int, box: PixelBox, runs: Range<Int>) {
    (self.polarity, self.area, self.evidence) = (polarity, area, evidence)
    (self.box, self.runs) = (box, runs)
  }
}

/// One horizontal run of pixels: columns `x1..<x2` of row `y`.
public struct PixelRun: Sendable, Equatable {
  /// Row.
  public var y: Int32
  /// First column.
  public var x1: Int32
  /// One past the last column.
  public var x2: Int32

  /// Columns `x1..<x2` of row `y`.
  public init(y: Int32, x1: Int32, x2: Int32) {
    self.y = y
    self.x1 = x1
    self.x2 = x2
  }
}

/// The blobs of an image and their pixels.
public struct BlobList: Sendable {
  /// The blobs.
  public internal(set) var blobs: [Blob] = []
  /// The runs of all blobs, each blob's in raster order at its `runs`.
  public internal(set) var runs: [PixelRun] = []

  /// No blobs.
  public init() {}

  /// Forgets all blobs, keeping the memory.
  public mutating func removeAll() {
    blobs.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
  }
}
