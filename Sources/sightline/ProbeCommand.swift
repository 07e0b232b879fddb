import ArgumentParser
import Codecs
import Foundation
import Wording

/// `sightline probe`: what the decoder makes of files, one JSON line each.
struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: .told(.helpProbeAbstract), discussion: .told(.helpProbeDiscussion))

  @Argument(help: .told(.helpProbeFiles))
  var files: [String]

  @Option(help: help(.maximumPixels))
  var maximumPixels = DecodeLimits.Parameter.maximumPixels.defaultValue

  @Option(help: help(.maximumFileBytes))
  var maximumFileBytes = DecodeLimits.Parameter.maximumFileBytes.defaultValue

  @Option(help: help(.maximumScans))
  var maximumScans = DecodeLimits.Parameter.maximumScans.defaultValue

  @Option(help: help(.maximumAncillaryChunkBytes))
  var maximumAncillaryChunkBytes = DecodeLimits.Parameter.maximumAncillaryChunkBytes.defaultValue

  @Flag(help: .told(.helpExifOrientation))
  var exifOrientation = false

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    for parameter in DecodeLimits.Parameter.allCases {
      let (value, range) = (limits[parameter], parameter.range)
      guard range.contains(value) else {
        throw ValidationError(
          .told(
            .usageDecodeLimit,
            [
              "name": parameter.rawValue, "value": "\(value)", "from": "\(range.lowerBound)",
              "to": "\(range.upperBound)", "unit": unit(parameter),
            ]))
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
  switch parameter {
  case .maximumPixels: .told(.helpMaximumPixels)
  case .maximumFileBytes: .told(.helpMaximumFileBytes)
  case .maximumScans: .told(.helpMaximumScans)
  case .maximumAncillaryChunkBytes: .told(.helpMaximumChunkBytes)
  }
}

private func unit(_ parameter: DecodeLimits.Parameter) -> String {
  switch parameter {
  case .maximumPixels: .told(.usageUnitPixels)
  case .maximumFileBytes, .maximumAncillaryChunkBytes: .told(.usageUnitBytes)
  case .maximumScans: .told(.usageUnitScans)
  }
}
