import Pixels

extension DisplacementField {
  /// `template` brought over the image, by the nearest pixel: out(p) = template(p + displacement),
  /// the displacement taken at the middle of each block of 8x8 pixels. Coordinates outside are
  /// clamped to the border. For pictures; masks are warped by ``MaskAligner``.
  public func warped(_ template: Image<UInt8>) -> Image<UInt8> {
    var out = Image<UInt8>(width: template.width, height: template.height)
    guard out.size.area > 0 else { return out }
    let (width, height) = (template.width, template.height)
    let (rowStride, outStride) = (template.stride, out.stride)
    template.withUnsafeSamples { source in
      out.withUnsafeMutableSamples { target in
        for top in stride(from: 0, to: height, by: 8) {
          for left in stride(from: 0, to: width, by: 8) {
            let shift = displacement(x: left + 4, y: top + 4)
            let (dx, dy) = (Int(shift.dx.rounded()), Int(shift.dy.rounded()))
            let right = min(left + 8, width)
            let inside = left + dx >= 0 && right + dx <= width
            for y in top..<min(top + 8, height) {
              let from = source + max(0, min(height - 1, y + dy)) * rowStride
              let to = target + y * outStride
              if inside {
                (to + left).update(from: from + left + dx, count: right - left)
              } else {
                for x in left..<right { to[x] = from[max(0, min(width - 1, x + dx))] }
              }
            }
          }
        }
      }
    }
    return out
  }
}
