import Kernels
import Pixels

func reportGeometry() {
  let turned = AffineMap(xx: 0.98, xy: -0.17, x0: 3.4, yx: 0.17, yy: 1.02, y0: -2.6)
  let steep = AffineMap(xx: 0.1, xy: 1.3, x0: -4, yx: -0.9, yy: 0.3, y0: 30)
  let interpolations = [WarpInterpolation.nearest, .bilinear]
  report("affine warp") { hash, input, scratch in
    var out = Image<UInt8>()
    for interpolation in interpolations {
      for border in [WarpBorder<UInt8>.constant(9), .replicate] {
        for map in [turned, steep] {
          out.assignWarp(
            input.a, by: map, interpolation: interpolation, border: border, scratch: &scratch)
          hash.add(out)
        }
        out.assignTranslation(
          input.a, dx: 2.3, dy: -1.6, interpolation: interpolation, border: border,
          scratch: &scratch)
        hash.add(out)
      }
    }
  }
  report("affine warp of 16 bit") { hash, input, scratch in
    var out = Image<UInt16>()
    for interpolation in interpolations {
      for border in [WarpBorder<UInt16>.constant(9), .replicate] {
        for map in [turned, steep] {
          out.assignWarp(
            input.a16, by: map, interpolation: interpolation, border: border, scratch: &scratch)
          hash.add(out)
        }
        out.assignTranslation(
          input.a16, dx: 2.3, dy: -1.6, interpolation: interpolation, border: border,
          scratch: &scratch)
        hash.add(out)
      }
    }
  }
  report("warp by a field") { hash, input, scratch in
    var out = Image<UInt8>()
    var out16 = Image<UInt16>()
    let dx = input.noise.floats(input.size, reach: 9)
    let dy = input.noise.floats(input.size, reach: 9)
    for interpolation in interpolations {
      out.assignWarp(input.a, dx: dx, dy: dy, interpolation: interpolation, scratch: &scratch)
      hash.add(out)
      out16.assignWarp(input.a16, dx: dx, dy: dy, interpolation: interpolation, scratch: &scratch)
      hash.add(out16)
    }
  }
  report("warp by nodes") { hash, input, scratch in
    var out = Image<UInt8>()
    var out16 = Image<UInt16>()
    let nodes = PixelSize(
      width: (input.size.width + 31) / 32, height: (input.size.height + 31) / 32)
    let dx = input.noise.floats(nodes, reach: 5).samples
    let dy = input.noise.floats(nodes, reach: 5).samples
    let grid = WarpGrid(columns: nodes.width, dx: dx, dy: dy)
    for interpolation in interpolations {
      out.assignWarp(input.a, by: grid, interpolation: interpolation, scratch: &scratch)
      hash.add(out)
      out16.assignWarp(input.a16, by: grid, interpolation: interpolation, scratch: &scratch)
      hash.add(out16)
    }
  }
}
