import Foundation

/// Which recipe a study is about, and what made it.
public struct StudyOrigin: Sendable, Equatable {
  /// The recipe's name.
  public var recipe: String
  /// The recipe's version.
  public var recipeVersion: Int
  /// SHA-256 over the recipe's effective values and model files, lower-case hexadecimal.
  public var recipeSHA256: String
  /// The parameters whose value in effect is not the recipe file's.
  public var changedParameters: [ChangedParameter]
  /// Program name and version.
  public var software: String
  /// When the study was made.
  public var date: Date

  /// See the properties.
  public init(
    recipe: String, recipeVersion: Int, recipeSHA256: String,
    changedParameters: [ChangedParameter] = [], software: String, date: Date
  ) {
    (self.recipe, self.recipeVersion) = (recipe, recipeVersion)
    (self.recipeSHA256, self.changedParameters) = (recipeSHA256, changedParameters)
    (self.software, self.date) = (software, date)
  }
}
