import Codecs
import Comparison
import Foundation
import Pixels
import Testing

@testable import Recipes

@Suite struct RegionTests {
  private static let size = PixelSize(width: 64, height: 48)

  private func flat(_ level: UInt8) -> Image<UInt8> {
    var image = Image<UInt8>(width: Self.size.width, height: Self.size.height)
    for y in 0..<image.height {
      for x in 0..<image.width { image[x, y] = level }
    }
    return image
  }

  /// A taught recipe in `folder` with `regions` in its file, and with a mask whose left half is white.
  private func recipe(_ regions: String, in folder: String) throws -> Recipe {
    let learned = LearnedReference(model: try ReferenceModel.flat(Self.size), features: [])
    let path = folder + "/recipe.yaml"
    if !FileManager.default.fileExists(atPath: path) {
      var values = RecipeValues()
      values.compare.method = .learned
      _ = try Recipe.create(
        in: folder, name: "part", description: "", version: 1, values: values,
        learned: .reference(learned),
        replacing: nil, reason: "new", software: "test")
      var mask = flat(0)
      for y in 0..<mask.height { for x in 0..<32 { mask[x, y] = 255 } }
      try Data(ImageEncoder.png(mask)).write(to: URL(fileURLWithPath: folder + "/half.png"))
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing("models:\n", with: "models:\n  - file: half.png\n")
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = folder + "/changed.yaml"
    try (text + regions).write(toFile: changed, atomically: true, encoding: .utf8)
    return try Recipe.load(path: changed)
  }

  @Test func regionsOverrideTheGeneralRuleWhereTheyLie() throws {
    try withTemporaryFolder { folder in
      let recipe = try recipe(
        """
        regions:
          - name: connector # wide
            box: 10, 20, 30, 8
            toleranceFactor: 2.5
            minimumArea: 40px²
          - name: half
            mask: half.png
            minimumContrast: 9
          - name: label
            box: 0,0,4,4
            ignore: true

        """, in: folder)
      let rules = recipe.values.photoComparison.rules
      #expect(rules.count == 4)
      #expect(rules[1].toleranceFactor == 2.5 && rules[1].minimumArea == 40)
      #expect(rules[1].minimumContrast == rules[0].minimumContrast)
      #expect(rules[2].minimumContrast == 9 && rules[2].minimumArea == rules[0].minimumArea)
      let map = try #require(recipe.prepared().regionMap)
      // The label, the half, the connector where the half does not cover it, and the rest.
      #expect([map[3, 3], map[4, 4], map[12, 22], map[35, 22], map[50, 22]] == [0, 3, 3, 2, 1])
    }
  }

  @Test func regionsArePartOfTheHashAndReadBack() throws {
    try withTemporaryFolder { folder in
      let plain = try recipe("", in: folder)
      let region = "regions:\n  - name: a\n    box: 1,2,3,4\n    minimumContrast: 9\n"
      let first = try recipe(region, in: folder)
      let second = try recipe(region.replacing("9", with: "8"), in: folder)
      let hashes = [plain, first, second].map { $0.prepared().sha256 }
      #expect(Set(hashes).count == 3)
      try first.write(to: folder + "/again.yaml")
      let again = try Recipe.load(path: folder + "/again.yaml")
      #expect(again.values == first.values && again.prepared().sha256 == hashes[1])
      #expect(try again.applying(overrides: ["blobs.minimumArea=7px²"]).values.regions.count == 1)
    }
  }

  @Test(arguments: [
    ("- box: 1,2,3,4", "name"), ("- name: a", "either a box or a mask"),
    ("- name: a\n    box: 1,2,3,4\n    mask: half.png", "either a box or a mask"),
    ("- name: a\n    box: 60,2,30,4", "within the reference, 64x48"),
    ("- name: a\n    box: 1,2,3", "x,y,width,height"),
    ("- name: a\n    mask: other.png", "not among the recipe's models"),
    ("- name: a\n    box: 1,2,3,4\n    minimumArea: 3", "no unit"),
    ("- name: a\n    box: 1,2,3,4\n    tolerance: 3", "unknown key"),
    ("- name: a\n    box: 1,2,3,4\n    ignore: yes", "true or false"),
    ("- name: a\n    box: 1,2,3,4\n    toleranceFactor: nan", "not a number"),
    ("a", "a list of entries"),
  ])
  func whatIsWrongIsNamed(text: String, message: String) throws {
    try withTemporaryFolder { folder in
      let error = #expect(throws: RecipeError.self) {
        try recipe("regions:\n  \(text)\n", in: folder)
      }
      #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
      #expect(error?.description.contains("regions") == true)
    }
  }

  @Test func regionsOfARecipeWithoutALearnedReferenceAreRefused() throws {
    try withTemporaryFolder { folder in
      let path = try write(head + "regions:\n  - name: a\n    box: 1,2,3,4\n", "r.yaml", in: folder)
      let error = #expect(throws: RecipeError.self) { try Recipe.load(path: path) }
      #expect(error?.description.contains("compare.method: learned") == true)
    }
  }

  @Test func aRevisionOfWhatWasLearnedKeepsTheRestOfTheFile() throws {
    try withTemporaryFolder { folder in
      let recipe = try recipe("# the end\n", in: folder)
      let text = try String(contentsOfFile: folder + "/changed.yaml", encoding: .utf8)
      let learned = try #require(recipe.learned)
      let next = try recipe.revise(learned: learned, reason: "more", software: "test")
      #expect(next.version == 2 && next.learned == learned && next.values == recipe.values)
      let lines = Set(
        try String(contentsOfFile: folder + "/changed.yaml", encoding: .utf8)
          .split(separator: "\n"))
      for line in text.split(separator: "\n")
      where !line.contains("v1.") && !line.contains("sha256") && !line.contains("version: 1")
        && !line.contains("half.png")
      {
        #expect(lines.contains(line), "lost: \(line)")
      }
      #expect(lines.contains { $0.contains("half.png") })
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files.contains("half.png") && files.contains("v2.reference.json"))
      #expect(!files.contains { $0.hasPrefix("v1.") })
      #expect(
        try String(contentsOfFile: folder + "/changes.jsonl", encoding: .utf8)
          .contains("\"reason\":\"more\""))
    }
  }
}

extension ReferenceModel {
  /// A model of a part that is gray all over.
  fileprivate static func flat(_ size: PixelSize) throws -> ReferenceModel {
    var luma = Image<UInt16>(width: size.width, height: size.height)
    var count = Image<UInt8>(width: size.width, height: size.height)
    for y in 0..<size.height {
      for x in 0..<size.width { (luma[x, y], count[x, y]) = (128 * 256, 3) }
    }
    let plane = ReferencePlane(.luma, mean: luma, deviation: luma, count: count)
    return try ReferenceModel(
      header: ReferenceHeader(
        width: size.width, height: size.height, channels: [.luma], imageCount: 3, noise: 1),
      planes: [plane],
      clipped: Image<UInt8>(width: size.width, height: size.height))
  }
}
