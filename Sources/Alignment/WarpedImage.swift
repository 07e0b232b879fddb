import Pixels

extension DisplacementField {
  /// `template` brought over the image, by the nearest pixel: out(p) = template(p + displacement).
  /// Coordinates outside are clamped to the border. For pictures; masks are warped by
  /// ``MaskAligner``.
  public func warped(_ template: Image<UInt8>) -> Image<UInt8> {
    var out = Image<UInt8>(width: template.width, height: template.height)
    guard out.size.area > 0 else { return out }
    let (width, height, stride) = (template.width, template.height, template.stride)
    let outStride = out.stride
    template.withUnsafeSamples { source in
      out.withUnsafeMutableSamples { target in
        for y in 0..<height {
          for x in 0..<width {
            let (dx, dy) = displacement(x: x & ~7 + 4, y: y)
            let u = max(0, min(width - 1, x + Int(dx.rounded())))
            let v = max(0, min(height - 1, y + Int(dy.rounded())))
            target[y * outStride + x] = source[v * stride + u]
          }
        }
      }
    }
    return out
  }
}
