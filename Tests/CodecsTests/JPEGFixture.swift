/// JPEG files of 8x8 pixels, all mid-gray, built marker by marker, for what the encoder does not
/// write: progressive files, scans that are missing, colour models that are refused.
struct JPEGFixture {
  static let start: [UInt8] = [0xff, 0xd8]
  static let end: [UInt8] = [0xff, 0xd9]

  /// A marker segment with its length.
  static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
    [0xff, marker, UInt8((data.count + 2) >> 8), UInt8((data.count + 2) & 255)] + data
  }

  /// Quantisation table 0, all ones.
  static let quantisation = segment(0xdb, [0] + [UInt8](repeating: 1, count: 64))

  /// DC and AC table 0, each with the one code "0" for symbol 0.
  static let huffman =
    segment(0xc4, [0x00, 1] + [UInt8](repeating: 0, count: 15) + [0])
    + segment(0xc4, [0x10, 1] + [UInt8](repeating: 0, count: 15) + [0])

  /// SOF `marker` (0xc0 baseline, 0xc2 progressive, 0xc3 lossless) for `components` components.
  static func frame(
    _ marker: UInt8, components: Int, bits: UInt8 = 8, width: Int = 8, height: Int = 8
  ) -> [UInt8] {
    segment(
      marker,
      [bits, UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)]
        + [UInt8(components)] + (1...components).flatMap { [UInt8($0), 0x11, 0] })
  }

  /// A scan of `components` with coefficients `first` to `last`; its data are all zero bits, which
  /// the tables above read as "nothing differs".
  static func scan(components: [UInt8], first: UInt8, last: UInt8) -> [UInt8] {
    segment(0xda, [UInt8(components.count)] + components.flatMap { [$0, 0] } + [first, last, 0])
      + [0x00]
  }

  /// Gray, progressive, `scans` of its two scans.
  static func progressive(scans: Int) -> [UInt8] {
    let all = [
      scan(components: [1], first: 0, last: 0), scan(components: [1], first: 1, last: 63),
    ]
    return start + quantisation + frame(0xc2, components: 1) + huffman
      + all.prefix(scans).flatMap { $0 } + end
  }

  /// Three components in scans of their own, the first `scans` of them.
  static func separateScans(_ scans: Int) -> [UInt8] {
    start + quantisation + frame(0xc0, components: 3) + huffman
      + (1...scans).flatMap { scan(components: [UInt8($0)], first: 0, last: 63) } + end
  }

  /// `file` with an APP1 segment that holds `tiff` as EXIF data.
  static func withExif(_ tiff: [UInt8], in file: [UInt8]) -> [UInt8] {
    start + segment(0xe1, Array("Exif\0\0".utf8) + tiff) + file.dropFirst(2)
  }
}

/// A TIFF structure whose first directory holds an orientation after another entry.
func tiff(orientation: Int, bigEndian: Bool = true, type: Int = 3, directoryAt: Int = 8) -> [UInt8]
{
  func short(_ v: Int) -> [UInt8] {
    bigEndian ? [UInt8(v >> 8), UInt8(v & 255)] : [UInt8(v & 255), UInt8(v >> 8)]
  }
  func long(_ v: Int) -> [UInt8] {
    bigEndian ? short(v >> 16) + short(v & 65535) : short(v & 65535) + short(v >> 16)
  }
  let resolution = short(0x0100) + short(4) + long(1) + long(640)
  let entry = short(0x0112) + short(type) + long(1) + short(orientation) + short(0)
  // The next directory is this one again: whoever follows it never comes back.
  return (bigEndian ? [0x4d, 0x4d] : [0x49, 0x49]) + short(42) + long(directoryAt)
    + short(2) + resolution + entry + long(directoryAt)
}
