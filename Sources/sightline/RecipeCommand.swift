import ArgumentParser
import Foundation
import Recipes

/// `sightline recipe …`: looking at recipes without inspecting anything.
struct RecipeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipe",
    abstract: "Check recipes and describe their parameters.",
    subcommands: [Check.self, Describe.self])

  /// `sightline recipe check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Read a recipe and print its effective values, or everything that is wrong with it.",
      discussion: "Exit code 2 if the recipe or an override cannot be used.")

    @Argument(help: "The recipe file, or the folder that holds recipe.yaml.")
    var recipe: String

    @OptionGroup var overrides: OverrideOptions

    func run() throws {
      let loaded: Recipe
      do {
        loaded = try Recipe.load(path: recipe, overrides: overrides.values)
      } catch {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        throw ExitCode(2)
      }
      print(loaded.summary(), terminator: "")
      for warning in loaded.warnings { Console.error("warning: \(warning)") }
    }
  }

  /// `sightline recipe describe`.
  struct Describe: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the reference of the recipe format with all parameters, as Markdown.")

    func run() {
      print(RecipeGuide.markdown(), terminator: "")
    }
  }
}

/// `--set key=value`, for every command that takes a recipe.
struct OverrideOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a parameter for this run, as in --set compare.tolerance=3px; may be repeated.",
      valueName: "key=value"))
  var values: [String] = []
}
