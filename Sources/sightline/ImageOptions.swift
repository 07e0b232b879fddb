import ArgumentParser
import Foundation
import Recipes
import Reporting
import Station
import Wording

/// Which images, against what, and by which recipe: the same for every command that inspects many.
struct ImageOptions: ParsableArguments {
  @Argument(help: .told(.helpImages))
  var paths: [String] = []

  @Option(help: .told(.helpRecipe))
  var recipe: String

  @OptionGroup var overrides: OverrideOptions

  @OptionGroup var templates: TemplateOptions

  @Option(help: .told(.helpImageList, valueName: "file"))
  var list: String?

  @OptionGroup var workers: WorkerOptions

  func validate() throws {
    guard paths.isEmpty != (list == nil) else {
      throw ValidationError(.told(list == nil ? .usageNoImages : .usageImagesAndList))
    }
    guard templates.templateSuffix == nil || list == nil else {
      throw ValidationError(.told(.usageSuffixList))
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
        words.text(
          .usageOwnReference,
          [
            "recipe": oneLine(recipe.name), "method": recipe.values.compare.method.rawValue,
          ]))
    }
    guard !needsTemplates || list != nil || templates.areGiven else {
      throw ValidationError(words[.usageNoTemplates])
    }
    let collection: JobCollection
    if let list {
      collection = try JobCollection(
        list: list, template: templates.template, parts: parts, needsTemplates: needsTemplates)
    } else {
      collection = try JobCollection(paths: paths, rule: try templates.rule(), parts: parts)
    }
    for note in collection.notes { Console.error(words.text(.sayNote, ["text": words.told(note)])) }
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
