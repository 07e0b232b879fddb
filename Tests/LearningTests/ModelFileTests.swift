import Foundation
import TestSupport
import Testing

@testable import Learning

@Suite struct ModelFileTests {
  private let names = ["x", "y", "noise"]

  private func trained(rounds: Int = 4, seed: UInt64 = 31) throws -> BoostedTrees {
    let sample = LearningSample.rings(300, seed: seed, missing: 0.1)
    return try BoostedTreesTrainer.train(
      sample.table, labels: sample.labels, classCount: 3, options: .small(rounds: rounds))
  }

  private func refusal(_ text: String, features: [String]? = nil) -> ModelFileError? {
    do throws(ModelFileError) {
      _ = try BoostedTrees(modelFile: Data(text.utf8), features: features ?? names)
      return nil
    } catch {
      #expect(!error.description.isEmpty)
      return error
    }
  }

  /// A file of one tree for class 0 and a single leaf for class 1.
  private func file(
    feature: String = "0 -1 -1", threshold: String = "0.5", missingLeft: String = "1",
    value: String = "0.25 -0.5", cover: String = "3 4", base: String = "[0,0.1]",
    features: String = #"["x","y","noise"]"#, version: String = "2"
  ) -> String {
    """
    {"format":"sightline-boosted-trees","version":\(version),"features":\(features),
    "base":\(base),"trees":[
    {"cover":"\(cover)","feature":"\(feature)","missingLeft":"\(missingLeft)",
    "threshold":"\(threshold)","value":"\(value)"},
    {"cover":"7","feature":"-1","missingLeft":"","threshold":"","value":"0.125"}]}
    """
  }

  @Test func whatIsReadIsWhatWasWritten() throws {
    for seed in 40..<50 {
      let trees = try trained(seed: UInt64(seed))
      let file = trees.modelFile()
      let read = try BoostedTrees(modelFile: file, features: names)
      #expect(read == trees)
      #expect(read.modelFile() == file)
    }
  }

  @Test func everyFiniteNumberSurvives() throws {
    var random = TestRandom(32)
    func number() -> Float {
      while true {
        let value = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
        if value.magnitude <= 1e30 { return value }
      }
    }
    for _ in 0..<500 {
      let (low, high, cover) = (number(), number(), max(Float.leastNonzeroMagnitude, number()))
      let trees = BoostedTrees(
        featureNames: ["a"], baseScores: [number(), number()],
        nodes: [
          TreeNode(feature: 0, threshold: number(), missingGoesLeft: false), TreeNode(leaf: low),
          TreeNode(leaf: high), TreeNode(leaf: number()),
        ].enumerated().map { i, node in
          var node = node
          if i == 0 { node.rightOffset = 2 }
          return node
        }, leafCovers: [cover, 1, 2], starts: [0, 3, 4])
      let read = try BoostedTrees(modelFile: trees.modelFile(), features: ["a"])
      #expect(read == trees)
    }
  }

  @Test func aHandWrittenFileIsReadAsTheFormatSays() throws {
    let trees = try BoostedTrees(modelFile: Data(file().utf8), features: names)
    #expect(trees.scores(features: [0.5, 0, 0]) == [0.25, 0.1 + 0.125])
    #expect(trees.scores(features: [0.75, 0, 0]) == [-0.5, 0.1 + 0.125])
    #expect(trees.scores(features: [.nan, 0, 0]) == [0.25, 0.1 + 0.125])
    #expect(trees.leafCovers(ofTree: 0) == [3, 4])
  }

