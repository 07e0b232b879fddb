import Foundation

/// What is true of a whole run, told to the reports when it ends.
public struct RunSummary: Sendable, Equatable {
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
  /// Which inspection station, where told.
  public var station: String?
  /// Who ran it, where told.
  public var `operator`: String?
  /// The lot, where one was told for the whole run.
  public var lot: String?
  /// When the first image was taken up.
  public var started: Date
  /// When the last result was recorded.
  public var ended: Date
  /// Whether the run was stopped before all images were inspected.
  public var interrupted: Bool

  /// A run from `started` to `ended`; see the properties.
  public init(
    recipe: String, recipeVersion: Int, recipeSHA256: String,
    changedParameters: [ChangedParameter] = [], software: String, station: String? = nil,
    operator: String? = nil, lot: String? = nil, started: Date, ended: Date,
    interrupted: Bool = false
  ) {
    self.recipe = recipe
    self.recipeVersion = recipeVersion
    self.recipeSHA256 = recipeSHA256
    self.changedParameters = changedParameters
    self.software = software
    self.station = station
    self.operator = `operator`
    self.lot = lot
    self.started = started
    self.ended = ended
    self.interrupted = interrupted
  }

  /// Seconds from start to end; 0 where the clock was set back in between.
  public var seconds: Double { max(0, ended.timeIntervalSince(started)) }
}

/// A parameter that was given another value than the recipe file has.
public struct ChangedParameter: Sendable, Equatable {
  /// The parameter's key, for example `compare.tolerance`.
  public var key: String
  /// The value in effect, with its unit.
  public var value: String
  /// The recipe file's value (or the default where the file has none), with its unit.
  public var recipeValue: String

  /// `key` is `value` instead of `recipeValue`.
  public init(key: String, value: String, recipeValue: String) {
    self.key = key
    self.value = value
    self.recipeValue = recipeValue
  }
}
