import Blobs
import Decision
import Pixels

/// A blob with what is measured of it.
public struct MeasuredBlob: Sendable {
  /// Its sign, areas and own box.
  public let blob: Blob
  /// Its pixels.
  public let runs: [PixelRun]
  /// The box that a defect made of it gets.
  public let box: PixelBox
  /// What trained trees are given of it.
  public let measurements: BlobMeasurements
}
