import ArgumentParser
import Recipes
import Station
import Wording

/// `sightline recipe …`: looking at recipes without inspecting anything.
struct RecipeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipe",
    abstract: .told(.helpRecipeAbstract),
    subcommands: [Check.self, Describe.self])

  /// `sightline recipe check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: .told(.helpRecipeCheckAbstract),
      discussion: .told(.helpRecipeCheckDiscussion))

    @Argument(help: .told(.helpRecipe))
    var recipe: String

    @OptionGroup var overrides: OverrideOptions

    @OptionGroup var speech: LanguageOptions

    func run() throws {
      let words = speech.words
      let loaded: Recipe
      do {
        loaded = try Recipe.load(path: recipe, overrides: overrides.values)
      } catch {
        Console.error(words.sentence(of: error))
        throw ExitCode(2)
      }
      print(RecipeSummaryText.text(loaded.summary(), words: words), terminator: "")
      for warning in loaded.warnings {
        Console.error(words.text(.teachWarning, ["text": words.says(warning)]))
      }
    }
  }

  /// `sightline recipe describe`.
  struct Describe: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: .told(.helpRecipeDescribeAbstract))

    @OptionGroup var speech: LanguageOptions

    func run() {
      print(RecipeGuide.markdown(), terminator: "")
    }
  }
}

/// `--set key=value`, for every command that takes a recipe.
struct OverrideOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: .told(.helpSet, valueName: "key=value"))
  var values: [String] = []
}
