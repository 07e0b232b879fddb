import Foundation
import Pixels

/// The bytes of an image file, ready to be put into a page.
public struct EncodedPicture: Sendable, Equatable {
  /// The format of ``EncodedPicture/bytes``.
  public enum MediaType: String, Sendable {
    /// JPEG.
    case jpeg = "image/jpeg"
    /// PNG.
    case png = "image/png"
  }

  /// The file's bytes.
  public var bytes: [UInt8]
  /// What kind of file.
  public var mediaType: MediaType
  /// Columns and rows of the encoded picture, which may be fewer than those of the image.
  public var size: PixelSize

  /// A picture of `size` pixels in a file of `mediaType`.
  public init(bytes: [UInt8], mediaType: MediaType, size: PixelSize) {
    self.bytes = bytes
    self.mediaType = mediaType
    self.size = size
  }

  /// The picture as a `data:` URL, which needs no other file and no network.
  package var dataURL: String { "data:\(mediaType.rawValue);base64,\(Data(bytes).base64EncodedString())" }

  /// The picture as an `img` element that says `alt` where it cannot be seen; drawn when it is scrolled
  /// to, where it `isLazy`.
  func html(alt: String, isLazy: Bool = true) -> String {
    """
    <img src="\(dataURL)" width="\(size.width)" height="\(size.height)" \
    alt="\(escaped(alt))"\(isLazy ? " loading=\"lazy\" decoding=\"async\"" : "")>
    """
  }
}
