import ArgumentParser
import Foundation
import Station
import Wording

/// What is watched, by which recipe, and where results go: the same for `watch` and `doctor`.
struct WatchPlaceOptions: ParsableArguments {
  @Argument(help: .told(.helpWatchFolder, valueName: "dir"))
  var folder: String?

  @Option(help: .told(.helpRecipe))
  var recipe: String?

  @Option(
    name: .customLong("folder"), help: .told(.helpWatchFolders, valueName: "DIR=RECIPE"))
  var folders: [String] = []

  @OptionGroup var overrides: OverrideOptions

  @Option(help: .told(.helpRecordsAppend, valueName: "file"))
  var records: String

  @Option(help: .told(.helpWatchOutput, valueName: "dir"))
  var output: String?

  @Option(help: .told(.helpWatchAfter, valueName: "keep|move|delete-pass"))
  var after = AfterRecord.keep

  @Option(help: .told(.helpWatchSettle, valueName: "time"))
  var settle = TimeSpan(.milliseconds(300), "300ms")

  @Option(help: .told(.helpWatchPoll, valueName: "time"))
  var poll = TimeSpan(.seconds(2), "2s")

  @Option(help: .told(.helpWatchPatience, valueName: "time"))
  var patience = TimeSpan(.seconds(10), "10s")

  @OptionGroup var templates: TemplateOptions

  @Option(help: .told(.helpWatchIgnore, valueName: "ending"))
  var ignore: [String] = []

  @OptionGroup var workers: WorkerOptions

  @OptionGroup var labels: RecordLabels
  @OptionGroup var alarms: AlarmOptions

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    guard folder != nil || !folders.isEmpty else {
      throw ValidationError(.told(.usageWatchNothing))
    }
    guard (folder == nil) == (recipe == nil) else {
      throw ValidationError(
        .told(folder == nil ? .usageWatchRecipeAlone : .usageWatchFolderAlone))
    }
    try refuseBlank([("--records", records), ("--output", output)])
  }

  /// What they say of the station.
  func options() throws -> WatchOptions {
    var pairs = try folders.map(Self.pair)
    if let folder, let recipe { pairs.insert((folder, recipe), at: 0) }
    let rule = try templates.rule()
    var options = WatchOptions(
      folders: pairs.map { path, recipe in
        WatchedFolderOptions(
          path: path, recipe: recipe, overrides: overrides.values, templates: rule,
          output: output(of: path, isOnlyOne: pairs.count == 1))
      })
    options.after = after
    (options.settle, options.poll) = (settle.duration, poll.duration)
    options.patience = patience.duration
    if !ignore.isEmpty { options.ignoredEndings = ignore }
    options.workers = workers.jobs
    options.origin = labels.origin
    options.patterns = labels.patterns
    options.alarms = alarms.limits
    return options
  }

  private func output(of folder: String, isOnlyOne: Bool) -> String {
    var name = folder
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    guard let output else { return name + "-inspected" }
    return isOnlyOne ? output : output + "/" + ((name as NSString).lastPathComponent)
  }

  private static func pair(_ text: String) throws -> (String, String) {
    guard let place = text.lastIndex(of: "="), place > text.startIndex,
      text.index(after: place) < text.endIndex
    else { throw ValidationError(.told(.usageWatchPair, ["text": oneLine(text)])) }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }
}

extension AfterRecord: ExpressibleByArgument {}
