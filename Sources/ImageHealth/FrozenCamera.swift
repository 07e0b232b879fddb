/// Notices that a camera sends the same picture again and again. One for each camera.
///
/// Noise makes any two pictures of a working camera differ, even of the same part at rest, so that
/// equal bytes mean that a buffer was not refilled or a file was read twice.
public struct FrozenCamera: Sendable, Equatable, Codable {
  /// The hash of the last picture; `nil` before the first.
  public private(set) var last: String?
  /// How often in a row the last picture came again, 0 where it differed from the one before.
  public private(set) var repeats = 0

  /// No picture yet.
  public init() {}

  /// Takes the SHA-256 of the next picture's bytes and says how often in a row it has come again: 0
  /// for a new picture, 1 for the second of the same kind, and so on.
  @discardableResult
  public mutating func see(sha256: String) -> Int {
    repeats = sha256 == last ? repeats + 1 : 0
    last = sha256
    return repeats
  }
}
