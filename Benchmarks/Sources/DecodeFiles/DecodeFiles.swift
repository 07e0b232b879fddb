import Codecs
import Pixels

/// Reads and decodes files to gray and nothing else, one thread: what an inspection of them costs at
/// least. Usage: decode-files LIST, a text file with a path a line.
@main
struct DecodeFiles {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else { fatalError("usage: decode-files LIST") }
    var bytes: [UInt8] = []
    try ImageFile.read(CommandLine.arguments[1], into: &bytes)
    let paths = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    let decoder = ImageDecoder()
    var image = Image<UInt8>()
    var pixels = 0
    for path in paths {
      try ImageFile.read(path, into: &bytes)
      try decoder.decodeGray(bytes, into: &image)
      pixels += image.size.area
    }
    print("\(paths.count) files, \(pixels) pixels")
  }
}
