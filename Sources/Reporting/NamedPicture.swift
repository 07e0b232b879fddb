import Codecs
import Pixels
import Wording

/// A picture on a page with what it is.
public struct NamedPicture: Sendable {
  /// What it is.
  public var title: String
  /// What to look for in it, a sentence.
  public var note: String
  /// 1 channel or RGB.
  public var image: Image<UInt8>
  /// Whether it is the one that shows best where a part is unlike good ones.
  public var isDifference: Bool

  /// See the properties.
  public init(title: String, note: String, image: Image<UInt8>, isDifference: Bool = false) {
    (self.title, self.note, self.image) = (title, note, image)
    self.isDifference = isDifference
  }

  /// The picture as a figure, its longer side no more than `side` pixels; nothing where it cannot be
  /// encoded, since words and numbers stand without it.
  func html(side: Int, words: Words) -> String {
    let longSide = max(image.width, image.height)
    let reduction = max(1, (longSide + side - 1) / side)
    let small = image.reduced(by: reduction)
    guard let bytes = try? ImageEncoder.jpeg(small, quality: 85) else { return "" }
    let encoded = EncodedPicture(bytes: bytes, mediaType: .jpeg, size: small.size)
    return """
      <figure class="taught">\(encoded.html(alt: title, isLazy: false))<figcaption>\
      \(escaped(words.size(image.size, reducedBy: reduction)))</figcaption></figure>
      """
  }
}
