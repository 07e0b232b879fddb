import Foundation
import Traceability

/// What becomes of an image file after its record is written.
public enum AfterRecord: String, Sendable, CaseIterable {
  /// It stays.
  case keep
  /// It goes to the folder of its verdict.
  case move
  /// It is deleted if it passed, and stays otherwise.
  case deletePass = "delete-pass"
}

/// One folder that is watched.
public struct WatchedFolderOptions: Sendable {
  /// The folder's path as it was given.
  public var path: String
  /// The recipe file, or the folder that holds it.
  public var recipe: String
  /// `key=value` each, on top of what the recipe says.
  public var overrides: [String]
  /// Where an image's template is found.
  public var templates: TemplateRule
  /// Where images go; its folders `pass`, `fail`… and `quarantine` are made when they are needed.
  public var output: String

  /// See the properties.
  public init(
    path: String, recipe: String, overrides: [String] = [], templates: TemplateRule = .unneeded,
    output: String
  ) {
    (self.path, self.recipe, self.overrides) = (path, recipe, overrides)
    (self.templates, self.output) = (templates, output)
  }
}

/// How a station watches.
public struct WatchOptions: Sendable {
  /// The folders.
  public var folders: [WatchedFolderOptions]
  /// What becomes of files afterwards.
  public var after = AfterRecord.keep
  /// How long size and time of a file must stay the same where no event says that it is complete.
  public var settle = Duration.milliseconds(300)
  /// How often folders are scanned and recipes are looked after.
  public var poll = Duration.seconds(2)
  /// How long a file that cannot be decoded is tried again after it was last written.
  public var patience = Duration.seconds(10)
  /// Names that end in one of these are not complete yet.
  public var ignoredEndings = [".tmp", ".part"]
  /// Images inspected at a time.
  public var workers = 1
  /// What the records have in common.
  public var origin = RecordOrigin()
  /// What takes serial numbers and lots out of file names; those of the recipe where these say nothing.
  public var patterns = PartPatterns()
  /// When to raise alarms.
  public var alarms = AlarmLimits()

  /// Watching `folders`; everything else has defaults.
  public init(folders: [WatchedFolderOptions]) { self.folders = folders }
}

/// Where and how often a station exports the signed head of its records.
public struct HeadExportPlan: Sendable {
  /// The folder, best on another machine.
  public var folder: String
  /// Seconds from one to the next, more than 0.
  public var interval: TimeInterval
  /// What signs.
  public var key: SigningKey

  /// See the properties.
  public init(folder: String, interval: TimeInterval, key: SigningKey) {
    (self.folder, self.interval, self.key) = (folder, interval, key)
  }
}

/// When a station raises alarms.
public struct AlarmLimits: Sendable, Equatable {
  /// So many parts in a row that did not pass; `nil` for never.
  public var failsInARow: Int? = 10
  /// The share of parts that passed among the last ``yieldCount`` lies below this; `nil` for never.
  public var yield: Double?
  /// How many parts the yield is taken over.
  public var yieldCount = 100
  /// No image came for so long; `nil` for never.
  public var silence: Duration?
  /// Less than so many bytes are free where records or images are written.
  public var freeBytes: Int64 = 1 << 30
  /// The clock jumped by more than this.
  public var clockJump = Duration.seconds(5)

  /// The defaults.
  public init() {}
}
