import CAllocationCount
import Codecs
import Decision
import Foundation
import Inspection
import Learning
import Pixels
import Recipes
import Synthesis
import TestSupport
import Testing

/// A frame must not wait for memory: once buffers have grown to what the frames need, inspecting
/// asks for none. Not counted are what libpng and libjpeg take for themselves inside decoding, and
/// the sentence that says why an image is uninspectable.
@Suite(
  .enabled(if: ac_is_counting(), "allocations are counted with glibc and without sanitizer only"))
struct AllocationTests {
  private struct Pair {
    var image: Image<UInt8>
    var template: Image<UInt8>
  }

  /// Frames as a line sends them: good boards and boards with defects, in several places, two sizes.
  private static func frames() throws -> [Pair] {
    let board = PlainBoard().image
    var pairs = [
      Pair(image: board, template: board),
      Pair(image: PlainBoard(shift: (7, -4)).image, template: board),
      Pair(image: PlainBoard(flaws: PlainBoard.flaws, shift: (-3, 5)).image, template: board),
    ]
    var parameters = BoardParameters()
    parameters.size = PixelSize(width: 480, height: 400)
    for seed in UInt64(1)...4 {
      parameters.defects = .classes(seed % 2 == 0 ? DefectClass.boardClasses : [])
      let drawn = try BoardGenerator(seed: seed, parameters: parameters).generate()
      pairs.append(Pair(image: drawn.test, template: drawn.template))
    }
    return pairs
  }

  /// How often this thread asks for memory during `body`.
  private static func calls(_ body: () throws -> Void) rethrows -> Int {
    let before = ac_calls()
    try body()
    return ac_calls() - before
  }

  @Test func theCountSeesWhatSwiftAllocates() {
    for alignment in [8, 64, 2 << 20] {
      let count = Self.calls {
        let block = UnsafeMutableRawPointer.allocate(byteCount: 1000, alignment: alignment)
        block.storeBytes(of: 1, as: UInt8.self)
        block.deallocate()
      }
      #expect(count == 1, "alignment \(alignment)")
    }
    #expect(Self.calls { _ = Image<UInt8>(width: 100, height: 100) } >= 2)
    #expect(Self.calls {} == 0)
  }

  /// A recipe that names regions by trees, which were trained on noise.
  private static func recipeWithTrees() throws -> PreparedRecipe {
    var random = TestRandom(3)
    var table = FeatureTable(names: BlobMeasurements.names)
    for _ in 0..<200 {
      table.append(row: BlobMeasurements.names.map { _ in Float(random.int(0...99)) })
    }
    var options = BoostingOptions()
    options.rounds = 20
    let trees = try BoostedTreesTrainer.train(
      table, labels: (0..<200).map { $0 % LearnedClassifier.classCount },
      classCount: LearnedClassifier.classCount, options: options)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sightline-allocations-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try trees.modelFile().write(to: folder.appendingPathComponent("noise.trees.json"))
    let text = """
      format: 1
      name: trees
      version: 1
      models:
        - file: noise.trees.json
      decide:
        classifier: trees
      """
    try Data(text.utf8).write(to: folder.appendingPathComponent("recipe.yaml"))
    return try Recipe.load(path: folder.path).prepared()
  }

  @Test(arguments: ["rules", "trees"])
  func inspectionAllocatesNothingOnceItsBuffersHaveGrown(classifier: String) throws {
    let pairs = try Self.frames()
    let inspector = PairInspector(
      recipe: classifier == "trees" ? try Self.recipeWithTrees() : try recipe())
    var result = InspectionResult()
    var random = TestRandom(1)
    var verdicts: [Verdict] = []
    for pair in pairs + pairs {
      inspector.inspect(pair.image, against: pair.template, into: &result)
      verdicts.append(result.verdict)
    }
    #expect(Set(verdicts) == [.pass, .fail])
    #expect(inspector.recipe.values.decide.classifier.rawValue == classifier)
    for i in 0..<5 {
      for k in pairs.indices.shuffled(using: &random) {
        let (image, template) = (pairs[k].image, pairs[k].template)
        let count = Self.calls { inspector.inspect(image, against: template, into: &result) }
        #expect(count == 0, "round \(i), pair \(k)")
        #expect(result.verdict == verdicts[k])
      }
    }
  }

  @Test func filesTakeOnlyWhatTheirDecodingTakes() throws {
    let files = try Self.frames().map {
      (image: try ImageEncoder.png($0.image), template: try ImageEncoder.png($0.template))
    }
    let inspector = PairInspector(recipe: try recipe())
    let decoder = ImageDecoder()
    var (image, template) = (Image<UInt8>(), Image<UInt8>())
    var result = InspectionResult()
    for round in 0..<4 {
      for (k, file) in files.enumerated() {
        let decoding = try Self.calls {
          try decoder.decodeGray(file.image, into: &image)
          try decoder.decodeGray(file.template, into: &template)
        }
        let inspecting = Self.calls {
          inspector.inspect(file.image, against: file.template, into: &result)
        }
        if round >= 2 { #expect(inspecting == decoding, "round \(round), pair \(k)") }
        #expect(result.verdict != .uninspectable)
      }
    }
  }

  @Test func reusedResultHoldsNothingOfTheOneBefore() throws {
    var pairs = try Self.frames()
    pairs.append(Pair(image: plain(360, 300, 255), template: PlainBoard().image))
    pairs.append(Pair(image: plain(9, 9, 0), template: PlainBoard().image))
    let inspector = PairInspector(recipe: try recipe())
    var random = TestRandom(2)
    var result = InspectionResult()
    #expect(result.verdict == .uninspectable && !result.reason.isEmpty)
    for pair in (pairs + pairs + pairs).shuffled(using: &random) {
      inspector.inspect(pair.image, against: pair.template, into: &result)
      var fresh = PairInspector(recipe: try recipe()).inspect(
        pair.image, against: pair.template)
      #expect(result.timings.stages.map(\.name) == fresh.timings.stages.map(\.name))
      fresh.timings = result.timings
      #expect(result == fresh)
    }
  }

  @Test func decodingTakesNoMoreForLargerImages() throws {
    let decoder = ImageDecoder()
    var image = Image<UInt8>()
    func count(_ side: Int) throws -> Int {
      let bytes = try ImageEncoder.png(plain(side, side, 99))
      try decoder.decodeGray(bytes, into: &image)
      return try Self.calls { try decoder.decodeGray(bytes, into: &image) }
    }
    let small = try count(16)
    #expect(try count(1000) == small)
  }
}
