import Foundation
import Recipes
import Synchronization

/// The recipe of a watched folder, which is read again when its files change. Safe to use from several
/// threads.
final class WatchedRecipe: Sendable {
  /// A recipe as it is in use.
  struct Loaded: Sendable {
    let recipe: PreparedRecipe
    /// What takes serial numbers and lots out of file names; valid.
    let patterns: PartPatterns
    /// Counts up with each new recipe.
    let generation: Int
  }

  /// What a look at the files gave.
  enum Change: Sendable {
    /// A new recipe is in use from the next image on.
    case taken(name: String, version: Int, sha256: String, warnings: [RecipeWarning])
    /// The files changed but decide as before.
    case same
    /// The new files cannot be used; the recipe before them stays in use. Why, in a sentence.
    case broken(String)
  }

  private struct State {
    var loaded: Loaded
    var files: [String]
    var seen: [FileIdentity?]
    var isBroken = false
    var isLoading = false
    var triedAt = ContinuousClock.now
  }

  private let path: String
  private let overrides: [String]
  private let templates: TemplateRule
  private let patterns: PartPatterns
  private let state: Mutex<State>
  /// What is to be known about the recipe at the start.
  let warnings: [RecipeWarning]

  /// How often a broken recipe is read again although its file did not change: a model that it names
  /// may have come.
  private static let retryInterval = Duration.seconds(10)

  /// Reads the recipe at `path`.
  init(
    path: String, overrides: [String], templates: TemplateRule, patterns: PartPatterns
  ) throws(WatchError) {
    (self.path, self.overrides) = (path, overrides)
    (self.templates, self.patterns) = (templates, patterns)
    let recipe = try Self.load(path, overrides, templates)
    let found = try Self.patterns(patterns, recipe, path)
    warnings = recipe.warnings
    let files = Self.files(recipe)
    state = Mutex(
      State(
        loaded: Loaded(recipe: recipe.prepared(), patterns: found, generation: 0), files: files,
        seen: Self.identities(files)))
  }

  /// The recipe in use.
  var current: Loaded { state.withLock { $0.loaded } }

  /// Looks whether files changed, and if so reads them on a thread of its own and tells `report` on it
  /// what came of it.
  func reloadIfChanged(_ report: @escaping @Sendable (Change) -> Void) {
    let now = ContinuousClock.now
    let (files, seen) = state.withLock { ($0.files, $0.seen) }
    let found = Self.identities(files)
    let isWanted = state.withLock { state in
      let isRetry = state.isBroken && now - state.triedAt >= Self.retryInterval
      guard !state.isLoading, found != seen || isRetry else { return false }
      state.isLoading = true
      state.triedAt = now
      state.seen = found
      return true
    }
    guard isWanted else { return }
    WorkThread.start("recipe") { [self] in report(reload()) }
  }

  private func reload() -> Change {
    let recipe: Recipe
    let found: PartPatterns
    do throws(WatchError) {
      recipe = try Self.load(path, overrides, templates)
      found = try Self.patterns(patterns, recipe, path)
    } catch {
      state.withLock {
        $0.isBroken = true
        $0.isLoading = false
      }
      return .broken("\(error)")
    }
    let prepared = recipe.prepared()
    let files = Self.files(recipe)
    return state.withLock { state in
      state.isLoading = false
      state.isBroken = false
      if state.files != files {
        state.files = files
        state.seen = Self.identities(files)
      }
      // Names decide no verdict, so that a changed pattern is another recipe without another hash.
      guard prepared.sha256 != state.loaded.recipe.sha256 || found != state.loaded.patterns else {
        return .same
      }
      state.loaded = Loaded(
        recipe: prepared, patterns: found, generation: state.loaded.generation + 1)
      return .taken(
        name: prepared.name, version: prepared.version, sha256: prepared.sha256,
        warnings: recipe.warnings)
    }
  }

  private static func load(
    _ path: String, _ overrides: [String], _ templates: TemplateRule
  ) throws(WatchError) -> Recipe {
    let recipe: Recipe
    do throws(RecipeError) {
      recipe = try Recipe.load(path: path, overrides: overrides)
    } catch {
      throw .recipe(path: path, .unreadable(error))
    }
    let needsTemplates = recipe.values.compare.method == .template
    switch templates {
    case .unneeded where needsTemplates:
      throw .recipe(path: path, .needsTemplates)
    case .suffix, .file, .unneeded:
      guard needsTemplates || templates == .unneeded else {
        throw .recipe(
          path: path, .ownReference(method: recipe.values.compare.method.rawValue))
      }
    }
    return recipe
  }

  /// `patterns`, and those of `recipe` where they say nothing; all can be read.
  private static func patterns(
    _ patterns: PartPatterns, _ recipe: Recipe, _ path: String
  ) throws(WatchError) -> PartPatterns {
    let found = patterns.orElse(recipe)
    do throws(JobError) {
      _ = try PartIdentifier(found)
      return found
    } catch {
      throw .recipe(path: path, .pattern(error))
    }
  }

  private static func files(_ recipe: Recipe) -> [String] {
    (recipe.path.map { [$0] } ?? []) + recipe.models.map(\.path)
  }

  private static func identities(_ files: [String]) -> [FileIdentity?] {
    files.map { file in
      var status = stat()
      return stat(file, &status) == 0 ? FileIdentity(status) : nil
    }
  }
}
