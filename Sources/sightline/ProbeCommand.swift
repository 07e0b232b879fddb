import ArgumentParser
import Codecs
import Foundation

/// `sightline probe`: what the decoder makes of files, one JSON line each.
struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Decode image files and print one JSON line about each.",
    discussion: """
      Fields: path, status ("ok" or "refused"), reason, width, height, channels, bits, sha256. \
      Those that do not apply are null. The hash covers the decoded samples: rows top down, \
      interleaved, palette and transparent colour expanded, gray below 8 bit scaled to 8, 16 bit \
      big-endian, no gamma or colour profile applied.

      Exit code 0 when there is a line for each file, whatever it says; 1 when a line could not \
      be written; 2 for wrong usage.
      """)

  @Argument(help: "PNG and JPEG files.")
  var files: [String]

  @Option(help: help(.maximumPixels))
  var maximumPixels = DecodeLimits.Parameter.maximumPixels.defaultValue

  @Option(help: help(.maximumFileBytes))
  var maximumFileBytes = DecodeLimits.Parameter.maximumFileBytes.defaultValue

  @Option(help: help(.maximumScans))
  var maximumScans = DecodeLimits.Parameter.maximumScans.defaultValue

  @Option(help: help(.maximumAncillaryChunkBytes))
  var maximumAncillaryChunkBytes = DecodeLimits.Parameter.maximumAncillaryChunkBytes.defaultValue

  @Flag(help: "Turn and mirror the image as its EXIF orientation says.")
  var exifOrientation = false

  func validate() throws {
    for parameter in DecodeLimits.Parameter.allCases {
      let (value, range) = (limits[parameter], parameter.range)
      guard range.contains(value) else {
        throw ValidationError(
          "\(parameter.rawValue) is \(value); allowed are \(range.lowerBound) to "
            + "\(range.upperBound) \(parameter.unit)")
      }
    }
  }

  func run() throws {
    let decoder = ImageDecoder()
    let options = DecodeOptions(limits: limits, applyExifOrientation: exifOrientation)
    var bytes: [UInt8] = []
    for path in files {
      let line: String
      do {
        try ImageFile.read(path, limits: limits, into: &bytes)
        line = Self.line(path, try decoder.decode(bytes, options: options))
      } catch {
        line = Self.line(path, refusal: error)
      }
      // Unbuffered: who reads along sees each file at once, and a line that could not be written
      // is an error, not silence.
      try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }
  }

  private var limits: DecodeLimits {
    var limits = DecodeLimits()
    limits.maximumPixels = maximumPixels
    limits.maximumFileBytes = maximumFileBytes
    limits.maximumScans = maximumScans
    limits.maximumAncillaryChunkBytes = maximumAncillaryChunkBytes
    return limits
  }

  private static func line(_ path: String, _ image: DecodedImage) -> String {
    """
    {"path":\(json(path)),"status":"ok","reason":null,"width":\(image.size.width),\
    "height":\(image.size.height),"channels":\(image.channels),"bits":\(image.bits),\
    "sha256":"\(image.sha256)"}
    """
  }

  private static func line(_ path: String, refusal: some Error) -> String {
    """
    {"path":\(json(path)),"status":"refused","reason":\(json("\(refusal)")),"width":null,\
    "height":null,"channels":null,"bits":null,"sha256":null}
    """
  }

  /// `text` as a JSON string (RFC 8259, section 7), on one line whatever it holds.
  private static func json(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\u{0}"..."\u{1f}", "\u{7f}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

private func help(_ parameter: DecodeLimits.Parameter) -> ArgumentHelp {
  ArgumentHelp(stringLiteral: parameter.summary)
}
