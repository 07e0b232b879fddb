import ArgumentParser
import Foundation
import Recipes
import Reporting
import Station
import Wording

/// Which images, against what, and by which recipe: the same for every command that inspects many.
struct ImageOptions: ParsableArguments {
  @Argument(help: "Images, and folders of images.")
  var paths: [String] = []

  @Option(help: "The recipe file, or the folder that holds recipe.yaml.")
  var recipe: String

  @OptionGroup var overrides: OverrideOptions

  @OptionGroup var templates: TemplateOptions

  @Option(
    help: ArgumentHelp(
      """
      The images, instead of PATHs: a CSV file whose header names the columns image, template, \
      serial, lot, in any order; only image must be there. Paths are relative to the file's folder, \
      or to the current one where the list comes through a pipe.
      """, valueName: "file"))
  var list: String?

  @OptionGroup var workers: WorkerOptions

  func validate() throws {
    guard paths.isEmpty != (list == nil) else {
      throw ValidationError(
        list == nil
          ? "Name images or folders, or a --list of them."
          : "Name images and folders, or a --list of them, but not both.")
    }
    guard templates.templateSuffix == nil || list == nil else {
      throw ValidationError("--template-suffix does not go with --list.")
    }
  }

  /// The images, for `recipe`, with what `parts` finds about them. Prints what somebody should
  /// know about how they were found.
  func collect(
    for recipe: Recipe, parts: PartIdentifier? = nil, words: Words
  ) throws -> JobCollection {
    let needsTemplates = recipe.values.compare.method == .template
    guard needsTemplates || !templates.areGiven else {
      throw ValidationError(
        "The recipe \(oneLine(recipe.name)) has a reference of its own (compare.method is "
          + "\(recipe.values.compare.method.rawValue)): leave --template and --template-suffix out."
      )
    }
    guard !needsTemplates || list != nil || templates.areGiven else {
      throw ValidationError(
        "The images need something to be compared with: give --template-suffix, --template, or "
          + "a --list with a column template; or a recipe that was made by sightline teach.")
    }
    let collection: JobCollection
    if let list {
      collection = try JobCollection(
        list: list, template: templates.template, parts: parts, needsTemplates: needsTemplates)
    } else {
      collection = try JobCollection(paths: paths, rule: try templates.rule(), parts: parts)
    }
    for note in collection.notes { Console.error(words.text(.sayNote, ["text": "\(note)"])) }
    return collection
  }
}

extension StudyOrigin {
  /// A study of `recipe`, made now.
  init(_ recipe: Recipe, words: Words) {
    let prepared = recipe.prepared()
    let changed = Set(prepared.changedParameters)
    self.init(
      recipe: recipe.name, recipeVersion: recipe.version, recipeSHA256: prepared.sha256,
      changedParameters: Parameter.all.filter { changed.contains($0.key) }.map {
        ChangedParameter(
          key: $0.key, value: $0.text(in: recipe.values) ?? words[.sayNotSet],
          recipeValue: $0.text(in: recipe.fileValues) ?? words[.sayNotSet])
      },
      software: SoftwareVersion.text, date: Date())
  }
}
