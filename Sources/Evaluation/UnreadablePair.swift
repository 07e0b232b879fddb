import Codecs

/// Why a pair is left out of all numbers: a file of it could not be read.
public enum UnreadablePair: Error, Equatable, Sendable, CustomStringConvertible {
  /// The truth; the system's words.
  case truth(path: String, cause: String)
  /// What should be the truth is no file.
  case truthIsNoFile(path: String)
  /// One of the images.
  case image(DecodeError)

  /// What is wrong, in a sentence or the file and what the system says.
  public var description: String {
    switch self {
    case .truth(let path, let cause): "\(path): \(cause)"
    case .truthIsNoFile(let path): "\(path): it is not a regular file"
    case .image(let error): "\(error)"
    }
  }
}
