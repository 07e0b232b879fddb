import Foundation

@testable import Recipes

/// The repository's top folder.
let packageFolder = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The path of the recipe that the package ships.
let shippedRecipe = packageFolder.appendingPathComponent("Models/bare-pcb/recipe.yaml").path

/// The smallest head of a recipe, three lines.
let head = "format: 1\nname: test\nversion: 1\n"

/// Reads `yaml` as the file `r.yaml` would be.
func recipe(
  _ yaml: String, overrides: [String] = [], parameters: [Parameter] = Parameter.all
) throws(RecipeError) -> Recipe {
  try Recipe(
    bytes: Array(yaml.utf8), path: "r.yaml", overrides: overrides, parameters: parameters)
}

/// The lines that say what is wrong with `yaml`; none if nothing is.
func problems(
  _ yaml: String, overrides: [String] = [], parameters: [Parameter] = Parameter.all
) -> [String] {
  problems(bytes: Array(yaml.utf8), overrides: overrides, parameters: parameters)
}

/// The lines that say what is wrong with `bytes`; none if nothing is.
func problems(
  bytes: [UInt8], overrides: [String] = [], parameters: [Parameter] = Parameter.all
) -> [String] {
  do throws(RecipeError) {
    _ = try Recipe(bytes: bytes, path: "r.yaml", overrides: overrides, parameters: parameters)
    return []
  } catch {
    return error.problems.map(\.description)
  }
}

/// The lines that say what is wrong with the recipe at `path`; none if nothing is.
func problems(at path: String, overrides: [String] = []) -> [String] {
  do throws(RecipeError) {
    _ = try Recipe.load(path: path, overrides: overrides)
    return []
  } catch {
    return error.problems.map(\.description)
  }
}

/// Runs `body` with an empty folder that is gone afterwards.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("sightline-recipes-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

/// Writes `text` to `file` in `folder` and gives its path.
@discardableResult
func write(_ text: String, _ file: String, in folder: String) throws -> String {
  let path = folder + "/" + file
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  return path
}

/// Steele, Lea & Flood's SplitMix64: the same numbers for the same seed everywhere.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// The parameters that have an effect where images are compared with templates.
let templateParameters = Parameter.all.filter { $0.methods.contains(.template) }
