import Pixels

extension DisplacementField {
  /// `template` brought over the image, by the nearest pixel: out(p) = template(p + displacement).
  /// Coordinates outside are clamped to the border. For pictures; masks are warped by
  /// ``MaskAligner``.
  public func warped(_ template: Image<UInt8>) -> Image<UInt8> {
    var out = Image<UInt8>(width: template.width, height: template.height)
    guard out.size.area > 0 else { return out }
    let (width, height, sourceStride) = (template.width, template.height, template.stride)
    let outStride = out.stride
    template.withUnsafeSamples { source in
      out.withUnsafeMutableSamples { target in
        for y in 0..<height {
          // One displacement for each run of eight pixels, as for masks.
          for start in stride(from: 0, to: width, by: 8) {
            let (dx, dy) = displacement(x: start + 4, y: y)
            let shift = Int(dx.rounded())
            let v = max(0, min(height - 1, y + Int(dy.rounded())))
            for x in start..<min(start + 8, width) {
              let u = max(0, min(width - 1, x + shift))
              target[y * outStride + x] = source[v * sourceStride + u]
            }
          }
        }
      }
    }
    return out
  }
}
