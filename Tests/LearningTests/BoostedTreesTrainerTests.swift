@testable import Learning
import TestSupport
import Testing

@Suite struct BoostedTreesTrainerTests {
  private func train(
    _ sample: LearningSample, classCount: Int = 3, weights: [Float]? = nil,
    _ options: BoostingOptions = .small()
  ) throws -> BoostedTrees {
    try BoostedTreesTrainer.train(
      sample.table, labels: sample.labels, classCount: classCount, weights: weights,
      options: options)
  }

  @Test func classesThatAThresholdSeparatesAreToldApart() throws {
    let values: [Float] = (0..<60).map { Float($0) }
    let sample = LearningSample(
      table: FeatureTable(names: ["v"], values: values), labels: values.map { $0 < 30 ? 0 : 1 })
    let trees = try train(sample, classCount: 2)
    #expect(trees.accuracy(on: sample) == 1)
    // The boundary lies half way between the examples next to it.
    let scores = [29.4, 29.6].map { trees.scores(features: [$0]) }
    #expect(scores[0][0] > scores[0][1])
    #expect(scores[1][0] < scores[1][1])
  }

  @Test func ringsAreLearnedAndHoldOnRowsNotSeen() throws {
    let trees = try train(.rings(3000, seed: 1), .small(rounds: 60, leaves: 15))
    #expect(trees.accuracy(on: .rings(1000, seed: 2)) > 0.95)
  }

  @Test func anInteractionOfTwoFeaturesIsLearned() throws {
    var random = TestRandom(3)
    var table = FeatureTable(names: ["a", "b"])
    var labels: [Int] = []
    for _ in 0..<400 {
      let (a, b) = (random.int(0...9), random.int(0...9))
      table.append(row: [Float(a), Float(b)])
      labels.append((a < 5) == (b < 4) ? 1 : 0)
    }
    let sample = LearningSample(table: table, labels: labels)
    #expect(try train(sample, classCount: 2).accuracy(on: sample) == 1)
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    var options = BoostingOptions.small(seed: 7)
    options.rowFraction = 0.7
    options.featureFraction = 0.6
    let sample = LearningSample.rings(500, seed: 4, missing: 0.1)
    let first = try train(sample, options).modelFile()
    #expect(try train(sample, options).modelFile() == first)
    options.seed = 8
    #expect(try train(sample, options).modelFile() != first)
  }

  @Test func trainingGivesWhatItGaveOnEveryMachineAndCompilerSoFar() throws {
    // Were the bytes to change, shipped models could no longer be trained again.
    var table = FeatureTable(names: ["a", "b", "c", "d"])
    var labels: [Int] = []
    for i in 0..<1000 {
      let (a, b, c) = (i * 7919 % 1009, i * 104_729 % 997, i * 1_299_709 % 991)
      table.append(row: [Float(a) / 3, Float(b) / 7, c % 11 == 0 ? .nan : Float(c), Float(i % 5)])
      labels.append((a + 2 * b > 1500 ? 1 : 0) + (c > 700 || i % 5 == 3 ? 1 : 0))
    }
    var options = BoostingOptions()
    options.rounds = 20
    options.bins = 100
    options.rowFraction = 0.8
    options.featureFraction = 0.75
    let trees = try train(LearningSample(table: table, labels: labels), options)
    // FNV-1a.
    let hash = trees.modelFile().reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    #expect(hash == 0x8888_861d_6611_030f)
  }

  @Test func theOrderOfTheRowsDoesNotMatter() throws {
    let sample = LearningSample.rings(700, seed: 5, missing: 0.05)
    var random = TestRandom(6)
    let shuffled = sample.rows((0..<700).shuffled(using: &random))
    #expect(try train(shuffled) == train(sample))
  }

  @Test func aRowOfWeightTwoIsTwoRows() throws {
    let sample = LearningSample.rings(500, seed: 7, missing: 0.05)
    let counts = (0..<500).map { $0 % 3 }
    let repeated = sample.rows((0..<500).flatMap { [Int](repeating: $0, count: counts[$0]) })
    #expect(try train(sample, weights: counts.map { Float($0) }) == train(repeated))
  }

  @Test func withFewerIntervalsThanValuesWeightsStillAreRepetitions() throws {
    var options = BoostingOptions.small()
    options.bins = 9
    let sample = LearningSample.rings(500, seed: 8)
    let counts = (0..<500).map { $0 % 3 + 1 }
    let repeated = sample.rows((0..<500).flatMap { [Int](repeating: $0, count: counts[$0]) })
    let weighted = try train(sample, weights: counts.map { Float($0) }, options)
    #expect(try train(repeated, options) == weighted)
  }

