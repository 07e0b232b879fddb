/// PNG files built byte by byte, for what the encoder does not write: palettes, few bits,
/// interlace, transparent colours and damage.
struct PNGFixture {
  /// Bytes up to the first chunk.
  static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  /// A whole file: header, `chunks`, `scanlines` (each with its filter byte) stored in one IDAT.
  static func file(
    width: Int, height: Int, bits: UInt8, colourType: UInt8, interlaced: Bool = false,
    chunks: [[UInt8]] = [], scanlines: [UInt8]
  ) -> [UInt8] {
    signature
      + chunk(
        "IHDR",
        bigEndian(width) + bigEndian(height) + [bits, colourType, 0, 0, interlaced ? 1 : 0])
      + chunks.flatMap { $0 } + chunk("IDAT", zlibStored(scanlines)) + chunk("IEND", [])
  }

  /// A chunk with its length and checksum.
  static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return bigEndian(data.count) + body + bigEndian(Int(crc(body)))
  }

  /// `file` with `extra` between header and the next chunk.
  static func inserting(_ extra: [UInt8], in file: [UInt8]) -> [UInt8] {
    Array(file[..<33]) + extra + Array(file[33...])
  }

  static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// RFC 1950 with one stored block.
  private static func zlibStored(_ data: [UInt8]) -> [UInt8] {
    var (a, b) = (1, 0)
    for byte in data {
      a = (a + Int(byte)) % 65521
      b = (b + a) % 65521
    }
    let count = data.count
    precondition(count < 65536)
    return [0x78, 0x01, 1, UInt8(count & 255), UInt8(count >> 8)]
      + [UInt8(~count & 255), UInt8(~count >> 8 & 255)] + data + bigEndian(b << 16 | a)
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
