import ArgumentParser
import Foundation
import Station

/// What is watched, by which recipe, and where results go: the same for `watch` and `doctor`.
struct WatchPlaceOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder that the camera writes to.", valueName: "dir"))
  var folder: String?

  @Option(help: "The recipe file, or the folder that holds recipe.yaml.")
  var recipe: String?

  @Option(
    name: .customLong("folder"),
    help: ArgumentHelp(
      "Another folder with its own recipe; may be given several times.", valueName: "DIR=RECIPE"))
  var folders: [String] = []

  @OptionGroup var overrides: OverrideOptions

  @Option(
    help: ArgumentHelp(
      "Append the results to this records file; made where there is none.", valueName: "file"))
  var records: String

  @Option(
    help: ArgumentHelp(
      """
      Where images go: into its folders pass, fail, review, uninspectable and quarantine. With \
      several folders, into a folder of each one's name there. Without it DIR-inspected beside DIR.
      """, valueName: "dir"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      """
      What becomes of an image after its record is written: it stays, goes to the folder of its \
      verdict, or is deleted if it passed.
      """, valueName: "keep|move|delete-pass"))
  var after = AfterRecord.keep

  @Option(
    help: ArgumentHelp(
      "How long a file must not change where no event says that it is complete.",
      valueName: "time"))
  var settle = TimeSpan(.milliseconds(300), "300ms")

  @Option(
    help: ArgumentHelp(
      "How often the folder is scanned, whatever events say.", valueName: "time"))
  var poll = TimeSpan(.seconds(2), "2s")

  @Option(
    help: ArgumentHelp(
      "How long a file of which no image can be made is tried again.", valueName: "time"))
  var patience = TimeSpan(.seconds(10), "10s")

  @OptionGroup var templates: TemplateOptions

  @Option(
    help: ArgumentHelp(
      """
      Leave names with this ending alone, instead of .tmp and .part; may be given several times. \
      Names with a leading dot always are.
      """, valueName: "ending"))
  var ignore: [String] = []

  @OptionGroup var workers: WorkerOptions

  @OptionGroup var labels: RecordLabels
  @OptionGroup var alarms: AlarmOptions

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    guard folder != nil || !folders.isEmpty else {
      throw ValidationError("Name a folder with --recipe, or give --folder DIR=RECIPE.")
    }
    guard (folder == nil) == (recipe == nil) else {
      throw ValidationError(
        folder == nil ? "--recipe goes with a folder." : "The folder needs a --recipe.")
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
    else { throw ValidationError("--folder '\(oneLine(text))': write it as DIR=RECIPE") }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }
}

extension AfterRecord: ExpressibleByArgument {}
