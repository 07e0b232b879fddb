import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let gaussian3 = kernel(
  KernelsBase.gaussian3, KernelsAVX2.gaussian3, KernelsAVX512.gaussian3)
private let gaussian5 = kernel(
  KernelsBase.gaussian5, KernelsAVX2.gaussian5, KernelsAVX512.gaussian5)
private let gaussian7 = kernel(
  KernelsBase.gaussian7, KernelsAVX2.gaussian7, KernelsAVX512.gaussian7)

extension Image where Sample == UInt8 {
  public mutating func assignGaussian3(
    _ source: Image<UInt8>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignFiltered(source, region, scratch.bytes(filterBytes(source, 8)), gaussian3)
  }
  public mutating func assignGaussian5(
    _ source: Image<UInt8>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignFiltered(source, region, scratch.bytes(filterBytes(source, 12)), gaussian5)
  }
}
extension Image where Sample == UInt8 {
  public mutating func assignGaussian7(
    _ source: Image<UInt8>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignFiltered(source, region, scratch.bytes(filterBytes(source, 8)), gaussian7)
  }
}
func filterBytes<Sample>(_ source: Image<Sample>, _ perColumn: Int) -> Int {
  (source.width + 256) * perColumn + 4096
}
extension Image {
  mutating func assignFiltered<Source>(
    _ source: Image<Source>, _ region: PixelBox?, _ memory: UnsafeMutableRawPointer,
    _ kernel: (
      UnsafePointer<Source>, Int, Int, Int, UnsafeMutablePointer<Sample>, Int,
      UnsafeMutableRawPointer
    ) -> Void
  ) {
    precondition(source.channels == 1, "filters need one channel, not \(source.channels)")
    let box = source.windowRegion(region)
    reshape(width: box.width, height: box.height)
    let outStride = stride
    withUnsafeMutableSamples { out in
      source.withUnsafeSamples {
        kernel(
          $0 + box.y1 * source.stride + box.x1, source.stride, box.width, box.height, out,
          outStride, memory)
      }
    }
  }
}
