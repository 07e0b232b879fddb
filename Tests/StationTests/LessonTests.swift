import Codecs
import Comparison
import Decision
import Foundation
import Pixels
import Recipes
import Synthesis
import TestSupport
import Testing
import Traceability

@testable import Station

@Suite struct PartLessonTests {
  private static let size = PixelSize(width: 320, height: 240)

  private static func photograph(_ seed: UInt64, spot: Bool = false) throws -> [UInt8] {
    var random = TestRandom(seed)
    var camera = TestScene.Camera(size: size)
    camera.angle = Double(random.int(-15...15)) / 10
    camera.shiftX = Double(random.int(-6...6))
    camera.shiftY = Double(random.int(-6...6))
    camera.gain = 0.9 + Double(random.int(0...20)) / 100
    camera.noise = 1
    camera.seed = seed
    var image = TestScene(size: size, count: 60, seed: 5).photograph(camera)
    if spot {
      // A dark spot in the middle, which no good part has.
      for y in 112..<124 {
        for x in 150..<162 {
          for c in 0..<3 { image.set(x: x, y: y, channel: c, to: 5) }
        }
      }
    }
    return try ImageEncoder.png(image)
  }

  private static func taught(in folder: TestFolder) throws -> Recipe {
    for i in 0..<6 { try folder.write(try photograph(UInt64(i + 1)), "good/\(i).png") }
    let paths = try JobCollection(paths: [folder.path("good")], rule: .unneeded)
      .jobs.map(\.imagePath)
    let lesson = PartLesson(PartLesson.Options())
    let outcome = try lesson.teach(paths) { _ in }
    return try Recipe.create(
      in: folder.path("recipe"), name: "part", description: "", version: 1, values: outcome.values,
      learned: .reference(outcome.reference), replacing: nil, reason: "new", software: "test")
  }

  private static func record(_ path: String, _ recipe: Recipe) -> InspectionRecord {
    StudyRunner(recipe: recipe, workers: 1).run([InspectionJob(imagePath: path)])[0].record
  }

  @Test func aTaughtRecipePassesGoodPartsAndFailsABadOne() throws {
    try withFolder { folder in
      let recipe = try Self.taught(in: folder)
      #expect(recipe.values.compare.method == .learned)
      try folder.write(try Self.photograph(91), "new.png")
      try folder.write(try Self.photograph(92, spot: true), "spot.png")
      #expect(Self.record(folder.path("new.png"), recipe).verdict == .pass)
      let bad = Self.record(folder.path("spot.png"), recipe)
      #expect(bad.verdict == .fail)
      #expect(bad.templatePath == nil && bad.health != nil)
      let spot = PixelBox(x1: 150, y1: 112, x2: 162, y2: 124)
      #expect(bad.defects.contains { !$0.box.intersection(spot).isEmpty })
    }
  }

  @Test(arguments: ["ignore: true", "minimumArea: 9000px²", "toleranceFactor: 100"])
  func aRegionHasItsOwnRule(rule: String) throws {
    try withFolder { folder in
      _ = try Self.taught(in: folder)
      try folder.write(try Self.photograph(92, spot: true), "spot.png")
      let text = try folder.text("recipe/recipe.yaml")
      // The spot lies somewhere in the first box, and nowhere in the second.
      for (box, verdict) in [("120,80,80,80", Verdict.pass), ("10,10,40,40", .fail)] {
        try folder.write(
          text + "\nregions:\n  - name: spot\n    box: \(box)\n    \(rule)\n",
          "recipe/recipe.yaml")
        let recipe = try Recipe.load(path: folder.path("recipe"))
        #expect(Self.record(folder.path("spot.png"), recipe).verdict == verdict)
      }
    }
  }

  @Test func whatIsNoPartIsUninspectable() throws {
    try withFolder { folder in
      let recipe = try Self.taught(in: folder)
      var other = TestScene.Camera(size: Self.size)
      other.noise = 1
      try folder.write(
        try ImageEncoder.png(TestScene(size: Self.size, count: 60, seed: 77).photograph(other)),
        "other.png")
      try folder.write(Array("no image".utf8), "broken.png")
      for name in ["other.png", "broken.png"] {
        let record = Self.record(folder.path(name), recipe)
        #expect(record.verdict == .uninspectable, "\(name): \(record.reason)")
        #expect(!record.reason.isEmpty)
      }
    }
  }

