import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let morphologyRectangle = kernel(
  KernelsBase.morphologyRectangle, KernelsAVX2.morphologyRectangle,
  KernelsAVX512.morphologyRectangle)
private let morphologyDisk = kernel(
  KernelsBase.morphologyDisk, KernelsAVX2.morphologyDisk, KernelsAVX512.morphologyDisk)
private let rectangleScratchBytes = kernel(
  KernelsBase.morphologyRectangleScratchBytes, KernelsAVX2.morphologyRectangleScratchBytes,
  KernelsAVX512.morphologyRectangleScratchBytes)
private let diskScratchBytes = kernel(
  KernelsBase.morphologyDiskScratchBytes, KernelsAVX2.morphologyDiskScratchBytes,
  KernelsAVX512.morphologyDiskScratchBytes)

/// Grey-scale morphology. The source has one channel and at least one pixel; `region` restricts the
/// work to a box of it, with the result the cropped source would give. Pixels outside the image (or
/// region) never decide, as with OpenCV's default border. All are bit-exact with OpenCV's `erode`,
/// `dilate` and `morphologyEx` for every size from 1x1. Rectangles may have any size, disks a radius
/// of 0...15; the operators trap outside these limits.
///
/// Cost for a pixel: rectangles up to 9 rows some operations a row, taller ones three for any
/// height; for the width its logarithm. Disks about 2 r + 1 for the rows and 1.2 r for the half
/// widths. Rectangles after van Herk, "A fast algorithm for local minimum and maximum filters on
/// rectangular and octagonal kernels", Pattern Recognition Letters 13(7), 1992,
/// doi:10.1016/0167-8655(92)90069-C.
extension Image where Sample: MorphologySample {
  /// Sets each pixel to the least of the source's pixels under `element`.
  public mutating func assignEroded(
    _ source: Image, by element: StructuringElement, region: PixelBox? = nil,
    scratch: inout Scratch
  ) {
    assign(.erode, source, element, region, &scratch)
  }

  /// Sets each pixel to the greatest of the source's pixels under `element`.
  public mutating func assignDilated(
    _ source: Image, by element: StructuringElement, region: PixelBox? = nil,
    scratch: inout Scratch
  ) {
    assign(.dilate, source, element, region, &scratch)
  }

  /// Sets the image to the dilation of the source's erosion: what is brighter than its surroundings
  /// and smaller than `element` goes. As in OpenCV the element is not mirrored for the second
  /// step, which moves the result by a pixel where a rectangle's size is even.
  public mutating func assignOpened(
    _ source: Image, by element: StructuringElement, region: PixelBox? = nil,
    scratch: inout Scratch
  ) {
    assign(.open, source, element, region, &scratch)
  }

  /// Sets the image to the erosion of the source's dilation: what is darker than its surroundings
  /// and smaller than `element` goes. See ``assignOpened(_:by:region:scratch:)`` for even sizes.
  public mutating func assignClosed(
    _ source: Image, by element: StructuringElement, region: PixelBox? = nil,
    scratch: inout Scratch
  ) {
    assign(.close, source, element, region, &scratch)
  }

  /// Sets each pixel to source - opened source, 0 where that is negative (even sizes only): what is
  /// brighter than its surroundings and smaller than `element`.
  public mutating func assignWhiteTopHat(
    _ source: Image, by element: StructuringElement, region: PixelBox? = nil,
    scratch: inout Scratch
  ) {
    assign(.whiteTopHat, source, element, region, &scratch)
  }

  /// Sets each pixel to closed source - source, 0 where that is negative (even sizes only): what is
  /// darker than its surroundings and smaller than `element`.
  public mutating func assignBlackTopHat(
    _ source: Image, by element: StructuringElement, region: PixelBox? = nil,
    scratch: inout Scratch
  ) {
    assign(.blackTopHat, source, element, region, &scratch)
  }

