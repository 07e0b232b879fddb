import Pixels

extension Image where Sample == UInt8 {
  /// The image at 1/`factor` of its size: each pixel is the mean of a square of `factor` times
  /// `factor` pixels (fewer at the right and bottom edges), rounded half up. Alpha is dropped:
  /// 1 or 2 channels give gray, 3 or 4 give RGB. Time grows with the pixels of the image.
  func reduced(by factor: Int) -> Image {
    precondition(factor >= 1, "reduction by \(factor)")
    let colours = channels < 3 ? 1 : 3
    if factor == 1 && channels == colours { return self }
    var out = Image(
      width: (width + factor - 1) / factor, height: (height + factor - 1) / factor,
      channels: colours)
    var sums = [UInt32](repeating: 0, count: out.width * colours)
    let outStride = out.stride
    withUnsafeSamples { source in
      out.withUnsafeMutableSamples { target in
        for outY in 0..<((height + factor - 1) / factor) {
          let rows = (outY * factor)..<min(height, (outY + 1) * factor)
          for i in sums.indices { sums[i] = 0 }
          for y in rows {
            var pixel = source + y * stride
            for x in 0..<width {
              let sum = x / factor * colours
              for c in 0..<colours { sums[sum + c] += UInt32(pixel[c]) }
              pixel += channels
            }
          }
          for i in sums.indices {
            let columns = min(factor, width - i / colours * factor)
            let count = UInt32(rows.count * columns)
            target[outY * outStride + i] = UInt8((sums[i] + count / 2) / count)
          }
        }
      }
    }
    return out
  }
}
