import Codecs
import Pixels

/// A picture on a page with what it is.
public struct NamedPicture: Sendable {
  /// What it is.
  public var title: String
  /// What to look for in it, a sentence.
  public var note: String
  /// 1 channel or RGB.
  public var image: Image<UInt8>

  /// See the properties.
  public init(title: String, note: String, image: Image<UInt8>) {
    (self.title, self.note, self.image) = (title, note, image)
  }

  /// The picture as a figure, its longer side no more than `side` pixels; nothing where it cannot be
  /// encoded, since words and numbers stand without it.
  func html(side: Int) -> String {
    let longSide = max(image.width, image.height)
    let reduction = max(1, (longSide + side - 1) / side)
    let small = image.reduced(by: reduction)
    guard let bytes = try? ImageEncoder.jpeg(small, quality: 85) else { return "" }
    let encoded = EncodedPicture(bytes: bytes, mediaType: .jpeg, size: small.size)
    return """
      <figure class="taught">\(encoded.html(alt: title, isLazy: false))<figcaption>\
      \(image.width) × \(image.height) px\
      \(reduction > 1 ? ", shown at 1/\(reduction)" : "")</figcaption></figure>
      """
  }
}
