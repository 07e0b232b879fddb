import Pixels

extension DisplacementField {
  /// `template` brought over the image, by the nearest pixel: out(p) = template(p + displacement).
  /// Coordinates outside are clamped to the border. For pictures; masks are warped by
  /// ``MaskAligner``.
  public func warped(_ template: Image<UInt8>) -> Image<UInt8> {
    var out = Image<UInt8>(width: template.width, height: template.height)
    guard out.size.area > 0 else { return out }
    let (width, height, rowStride) = (template.width, template.height, template.stride)
    let outStride = out.stride
    template.withUnsafeSamples { source in
      out.withUnsafeMutableSamples { target in
        for y in 0..<height {
          for x in stride(from: 0, to: width, by: 8) {
            let (dx, dy) = displacement(x: x + 4, y: y)
            let shift = Int(dx.rounded())
            let row = source + max(0, min(height - 1, y + Int(dy.rounded()))) * rowStride
            for u in x..<min(x + 8, width) {
              target[y * outStride + u] = row[max(0, min(width - 1, u + shift))]
            }
          }
        }
      }
    }
    return out
  }
}
