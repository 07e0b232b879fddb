/// What a check of a station found.
public struct DoctorFinding: Sendable, Equatable {
  /// How serious it is.
  public enum Level: Int, Sendable, Comparable {
    /// As it should be.
    case good
    /// A station runs, but not as it should.
    case warning
    /// A station does not run.
    case problem

    /// Whether `first` is less serious.
    public static func < (first: Level, second: Level) -> Bool { first.rawValue < second.rawValue }
  }

  /// How serious it is.
  public var level: Level
  /// What was looked at, in a word or two.
  public var subject: String
  /// What was found and what to do, in a sentence.
  public var sentence: String

  /// See the properties.
  public init(_ level: Level, _ subject: String, _ sentence: String) {
    (self.level, self.subject, self.sentence) = (level, subject, sentence)
  }
}
