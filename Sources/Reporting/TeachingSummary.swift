import Pixels

/// What a recipe learned from good parts, for people: the pictures, what became of each image, and
/// the settings that were proposed.
public struct TeachingSummary: Sendable {
  /// One of the images that were taught from.
  public struct Part: Sendable {
    /// The file.
    public var path: String
    /// What became of it, in a few words: `used`, `outvoted`, `not found`…
    public var outcome: String
    /// Whether something was wrong with it.
    public var isSuspect: Bool
    /// How well the part was found, 0...1; `nil` where it was not looked for.
    public var poseScore: Double?
    /// Turn against the reference in degrees, scale, and shift in pixels.
    public var pose: String
    /// The highest score that anything on it got when the model was learned from the others, 0...1;
    /// 0.5 is the limit. `nil` where that was not tried.
    public var highestScore: Double?

    /// See the properties.
    public init(
      path: String, outcome: String, isSuspect: Bool = false, poseScore: Double? = nil,
      pose: String = "", highestScore: Double? = nil
    ) {
      (self.path, self.outcome, self.isSuspect) = (path, outcome, isSuspect)
      (self.poseScore, self.pose, self.highestScore) = (poseScore, pose, highestScore)
    }
  }

  /// One proposed setting.
  public struct Setting: Sendable {
    /// The recipe's key.
    public var key: String
    /// The value as recipes write it.
    public var value: String
    /// Why this value.
    public var ground: String

    /// See the properties.
    public init(key: String, value: String, ground: String) {
      (self.key, self.value, self.ground) = (key, value, ground)
    }
  }

  /// The recipe's name.
  public var recipe: String
  /// Its version.
  public var version: Int
  /// Program name and version.
  public var software: String
  /// Names and values that matter most, for the head of the page.
  public var facts: [(String, String)]
  /// What somebody should know before using the recipe, a sentence each.
  public var warnings: [String]
  /// The pictures, in their order.
  public var pictures: [NamedPicture]
  /// The images.
  public var parts: [Part]
  /// The settings.
  public var settings: [Setting]

  /// See the properties.
  public init(
    recipe: String, version: Int, software: String, facts: [(String, String)] = [],
    warnings: [String] = [], pictures: [NamedPicture] = [], parts: [Part] = [],
    settings: [Setting] = []
  ) {
    (self.recipe, self.version, self.software) = (recipe, version, software)
    (self.facts, self.warnings, self.pictures) = (facts, warnings, pictures)
    (self.parts, self.settings) = (parts, settings)
  }
}