  @Test func missingValuesGoWhereTheyBelong() throws {
    // Only where the feature is missing the class is 1, in the middle of class 0 otherwise.
    let values: [Float] = (0..<90).map { $0 % 3 == 0 ? .nan : Float($0) }
    let sample = LearningSample(
      table: FeatureTable(names: ["v"], values: values),
      labels: values.map { $0.isNaN || $0 > 60 ? 1 : 0 })
    let trees = try train(sample, classCount: 2)
    #expect(trees.accuracy(on: sample) == 1)
    let mirrored = LearningSample(
      table: FeatureTable(names: ["v"], values: values),
      labels: values.map { $0.isNaN || $0 < 30 ? 1 : 0 })
    #expect(try train(mirrored, classCount: 2).accuracy(on: mirrored) == 1)
  }

  @Test func aValueNeverMissedInTrainingGoesWithMostRows() throws {
    let values: [Float] = (0..<60).map { Float($0) }
    let sample = LearningSample(
      table: FeatureTable(names: ["v"], values: values), labels: values.map { $0 < 40 ? 0 : 1 })
    var options = BoostingOptions.small(rounds: 1, leaves: 2)
    options.maximumDepth = 1
    let trees = try train(sample, classCount: 2, options)
    #expect(trees.scores(features: [.nan]) == trees.scores(features: [0]))
  }

  @Test func anInfiniteValueLiesBeyondEveryThreshold() throws {
    let trees = try train(.rings(500, seed: 9))
    #expect(
      trees.scores(features: [.infinity, -.infinity, 0])
        == trees.scores(features: [1e30, -1e30, 0]))
  }

  @Test func leavesKeepTheirLeastWeightAndTreesTheirSize() throws {
    var options = BoostingOptions.small(leaves: 5)
    options.minimumRowsPerLeaf = 40
    let sample = LearningSample.rings(300, seed: 10)
    let stumps = try train(sample, options)
    for tree in 0..<stumps.treeCount {
      let covers = stumps.leafCovers(ofTree: tree)
      #expect(covers.count <= 5)
      #expect(covers.allSatisfy { $0 >= 40 })
      #expect(covers.reduce(0, +) == 300)
    }
  }

  @Test func constantFeaturesAndOneRowGiveTheSharesOfTheClasses() throws {
    let constant = LearningSample(
      table: FeatureTable(names: ["v"], values: [5, 5, 5, 5]), labels: [0, 0, 0, 1])
    let trees = try train(constant, classCount: 2)
    let shares = BoostedTrees.probabilities(scores: trees.scores(features: [5]))
    #expect(abs(shares[0] - 0.75) < 1e-5)
    let single = LearningSample(table: FeatureTable(names: ["v"], values: [.nan]), labels: [2])
    #expect(try train(single).classes(of: single.table) == [2])
  }

  @Test func classesWithoutRowsAreNeverChosen() throws {
    var sample = LearningSample.rings(500, seed: 11)
    sample.labels = sample.labels.map { $0 == 1 ? 4 : $0 }
    let classes = try train(sample, classCount: 6).classes(of: sample.table)
    #expect(Set(classes) == [0, 2, 4])
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let table = FeatureTable(names: ["a", "b"], values: [1, 2, 3, 4])
    func refusal(
      _ table: FeatureTable, _ labels: [Int], _ classCount: Int = 2, _ weights: [Float]? = nil,
      _ change: (inout BoostingOptions) -> Void = { _ in }
    ) -> TrainingError? {
      var options = BoostingOptions()
      change(&options)
      do throws(TrainingError) {
        _ = try BoostedTreesTrainer.train(
          table, labels: labels, classCount: classCount, weights: weights, options: options)
        return nil
      } catch {
        #expect(!error.description.isEmpty)
        return error
      }
    }
    #expect(refusal(table, [0]) == .labelCountMismatch(labels: 1, rows: 2))
    #expect(refusal(table, [0, 2]) == .labelOutOfRange(row: 1, label: 2, classCount: 2))
    #expect(refusal(table, [0, 1], 1) == .unsupportedClassCount(1))
    #expect(refusal(table, [0, 1], 2, [1]) == .weightCountMismatch(weights: 1, rows: 2))
    #expect(refusal(table, [0, 1], 2, [1, -2]) == .badWeight(row: 1, weight: -2))
    #expect(refusal(table, [0, 1], 2, [0, 0]) == .noRows)
    #expect(refusal(FeatureTable(names: ["a"]), []) == .noRows)
    #expect(
      refusal(FeatureTable(names: ["a", "b"], values: [1, .infinity]), [0])
        == .infiniteValue(row: 0, feature: "b"))
    #expect(
      refusal(FeatureTable(names: ["a", "a"], values: [1, 2]), [0]) == .badFeatureName("a"))
    #expect(
      refusal(table, [0, 1]) { $0.learningRate = .nan }
        == .optionOutOfRange(option: "learningRate", value: "nan", range: .fraction))
    #expect(
      refusal(table, [0, 1]) { $0.bins = 256 }
        == .optionOutOfRange(option: "bins", value: "256", range: .from(2, to: 255)))
  }
}
