/// Why a file gave no image. There is never half an image: either all samples are as they were
/// encoded, or one of these.
public enum DecodeError: Error, Equatable, Sendable {
  /// The operating system did not let the file be read; its own words.
  case unreadable(path: String, cause: String)
  /// What the path names is no regular file but a `kind`.
  case notARegularFile(path: String, kind: String)
  /// The file changed while it was read; somebody is still writing it.
  case changedWhileReading(path: String)
  /// There are no bytes.
  case empty
  /// The bytes are neither PNG nor JPEG. Content decides, not the name.
  case notAnImage
  /// A colour model that is neither gray nor RGB.
  case unsupportedColour(String)
  /// A process of the format that is not decoded, in the library's words.
  case unsupported(String)
  /// The file would cost `value`, more than the `limit` that the parameter sets.
  case overLimit(DecodeLimits.Parameter, value: Int, limit: Int)
  /// The data contradict themselves, in the library's words.
  case damaged(String)
  /// The data end before the image does.
  case truncated(String)
  /// Memory ran out.
  case outOfMemory
}

extension DecodeError: CustomStringConvertible {
  /// One sentence that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let cause):
      "'\(path)' cannot be read: \(cause); check the path and its permissions"
    case .notARegularFile(let path, let kind):
      "'\(path)' is a \(kind), not a file; name an image file"
    case .changedWhileReading(let path):
      "'\(path)' changed while it was read; hand it over when it is complete"
    case .empty: "the file is empty; check whether it was written completely"
    case .notAnImage: "the content is neither PNG nor JPEG; save the image in one of these formats"
    case .unsupportedColour(let model):
      "the colour model is not supported (\(model)); save the image as gray or RGB"
    case .unsupported(let words):
      "the kind of image is not supported (\(words)); save it as 8 bit baseline or progressive "
        + "JPEG, or as PNG"
    case .overLimit(let parameter, let value, let limit):
      "\(parameter.subject) has \(value) \(parameter.unit), more than the limit of \(limit); "
        + "if that is right, raise \(parameter.rawValue)"
    case .damaged(let words):
      "the image is damaged (\(words)); take or transfer it again"
    case .truncated(let words):
      "the image is incomplete (\(words)); take or transfer it again"
    case .outOfMemory: "there is not enough memory to decode the image; lower maximumPixels or jobs"
    }
  }
}
