import Blobs
import Comparison
import Kernels
import Pixels

/// What a teacher remembers of one good image: no pixels.
struct GoodPart {
  /// What is said of it.
  var taught: TaughtImage
  /// Where the others do not agree with it.
  var outvoted: [OutvotedBlob] = []
  /// How far it lies from what was learned from the others, without what was outvoted.
  var fromOthers: PartCheck?
  /// How far all of it lies from what was learned.
  var fromAll: PartCheck?

  /// The pixels of those of its outvoted blobs for which `isIncluded`, in a mask of `size`.
  func mask(_ size: PixelSize, _ isIncluded: (OutvotedBlob) -> Bool = { _ in true }) -> BitMask {
    var mask = BitMask(width: size.width, height: size.height)
    for blob in outvoted where isIncluded(blob) { blob.paint(&mask) }
    return mask
  }
}

/// A place of a good image that was outvoted, with its pixels: it is learned, or not, as a whole and
/// in all channels.
struct OutvotedBlob {
  /// Where it is.
  var place: OutvotedPlace
  /// Its pixels in the reference's frame.
  var runs: [PixelRun]

  /// Whether good parts differ at most of its pixels by what `statistics` has seen.
  func varies(_ statistics: PartStatistics) -> Bool {
    var (most, all) = (0, 0)
    for run in runs {
      for x in run.x1..<run.x2 where statistics.varies(x: Int(x), y: Int(run.y)) { most += 1 }
      all += Int(run.x2 - run.x1)
    }
    return 2 * most >= all
  }

  /// Sets its pixels.
  func paint(_ mask: inout BitMask) {
    for run in runs { mask.setRun(y: Int(run.y), x1: Int(run.x1), x2: Int(run.x2)) }
  }
}