  private mutating func assign(
    _ operation: Operation, _ source: Image, _ element: StructuringElement, _ region: PixelBox?,
    _ scratch: inout Scratch
  ) {
    precondition(source.channels == 1, "morphology needs one channel, not \(source.channels)")
    if case .disk(let radius) = element {
      precondition((0...15).contains(radius), "disk radius \(radius) is outside 0...15")
    }
    let box = source.windowRegion(region)
    reshape(width: box.width, height: box.height)
    let (width, height, outStride) = (box.width, box.height, stride)
    let (size, reach) = (MemoryLayout<Sample>.stride, element.reach)
    let (above, below) = (min(reach.above, height), min(reach.below, height))
    // The rows of the first result that the second step needs for a band of its rows.
    let band = operation.isCompound ? bandRows(above + below + 1) : height
    let intermediateRows = operation.isCompound ? min(height, band + above + below) : 0
    let intermediate = intermediateRows * outStride * size
    let memory = scratch.bytes(
      intermediate
        + (element.isRectangle
          ? rectangleScratchBytes(
            width, height, max(band, intermediateRows), size, reach.left, reach.right, reach.above,
            reach.below)
          : diskScratchBytes(width * size, reach.left)))
    let rest = memory + intermediate
    let kernels = Sample.morphologyKernels

    /// Results for `rows`; both pointers are at the first of them.
    func run(
      _ erodes: Bool, _ rows: Range<Int>, _ from: UnsafeRawPointer, _ stride: Int,
      _ to: UnsafeMutableRawPointer
    ) {
      let extremum = erodes ? kernels.least : kernels.greatest
      let (before, after) = (rows.lowerBound, height - rows.upperBound)
      if element.isRectangle {
        morphologyRectangle(
          from, stride, width, rows.count, before, after, to, outStride, reach.left, reach.right,
          reach.above, reach.below, rest, extremum)
      } else {
        morphologyDisk(
          from, stride, width, rows.count, before, after, to, outStride, reach.left, rest, extremum)
      }
    }
    withUnsafeMutableSamples { samples in
      source.withUnsafeSamples {
        let from = UnsafeRawPointer($0 + box.y1 * source.stride + box.x1)
        let out = UnsafeMutableRawPointer(samples)
        let (fromPitch, pitch) = (source.stride * size, outStride * size)
        guard operation.isCompound else {
          return run(operation.erodesFirst, 0..<height, from, source.stride, out)
        }
        // Rows kept..<done of the first result are at hand.
        var (kept, done) = (0, 0)
        for y in Swift.stride(from: 0, to: height, by: band) {
          let rows = y..<min(height, y + band)
          let needed = max(0, y - above)
          if needed > kept {
            memory.copyMemory(
              from: memory + (needed - kept) * pitch, byteCount: (done - needed) * pitch)
            kept = needed
          }
          let end = min(height, rows.upperBound + below)
          if end > done {
            run(
              operation.erodesFirst, done..<end, from + done * fromPitch, source.stride,
              memory + (done - kept) * pitch)
            done = end
          }
          let (a, o) = (from + y * fromPitch, out + y * pitch)
          run(!operation.erodesFirst, rows, memory + (y - kept) * pitch, outStride, o)
          switch operation {
          case .whiteTopHat:
            kernels.difference(a, source.stride, o, outStride, o, outStride, width, rows.count)
          case .blackTopHat:
            kernels.difference(o, outStride, a, source.stride, o, outStride, width, rows.count)
          default: break
          }
        }
      }
    }
  }
}

/// Rows of a compound operator that go through its steps together, so that the first result is still
/// in the cache when the second step reads it; whole blocks of the kernel for tall rectangles.
private func bandRows(_ tall: Int) -> Int { (max(40, tall) + tall - 1) / tall * tall }

/// What the operators are made of: an erosion and a dilation or one of them, and a difference.
private enum Operation {
  case erode, dilate, open, close, whiteTopHat, blackTopHat

  var isCompound: Bool { self != .erode && self != .dilate }
  var erodesFirst: Bool { self == .erode || self == .open || self == .whiteTopHat }
}
