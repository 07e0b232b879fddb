import CVectors
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let labelRuns = kernel(
  KernelsBase.labelRuns, KernelsAVX2.labelRuns, KernelsAVX512.labelRuns)
private let measureRuns = kernel(
  KernelsBase.measureRuns, KernelsAVX2.measureRuns, KernelsAVX512.measureRuns)
private let measureRunSamples8 = kernel(
  KernelsBase.measureRunSamples8, KernelsAVX2.measureRunSamples8, KernelsAVX512.measureRunSamples8)
private let measureRunSamples16 = kernel(
  KernelsBase.measureRunSamples16, KernelsAVX2.measureRunSamples16,
  KernelsAVX512.measureRunSamples16)
private let keepRuns = kernel(KernelsBase.keepRuns, KernelsAVX2.keepRuns, KernelsAVX512.keepRuns)

/// Which neighbours of a pixel belong to its component.
public enum Connectivity: Sendable {
  /// The neighbours across an edge.
  case four
  /// The neighbours across an edge or a corner.
  case eight

  /// How far beyond the columns of a run in the next row a run may end and still touch it.
  var reach: Int32 { self == .eight ? 1 : 0 }
}

/// The connected components of a bit mask and their measurements.
///
/// Works on runs of set pixels: He, Chao, Suzuki, "A run-based two-scan labeling algorithm", IEEE
/// TIP 17(5), 2008, doi:10.1109/TIP.2008.919369. Time grows with the words of the mask and the
/// number of runs, not with the pixels. The components are those of `cv2.connectedComponents`
/// exactly; so are the numbers with four neighbours (plus one, as OpenCV gives 0 to the
/// background), whereas with eight OpenCV numbers in the order of blocks of 2x2 pixels.
///
/// A mask without pixels has no components. Keeps its memory between calls; one per worker.
public struct ConnectedComponents: Sendable {
  /// The runs of the mask in raster order.
  public private(set) var runs = BitRuns()
  /// The component of each run, 0 ..< ``count``, numbered by first appearance in raster order; the
  /// array may be longer than there are runs.
  public private(set) var labels: [Int32] = []
  /// The number of components.
  public private(set) var count = 0
  /// Which neighbours were joined.
  public private(set) var connectivity = Connectivity.eight
  private var parent: [Int32] = []
  private var regions: [cv_region] = []
  private var measured = Measured.nothing

  private enum Measured { case nothing, geometry, samples }

  /// Nothing labelled yet.
  public init() {}

  /// Labels the components of `mask`.
  public mutating func label(_ mask: BitMask, connectivity: Connectivity = .eight) {
    runs.assign(mask)
    self.connectivity = connectivity
    measured = .nothing
    count = 0
    guard runs.count > 0 else { return }
    if labels.count < runs.count {
      labels = [Int32](repeating: 0, count: runs.count + runs.count / 2)
      parent = labels
    }
    let runs = self.runs
    count = runs.withUnsafeRuns { starts, ends, _, rowStarts in
      labels.withUnsafeMutableBufferPointer { l in
        parent.withUnsafeMutableBufferPointer { p in
          labelRuns(
            starts, ends, rowStarts, runs.size.height, connectivity.reach, l.baseAddress!,
            p.baseAddress!)
        }
      }
    }
  }

  /// Measures the geometry of all components; ``region(_:)`` then gives it.
  public mutating func measure() {
    if regions.count < count {
      regions = [cv_region](repeating: cv_region(), count: count + count / 2)
    }
    measured = .geometry
    guard count > 0 else { return }
    let (runs, count) = (self.runs, self.count)
    runs.withUnsafeRuns { starts, ends, _, rowStarts in
      labels.withUnsafeBufferPointer { l in
        regions.withUnsafeMutableBufferPointer { r in
          measureRuns(
            starts, ends, rowStarts, runs.size.height, connectivity.reach, l.baseAddress!,
            r.baseAddress!, count)
        }
      }
    }
  }

  /// Measures the geometry of all components and the gray values of `image` beneath them.
  ///
  /// Traps unless `image` has the mask's size and one channel.
  public mutating func measure(_ image: Image<UInt8>) {
    let stride = image.stride
    measure(image) { starts, ends, rows, labels, count, samples, regions in
      measureRunSamples8(starts, ends, rows, labels, count, samples, stride, regions)
    }
  }

  /// Measures the geometry of all components and the gray values of `image` beneath them.
  ///
  /// Traps unless `image` has the mask's size and one channel.
  public mutating func measure(_ image: Image<UInt16>) {
    let stride = image.stride
    measure(image) { starts, ends, rows, labels, count, samples, regions in
      measureRunSamples16(starts, ends, rows, labels, count, samples, stride, regions)
    }
  }

  private mutating func measure<Sample>(
    _ image: Image<Sample>,
    _ body: (
      UnsafePointer<Int32>, UnsafePointer<Int32>, UnsafePointer<Int32>, UnsafePointer<Int32>, Int,
      UnsafePointer<Sample>, UnsafeMutablePointer<cv_region>
    ) -> Void
  ) {
    precondition(
      image.size == runs.size && image.channels == 1,
      "a mask of \(runs.size) does not lie over \(image.size) with \(image.channels) channels")
    measure()
    measured = .samples
    guard count > 0 else { return }
    let runs = self.runs
    runs.withUnsafeRuns { starts, ends, rows, _ in
      labels.withUnsafeBufferPointer { l in
        image.withUnsafeSamples { samples in
          regions.withUnsafeMutableBufferPointer { r in
            body(starts, ends, rows, l.baseAddress!, runs.count, samples, r.baseAddress!)
          }
        }
      }
    }
  }

  /// What was measured of component `label`, 0 ..< ``count``.
  ///
  /// Traps where nothing was measured since the last ``label(_:connectivity:)``.
  public func region(_ label: Int) -> Region {
    precondition(measured != .nothing, "the components were labelled but not measured")
    precondition(label >= 0 && label < count, "component \(label) of \(count)")
    return Region(regions[label], hasSamples: measured == .samples)
  }

  /// Keeps the components whose area, in pixels, lies in `areas`, and forgets the others: their
  /// runs go, the rest keeps its order and is numbered anew without gaps. Measures the geometry
  /// first where nothing was measured; measurements stay.
  public mutating func keep(areas: some RangeExpression<Int>) {
    if measured == .nothing { measure() }
    guard count > 0 else { return }
    let limits = areas.relative(to: 0..<Int.max)
    let (height, count) = (runs.size.height, self.count)
    self.count = runs.withUnsafeMutableRuns { starts, ends, rows, rowStarts in
      labels.withUnsafeMutableBufferPointer { l in
        parent.withUnsafeMutableBufferPointer { p in
          regions.withUnsafeMutableBufferPointer { r in
            keepRuns(
              starts, ends, rows, rowStarts, height, l.baseAddress!, r.baseAddress!, count,
              limits.lowerBound, limits.upperBound - 1, p.baseAddress!)
          }
        }
      }
    }
    runs.count = Int(runs.rowStarts[height])
  }
}
