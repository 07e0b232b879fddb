import Codecs
import Foundation
import Pixels
import Recipes
import Synthesis
import Testing

@testable import Evaluation

@Suite struct PerturbedCopiesTests {
  private func recipe() throws -> PreparedRecipe {
    try Recipe(name: "r", version: 1, values: RecipeValues()).prepared()
  }

  private func write(_ bytes: [UInt8], _ folder: TemporaryFolder) throws -> String {
    let path = folder.path + "/image.png"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test func copiesAreTheSameAgainAndBoxesComeBack() throws {
    let folder = try TemporaryFolder()
    var image = Image<UInt8>(width: 60, height: 50, channels: 3)
    for y in 20..<30 {
      for x in 30..<40 { image[x, y, 0] = 200 }
    }
    let limits = ImagePerturbation(motion: BoardMotion(shift: PixelPoint(x: 5, y: 5)), noise: 1)
    let copies = try PerturbedCopies(
      of: try write(try ImageEncoder.png(image), folder), recipe: try recipe(), limits: limits,
      seed: 3, folder: folder.path)
    for copy in 1...3 {
      let path = try copies.write(copy)
      let first = try Data(contentsOf: URL(fileURLWithPath: path))
      _ = try copies.write(copy)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == first)
      guard case .bits8(let made) = try ImageDecoder().decode(Array(first)) else {
        Issue.record("a copy has 16 bits")
        return
      }
      #expect(made.size == image.size && made.channels == 3)
      // Where the square went, brought back.
      var box: PixelBox?
      for y in 0..<50 {
        for x in 0..<60 where made[x, y, 0] > 150 {
          let pixel = PixelBox(x1: x, y1: y, x2: x + 1, y2: y + 1)
          box = box?.union(pixel) ?? pixel
        }
      }
      let back = copies.original(try #require(box), ofCopy: copy)
      #expect(abs(back.x1 - 30) <= 1 && abs(back.y2 - 30) <= 1, "\(back)")
      copies.remove(copy)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  /// Pixels that a copy repeats at its border were once taken for a defect of the part.
  @Test func copiesOfPhotographsShowOnlyWhatTheImageShows() throws {
    let folder = try TemporaryFolder()
    // Levels rise to the right: a repeated border would show the same level twice.
    var image = Image<UInt8>(width: 120, height: 80)
    for y in 0..<80 {
      for x in 0..<120 { image[x, y] = UInt8(2 * x) }
    }
    let limits = ImagePerturbation(motion: BoardMotion(shift: PixelPoint(x: 5, y: 5), rotation: 1))
    let copies = PerturbedCopies(
      of: image, keepingSize: false, limits: limits, seed: 3, folder: folder.path)
    for copy in 1...5 {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: try copies.write(copy))))
      guard case .bits8(let made) = try ImageDecoder().decode(bytes) else {
        Issue.record("a copy has 16 bits")
        return
      }
      #expect(made.size == PixelSize(width: 120 - 2 * 6, height: 80 - 2 * 7))
      for y in 0..<made.height {
        for x in 1..<made.width {
          #expect((1...3).contains(Int(made[x, y]) - Int(made[x - 1, y])), "\(x), \(y)")
        }
      }
      let back = copies.original(PixelBox(x1: 50, y1: 30, x2: 51, y2: 31), ofCopy: copy)
      #expect(abs(2 * back.x1 - Int(made[50, 30])) <= 4)
    }
  }

  @Test func sixteenBitsBecomeTheirHighByte() throws {
    let folder = try TemporaryFolder()
    var image = Image<UInt16>(width: 9, height: 7)
    image[4, 3] = 0xABCD
    let copies = try PerturbedCopies(
      of: try write(try ImageEncoder.png(image), folder), recipe: try recipe(),
      limits: ImagePerturbation(), seed: 1, folder: folder.path)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: try copies.write(1)))
    guard case .bits8(let made) = try ImageDecoder().decode(Array(bytes)) else {
      Issue.record("a copy has 16 bits")
      return
    }
    #expect(made[4, 3] == 0xAB && made[0, 0] == 0)
  }

  @Test func whatCannotBeCopiedSaysWhy() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("no image", to: "a.png")
    func error(_ path: String) throws -> PerturbedCopiesError? {
      let recipe = try recipe()
      do throws(PerturbedCopiesError) {
        _ = try PerturbedCopies(
          of: path, recipe: recipe, limits: ImagePerturbation(), seed: 1, folder: folder.path)
        return nil
      } catch {
        return error
      }
    }
    #expect(try error(text) == .refused(path: text, .notAnImage))
    #expect(try error(folder.path + "/none.png")?.description.contains("was refused") == true)
    let image = try write(try ImageEncoder.png(Image<UInt8>(width: 2, height: 2)), folder)
    let copies = try PerturbedCopies(
      of: image, recipe: try recipe(), limits: ImagePerturbation(), seed: 1,
      folder: folder.path + "/none")
    #expect(throws: PerturbedCopiesError.self) { try copies.write(1) }
  }
}
