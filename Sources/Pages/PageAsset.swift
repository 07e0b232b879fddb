import Crypto
import Foundation
import Reporting

/// A file that pages need: style sheet, script or picture, as it is compiled into the program.
public struct PageAsset: Sendable {
  /// The file's bytes.
  public let bytes: [UInt8]
  /// The value of the header `Content-Type`.
  public let contentType: String
  /// SHA-256 of the bytes in lower-case hexadecimal, for the header `ETag`.
  public let sha256: String

  private init(_ bytes: [UInt8], _ contentType: String) {
    self.bytes = bytes
    self.contentType = contentType
    sha256 = SHA256.hash(data: Data(bytes)).map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }

  /// All of them, by the name at which they are served under `/assets/`.
  static let all: [String: PageAsset] = [
    // Colours and charts look as in reports.
    "style.css": PageAsset(
      Array(ChartStyle.colours.utf8) + PackageResources.style_css + Array(ChartStyle.text.utf8),
      "text/css; charset=utf-8"),
    "print.css": PageAsset(PackageResources.print_css, "text/css; charset=utf-8"),
    "live.js": PageAsset(PackageResources.live_js, "text/javascript; charset=utf-8"),
    "viewer.js": PageAsset(PackageResources.viewer_js, "text/javascript; charset=utf-8"),
    "review.js": PageAsset(PackageResources.review_js, "text/javascript; charset=utf-8"),
    "no-picture.svg": PageAsset(PackageResources.no_picture_svg, "image/svg+xml"),
    "icon.svg": PageAsset(PackageResources.icon_svg, "image/svg+xml"),
  ]

  /// The text of the asset called `name`.
  static func text(_ name: String) -> String {
    guard let asset = all[name] else { preconditionFailure("no asset \(name)") }
    return String(decoding: asset.bytes, as: UTF8.self)
  }
}