  @Test func eachTreeHasALineOfItsOwn() throws {
    let trees = try trained()
    let lines = String(decoding: trees.modelFile(), as: UTF8.self).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix(#"{"cover":""#) } == trees.treeCount)
  }

  @Test func anotherProgramsFeaturesAreRefused() throws {
    #expect(
      refusal(file(), features: ["x", "z", "noise"])
        == .featuresDiffer(position: 1, inFile: "y", computed: "z"))
    #expect(
      refusal(file(), features: ["x", "y"])
        == .featuresDiffer(position: 2, inFile: "noise", computed: nil))
    #expect(
      refusal(file(), features: names + ["w"])
        == .featuresDiffer(position: 3, inFile: nil, computed: "w"))
  }

  @Test func malformedTreesAreRefusedByName() {
    #expect(refusal(file()) == nil)
    let cases: [(String, ModelFileError.TreeProblem)] = [
      (file(feature: "0 -1"), .ends),
      (file(feature: ""), .ends),
      (file(feature: "0 -1 -1 -1"), .continues),
      (file(feature: "3 -1 -1"), .feature(3)),
      (file(feature: "-2 -1 -1"), .feature(-2)),
      (file(threshold: ""), .count(list: "threshold", found: 0, expected: 1)),
      (file(value: "1"), .count(list: "value", found: 1, expected: 2)),
      (file(cover: "1 2 3"), .count(list: "cover", found: 3, expected: 2)),
      (file(missingLeft: "2"), .direction(2)),
      (file(cover: "3 0"), .number(list: "cover", index: 1, value: 0)),
      (file(value: "0 1e31"), .number(list: "value", index: 1, value: 1e31)),
      (file(value: "0 1e400"), .number(list: "value", index: 1, value: .infinity)),
    ]
    for (text, problem) in cases { #expect(refusal(text) == .badTree(0, problem)) }
    let deep = [Int](repeating: 0, count: 5000) + [Int](repeating: -1, count: 5001)
    let text = deep.map(String.init).joined(separator: " ")
    #expect(refusal(file(feature: text)) == .badTree(0, .leaves(5001)))
  }

  @Test func malformedHeadersAreRefusedByName() {
    #expect(refusal(file(version: "1")) == .unsupportedVersion(1))
    #expect(refusal(file(base: "[0]")) == .badCount(of: "classes", 1))
    #expect(refusal(file(base: "[0,0,0]")) == .badTreeCount(trees: 2, classes: 3))
    #expect(refusal(file(base: "[0,-1e35]")) == .badBaseScore(class: 1, -1e35))
    #expect(refusal(file(features: "[]")) == .badCount(of: "features", 0))
    #expect(refusal(file(features: #"["x","x","noise"]"#)) == .badFeatureName("x"))
    #expect(refusal(#"{"format":"other"}"#) == .wrongFormat("other"))
    #expect(refusal("{}") == .badField("at the top", cause: "'format' is missing"))
    for text in [
      "", "trees", "[", "\u{0}", String(repeating: "[", count: 100_000), file(base: "[0,1e400]"),
    ] {
      guard case .unparsable = refusal(text) else {
        Issue.record("\(text.prefix(500)) is parsed")
        continue
      }
    }
    let fields = [
      file(value: "0 one"), file(value: "0  1"), file(value: " "), file(feature: "0.5 -1 -1"),
      file(feature: "99999999999999999999 -1 -1"), file(features: "{}"), file(base: "[0,null]"),
      "3",
    ]
    for text in fields {
      guard case .badField = refusal(text) else {
        Issue.record("\(text) is not refused for a field")
        continue
      }
    }
  }

  @Test func aDamagedFileIsRefusedOrStillAModel() throws {
    let file = Array(try trained(rounds: 2).modelFile())
    var random = TestRandom(33)
    var accepted = 0
    for _ in 0..<3000 {
      var bytes = file
      for _ in 0...random.int(0...1) { damage(&bytes, &random) }
      guard let trees = try? BoostedTrees(modelFile: Data(bytes), features: names) else { continue }
      accepted += 1
      for features in [[0, 0, 0], [.nan, .infinity, -.infinity], [-1, .nan, 1e38]] as [[Float]] {
        let scores = trees.scores(features: features)
        #expect(scores.allSatisfy { $0.isFinite })
        #expect(BoostedTrees.probabilities(scores: scores).allSatisfy { $0 >= 0 && $0 <= 1 })
        #expect(trees.contributions(features: features).joined().allSatisfy { $0.isFinite })
        #expect(trees.expectedScores.allSatisfy { $0.isFinite })
      }
      #expect(try BoostedTrees(modelFile: trees.modelFile(), features: names) == trees)
    }
    #expect(accepted > 100 && accepted < 2900)
  }

  private func damage(_ bytes: inout [UInt8], _ random: inout TestRandom) {
    let at = random.int(0...(bytes.count - 1))
    let end = min(bytes.count, at + random.int(1...12))
    switch random.int(0...5) {
    case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
    case 1: bytes.removeSubrange(at..<end)
    case 2: bytes.insert(contentsOf: bytes[at..<end], at: random.int(0...bytes.count))
    case 3: bytes.removeSubrange(at...)
    default:
      // A number in the place of another.
      let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
      guard let first = bytes[at...].firstIndex(where: { digits.contains($0) }) else { return }
      let last = bytes[first...].firstIndex { !digits.contains($0) } ?? bytes.count
      let tokens = ["0", "1", "2", "7", "1e29", "1e30", "1e38", "1e39", "1e-45", "999999999999"]
      bytes.replaceSubrange(first..<last, with: Array(tokens[random.int(0...9)].utf8))
    }
  }
}