  @Test func confirmedFalseAlarmsAreLearnedAndTheVersionRises() throws {
    try withFolder { folder in
      let recipe = try Self.taught(in: folder)
      try folder.write(try Self.photograph(92, spot: true), "spot.png")
      let record = Self.record(folder.path("spot.png"), recipe)
      let lesson = try AlarmLesson(recipe)
      let (reference, taught) = try lesson.learn(from: [record])
      #expect(taught.map(\.obstacle) == [nil])
      #expect(reference.model.header.imageCount == 7)
      let text = try folder.text("recipe/recipe.yaml")
      try folder.write("# Mind the connector.\n" + text, "recipe/recipe.yaml")
      let next = try Recipe.load(path: folder.path("recipe")).revise(
        learned: .reference(reference), reason: "spots are fine", software: "test")
      #expect(next.version == 2)
      #expect(next.learned == .reference(reference))
      #expect(try folder.text("recipe/recipe.yaml").hasPrefix("# Mind the connector.\n"))
      #expect(try folder.text("recipe/changes.jsonl").contains("spots are fine"))
      #expect(try Recipe.load(path: folder.path("recipe")).version == 2)
      // The model files of the version before are gone, and only those.
      #expect(!FileManager.default.fileExists(atPath: folder.path("recipe/v1.luma.mean.png")))
      #expect(FileManager.default.fileExists(atPath: folder.path("recipe/v2.luma.mean.png")))
    }
  }

  @Test func anImageThatChangedIsNotLearnedFrom() throws {
    try withFolder { folder in
      let recipe = try Self.taught(in: folder)
      try folder.write(try Self.photograph(92, spot: true), "spot.png")
      var record = Self.record(folder.path("spot.png"), recipe)
      record.imageSHA256 = String(repeating: "0", count: 64)
      let lesson = try AlarmLesson(recipe)
      let (reference, taught) = try lesson.learn(from: [record])
      #expect(taught[0].obstacle == .changed)
      #expect(reference == recipe.learned?.reference)
    }
  }

  @Test func aDamagedModelFileIsNamed() throws {
    try withFolder { folder in
      _ = try Self.taught(in: folder)
      try folder.write("{}", "recipe/v1.reference.json")
      #expect(throws: RecipeError.self) { try Recipe.load(path: folder.path("recipe")) }
    }
  }
}

@Suite struct TextureLessonTests {
  @Test func aTaughtTextureReadsBackAsItWasAndTellsAHole() throws {
    try withFolder { folder in
      var parameters = SurfaceParameters(kind: .metal)
      parameters.size = PixelSize(width: 192, height: 192)
      let good = SurfaceSeries(good: 6, defective: 0, seed: 3, parameters: parameters)
      for i in 0..<6 {
        try folder.write(try ImageEncoder.png(try good.surface(i).image), "good/\(i).png")
      }
      let paths = try JobCollection(paths: [folder.path("good")], rule: .unneeded)
        .jobs.map(\.imagePath)
      let lesson = TextureLesson()
      let outcome = try lesson.teach(
        paths, name: "sheet", version: 1, falseAlarmRate: 0.01, adding: nil
      ) { _ in }
      let recipe = try Recipe.create(
        in: folder.path("recipe"), name: "sheet", description: "", version: 1,
        values: outcome.values,
        learned: .texture(outcome.texture), replacing: nil, reason: "new", software: "test")
      #expect(recipe.learned?.texture == outcome.texture)

      var image = try good.surface(0).image
      for y in 90..<104 { for x in 90..<104 { image.set(x: x, y: y, channel: 0, to: 0) } }
      try folder.write(try ImageEncoder.png(image), "hole.png")
      let record = StudyRunner(recipe: recipe, workers: 1)
        .run([InspectionJob(imagePath: folder.path("hole.png"))])[0].record
      #expect(record.verdict == .fail)
      let hole = PixelBox(x1: 90, y1: 90, x2: 104, y2: 104)
      #expect(record.defects.contains { !$0.box.intersection(hole).isEmpty })

      // What is too small for the filters is named, for learning and for judging.
      let whole = try good.surface(1).image
      var small = Image<UInt8>(width: 63, height: 192)
      for y in 0..<192 { for x in 0..<63 { small[x, y] = whole[x, y] } }
      try folder.write(try ImageEncoder.png(small), "small.png")
      let refused = StudyRunner(recipe: recipe, workers: 1)
        .run([InspectionJob(imagePath: folder.path("small.png"))])[0].record
      #expect(refused.verdict == .uninspectable)
      #expect(refused.reason.contains("63x192 pixels; a texture needs 64 to 16384 each way"))
      #expect {
        try lesson.teach(
          [folder.path("small.png")], name: "sheet", version: 1, falseAlarmRate: 0.01, adding: nil
        ) { _ in }
      } throws: { "\($0)".contains("small.png: 63x192 pixels; a texture needs 64 to 16384") }
    }
  }
}

extension Image<UInt8> {
  fileprivate mutating func set(x: Int, y: Int, channel: Int, to value: UInt8) {
    let (stride, channels) = (stride, channels)
    withUnsafeMutableSamples { $0[y * stride + x * channels + channel] = value }
  }
}
