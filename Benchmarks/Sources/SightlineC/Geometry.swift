import Kernels
import Pixels

/// What the geometry operators keep between calls.
private struct GeometryState: ~Copyable {
  var out8 = Image<UInt8>()
  var out16 = Image<UInt16>()
  var scratch = Scratch()
}

/// State for the geometry operators.
@_cdecl("sl_geometry_new")
public func makeGeometry() -> UnsafeMutableRawPointer {
  let p = UnsafeMutablePointer<GeometryState>.allocate(capacity: 1)
  p.initialize(to: GeometryState())
  return UnsafeMutableRawPointer(p)
}

/// Affine warp of an 8-bit image; `matrix` holds six numbers.
@_cdecl("sl_warp_affine8")
public func warpAffine8(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer,
  _ matrix: UnsafePointer<Double>, _ nearest: Int, _ replicates: Int
) {
  let state = handle.assumingMemoryBound(to: GeometryState.self)
  state.pointee.out8.assignWarp(
    unbox(image, Image<UInt8>.self).pointee,
    by: AffineMap(
      xx: matrix[0], xy: matrix[1], x0: matrix[2], yx: matrix[3], yy: matrix[4], y0: matrix[5]),
    interpolation: nearest != 0 ? .nearest : .bilinear,
    border: replicates != 0 ? .replicate : .constant(0), scratch: &state.pointee.scratch)
}

/// Affine warp of an 16-bit image; `matrix` holds six numbers.
@_cdecl("sl_warp_affine16")
public func warpAffine16(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer,
  _ matrix: UnsafePointer<Double>, _ nearest: Int, _ replicates: Int
) {
  let state = handle.assumingMemoryBound(to: GeometryState.self)
  state.pointee.out16.assignWarp(
    unbox(image, Image<UInt16>.self).pointee,
    by: AffineMap(
      xx: matrix[0], xy: matrix[1], x0: matrix[2], yx: matrix[3], yy: matrix[4], y0: matrix[5]),
    interpolation: nearest != 0 ? .nearest : .bilinear,
    border: replicates != 0 ? .replicate : .constant(0), scratch: &state.pointee.scratch)
}

/// The last 8-bit result, in packed rows.
@_cdecl("sl_geometry_result8")
public func geometryResult8(
  _ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt8>
) {
  let samples = handle.assumingMemoryBound(to: GeometryState.self).pointee.out8.samples
  out.update(from: samples, count: samples.count)
}

/// The last 16-bit result, in packed rows.
@_cdecl("sl_geometry_result16")
public func geometryResult16(
  _ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt16>
) {
  let samples = handle.assumingMemoryBound(to: GeometryState.self).pointee.out16.samples
  out.update(from: samples, count: samples.count)
}

/// A 16-bit image with `channels` channels from packed rows.
@_cdecl("sl_geometry_image16")
public func makeGeometryImage16(
  _ samples: UnsafePointer<UInt16>, _ width: Int, _ height: Int, _ channels: Int
) -> UnsafeMutableRawPointer {
  box(
    Image<UInt16>(
      width: width, height: height, channels: channels,
      samples: UnsafeBufferPointer(start: samples, count: width * height * channels)))
}

/// Warp by maps of displacements, packed rows of the image's size.
private struct DisplacementState {
  var dx: Image<Float>
  var dy: Image<Float>
  var grid: WarpGrid
}

/// Displacements for every pixel, and on nodes; packed rows.
@_cdecl("sl_displacements_new")
public func makeDisplacements(
  _ dx: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ width: Int, _ height: Int,
  _ nodesX: UnsafePointer<Float>, _ nodesY: UnsafePointer<Float>, _ columns: Int, _ rows: Int
) -> UnsafeMutableRawPointer {
  func map(_ p: UnsafePointer<Float>) -> Image<Float> {
    Image(
      width: width, height: height,
      samples: UnsafeBufferPointer(start: p, count: width * height))
  }
  func nodes(_ p: UnsafePointer<Float>) -> [Float] {
    Array(UnsafeBufferPointer(start: p, count: columns * rows))
  }
  return box(
    DisplacementState(
      dx: map(dx), dy: map(dy),
      grid: WarpGrid(columns: columns, dx: nodes(nodesX), dy: nodes(nodesY))))
}

/// Warp of an 8-bit image by displacements, on nodes or for every pixel.
@_cdecl("sl_warp_field8")
public func warpField8(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer,
  _ displacements: UnsafeMutableRawPointer, _ dense: Int, _ nearest: Int
) {
  let state = handle.assumingMemoryBound(to: GeometryState.self)
  let maps = unbox(displacements, DisplacementState.self)
  let source = unbox(image, Image<UInt8>.self)
  if dense != 0 {
    state.pointee.out8.assignWarp(
      source.pointee, dx: maps.pointee.dx, dy: maps.pointee.dy,
      interpolation: nearest != 0 ? .nearest : .bilinear, scratch: &state.pointee.scratch)
  } else {
    state.pointee.out8.assignWarp(
      source.pointee, by: maps.pointee.grid, interpolation: nearest != 0 ? .nearest : .bilinear,
      scratch: &state.pointee.scratch)
  }
}

/// Warp of a 16-bit image by displacements, on nodes or for every pixel.
@_cdecl("sl_warp_field16")
public func warpField16(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer,
  _ displacements: UnsafeMutableRawPointer, _ dense: Int, _ nearest: Int
) {
  let state = handle.assumingMemoryBound(to: GeometryState.self)
  let maps = unbox(displacements, DisplacementState.self)
  let source = unbox(image, Image<UInt16>.self)
  if dense != 0 {
    state.pointee.out16.assignWarp(
      source.pointee, dx: maps.pointee.dx, dy: maps.pointee.dy,
      interpolation: nearest != 0 ? .nearest : .bilinear, scratch: &state.pointee.scratch)
  } else {
    state.pointee.out16.assignWarp(
      source.pointee, by: maps.pointee.grid, interpolation: nearest != 0 ? .nearest : .bilinear,
      scratch: &state.pointee.scratch)
  }
}
