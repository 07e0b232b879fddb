import Foundation
import Testing

@testable import Recipes

/// Whatever is in the file, reading it ends in a valid recipe or in problems, never in a crash.
@Suite struct RecipeMutationTests {
  private static let snippets = [
    "&a ", "*a", "!!int ", "! ", "[", "]", "{", "}", "? ", "- ", ": ", "<<: *a", "\t",
    "%YAML 1.2\n",
    "%TAG ! x\n", "---\n", "...\n", "|\n", ">-\n", "\"", "'", "#", ",", "\\", "\r", "\0", "\u{85}",
    "\u{2028}", "\u{E000}", "\u{FEFF}", "\n  ", "\nname: x\n", "compare:\n", "  tolerance: 1px\n",
    "1e999", "-", "99999999999999999999", "px", "mm", "µ",
  ].map { Array($0.utf8) }

  private static func mutated(
    _ original: [UInt8], using generator: inout SplitMix64
  ) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      let position = Int.random(in: 0..<max(1, bytes.count), using: &generator)
      guard position < bytes.count else { break }
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 2:
        let end = min(bytes.count, position + Int.random(in: 1...20, using: &generator))
        bytes.removeSubrange(position..<end)
      case 3:
        let end = min(bytes.count, position + Int.random(in: 1...80, using: &generator))
        let target = Int.random(in: 0...bytes.count, using: &generator)
        bytes.insert(contentsOf: bytes[position..<end], at: target)
      case 4: bytes.removeSubrange(position...)
      default:
        bytes.insert(
          contentsOf: snippets[Int.random(in: 0..<snippets.count, using: &generator)], at: position)
      }
    }
    return bytes
  }

  @Test(arguments: 0..<8)
  func damagedRecipesAreValidOrRefused(seed: Int) throws {
    let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: shippedRecipe)))
    // Without its comments, so that most changes hit something.
    let bare = String(decoding: original, as: UTF8.self).split(separator: "\n")
      .filter { !$0.drop { $0 == " " }.hasPrefix("#") }.joined(separator: "\n")
    var generator = SplitMix64(state: UInt64(seed))
    var valid = 0
    for round in 0..<150 {
      let bytes = Self.mutated(round % 3 == 0 ? original : Array(bare.utf8), using: &generator)
      do throws(RecipeError) {
        let recipe = try Recipe(bytes: bytes, path: "r.yaml")
        valid += 1
        var values = recipe.values
        for parameter in Parameter.all {
          guard let text = parameter.text(in: recipe.values) else { continue }
          #expect(throws: Never.self) { try parameter.read(text, into: &values) }
        }
        #expect(values == recipe.values)
        #expect(RecipeReader.isName(recipe.name))
        #expect(RecipeReader.versions.contains(recipe.version))
      } catch {
        #expect(!error.problems.isEmpty)
        for problem in error.problems {
          let text = problem.description
          #expect(text.hasPrefix("r.yaml:"))
          #expect(!text.unicodeScalars.contains { $0.value < 32 || $0.value == 127 })
        }
      }
    }
    #expect(valid < 150)
  }
}
