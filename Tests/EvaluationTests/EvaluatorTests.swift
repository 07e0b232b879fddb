import Decision
import Evaluation
import Foundation
import Pixels
import Recipes
import Synthesis
import TestSupport
import Testing

@Suite struct EvaluatorTests {
  private static func recipe() throws -> PreparedRecipe {
    try Recipe(name: "test", version: 1, values: RecipeValues()).prepared()
  }

  /// Four small boards with six defects each. Enough noise that something is found where nothing is.
  private static let boards: Result<[SyntheticPair], any Error> = Result {
    var parameters = BoardParameters()
    parameters.size = PixelSize(width: 400, height: 400)
    parameters.defects = .classes(DefectClass.boardClasses)
    (parameters.noise, parameters.roughness) = (30, 1.2)
    return try (1...4).map { try BoardGenerator(seed: $0, parameters: parameters).generate() }
  }

  /// The boards in the dataset's layout.
  private static func set(in folder: TemporaryFolder) throws -> [LabelledPair] {
    let files = PairFolder(path: folder.path)
    let boards = try boards.get()
    for (i, pair) in boards.enumerated() { try files.write(pair, name: "b\(i + 1)") }
    try files.list(boards.indices.map { "b\($0 + 1)" })
    return try DeepPCBLayout.pairs(root: folder.path, list: folder.path + "/list.txt")
  }

  private static func detections(_ path: String) throws -> [Defect] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      try #require(fields.count == 6)
      let numbers = try fields[..<4].map { try #require(Int($0)) }
      return Defect(
        defectClass: DefectClass(rawValue: String(fields[5])),
        confidence: try #require(Double(fields[4])), area: 0,
        box: PixelBox(x1: numbers[0], y1: numbers[1], x2: numbers[2], y2: numbers[3]))
    }
  }

  @Test func scoreIsThatOfTheFiledDetections() async throws {
    let (folder, output) = (try TemporaryFolder(), try TemporaryFolder())
    let pairs = try Self.set(in: folder)
    let outcome = try await Evaluator(
      recipe: try Self.recipe(), output: output.path + "/new/sub", jobs: 2
    ).run(pairs)
    #expect(outcome.pairCount == 4 && outcome.unreadable.isEmpty && outcome.uninspectable.isEmpty)
    #expect(outcome.verdicts == [.fail: 4])
    #expect(outcome.score.truthCount == 24)
    #expect(outcome.score.averagePrecision > 0.7)

    var reference = ReferenceScore()
    for pair in pairs {
      let found = try Self.detections(output.path + "/new/sub/\(pair.name).txt")
      #expect(found.map(\.confidence) == found.map(\.confidence).sorted(by: >))
      reference.add(found, try DeepPCBLayout.truth(pair.truthPath))
    }
    #expect(
      outcome.score.averagePrecision
        == ReferenceScore.averagePrecision(reference.records, reference.total))
    #expect(outcome.score.best == reference.best)
    #expect(outcome.score.operating(at: 0.5).f == reference.f(at: 0.5).f)
  }

  @Test func outcomeDoesNotDependOnTheNumberOfWorkers() async throws {
    let (folder, output) = (try TemporaryFolder(), try TemporaryFolder())
    let pairs = try Self.set(in: folder)
    var files: [[Data]] = []
    var scores: [Double] = []
    for jobs in [1, 3, 20] {
      let path = output.path + "/\(jobs)"
      let outcome = try await Evaluator(recipe: try Self.recipe(), output: path, jobs: jobs)
        .run(pairs)
      scores.append(outcome.score.averagePrecision)
      files.append(
        try pairs.map { try Data(contentsOf: URL(fileURLWithPath: "\(path)/\($0.name).txt")) })
    }
    #expect(files[0] == files[1] && files[0] == files[2])
    #expect(Set(scores).count == 1)
  }

  @Test func filesThatCannotBeReadAreLeftOut() async throws {
    let (folder, output) = (try TemporaryFolder(), try TemporaryFolder())
    let pairs = try Self.set(in: folder)
    try FileManager.default.removeItem(atPath: pairs[0].imagePath)
    try FileManager.default.removeItem(atPath: pairs[1].templatePath)
    try FileManager.default.removeItem(atPath: pairs[2].truthPath)
    let outcome = try await Evaluator(
      recipe: try Self.recipe(), output: output.path, jobs: 1
    ).run(pairs)
    #expect(outcome.pairCount == 1)
    #expect(outcome.unreadable.map(\.name) == ["b1", "b2", "b3"])
    for (left, path) in zip(
      outcome.unreadable, [pairs[0].imagePath, pairs[1].templatePath, pairs[2].truthPath])
    {
      #expect(left.reason.description.contains(path))
    }
    #expect(outcome.score.truthCount == 6)
  }

  /// A file that is there but is no image counts: all its truth is missed.
  @Test func filesThatCannotBeDecodedAreMissed() async throws {
    let (folder, output) = (try TemporaryFolder(), try TemporaryFolder())
    let pairs = try Self.set(in: folder)
    _ = try folder.write("no image", to: "b2_test.png")
    let outcome = try await Evaluator(
      recipe: try Self.recipe(), output: output.path, jobs: 2
    ).run(pairs)
    #expect(outcome.pairCount == 4 && outcome.score.truthCount == 24)
    #expect(outcome.uninspectable.map(\.name) == ["b2"])
    #expect(outcome.verdicts == [.fail: 3, .uninspectable: 1])
    #expect(try Self.detections(output.path + "/b2.txt").isEmpty)
  }

  @Test func badTruthEndsTheRun() async throws {
    let (folder, output) = (try TemporaryFolder(), try TemporaryFolder())
    let pairs = try Self.set(in: folder)
    let path = try folder.write("1 2 3 4 9\n", to: "b3.txt")
    await #expect {
      _ = try await Evaluator(recipe: try Self.recipe(), output: output.path, jobs: 2).run(pairs)
    } throws: { error in
      guard case .badLine(path, 1, "1 2 3 4 9", _)? = error as? EvaluationError else {
        return false
      }
      return true
    }
  }

  @Test func unwritableOutputEndsTheRun() async throws {
    let folder = try TemporaryFolder()
    let pairs = try Self.set(in: folder)
    let file = try folder.write("", to: "file")
    await #expect {
      _ = try await Evaluator(recipe: try Self.recipe(), output: file, jobs: 1).run(pairs)
    } throws: { error in
      guard case .noFolder(file)? = error as? EvaluationError else { return false }
      return true
    }
    // A folder stands where a file should be written.
    let output = try TemporaryFolder()
    let blocked = output.path + "/b2.txt"
    try FileManager.default.createDirectory(atPath: blocked, withIntermediateDirectories: true)
    await #expect {
      _ = try await Evaluator(recipe: try Self.recipe(), output: output.path, jobs: 2).run(pairs)
    } throws: { error in
      guard case .unwritable(blocked, _)? = error as? EvaluationError else { return false }
      return true
    }
  }

  @Test func noPairsGiveNoScore() async throws {
    let output = try TemporaryFolder()
    let outcome = try await Evaluator(
      recipe: try Self.recipe(), output: output.path, jobs: 4
    ).run([])
    #expect(outcome.pairCount == 0 && outcome.score.averagePrecision == 0)
  }

  /// The scorer that comes with the data prints the same numbers.
  @Test(.enabled(if: pythonScorer != nil, "no python3, or SIGHTLINE_DATA/../peers has no scorer"))
  func scoreIsThatOfThePythonScorer() async throws {
    let scorer = try #require(pythonScorer)
    let (folder, output) = (try TemporaryFolder(), try TemporaryFolder())
    let pairs = try Self.set(in: folder)
    let score = try await Evaluator(
      recipe: try Self.recipe(), output: output.path, jobs: 2
    ).run(pairs).score
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", scorer, folder.path, folder.path + "/list.txt", output.path, "0.5",
    ]
    process.standardOutput = pipe
    try process.run()
    let text = String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)

    func four(_ value: Double) -> String { String(format: "%.4f", value) }
    let (precision, recall, f) = score.operating(at: 0.5)
    let best = score.best
    let classes = DefectClass.boardClasses.map {
      "\($0.rawValue) \(four(score.averagePrecision(of: $0) ?? 0))"
    }
    #expect(
      text.hasPrefix(
        "truth \(score.truthCount)  detections \(score.detectionCount)  "
          + "AP \(four(score.averagePrecision))  F \(four(f)) at 0.500 "
          + "(P \(four(precision)) R \(four(recall)))  best F \(four(best.f)) at "
          + String(format: "%.3f", best.threshold)), "\(text)")
    #expect(text.contains(classes.joined(separator: "  ")), "\(text)")
  }
}

/// Where the dataset's scorer lies, if it can be run.
private let pythonScorer: String? = {
  guard let data = ProcessInfo.processInfo.environment["SIGHTLINE_DATA"] else { return nil }
  let path = URL(fileURLWithPath: data).deletingLastPathComponent()
    .appendingPathComponent("peers/score_deeppcb.py").path
  let python = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/python3")
  }
  return python && FileManager.default.fileExists(atPath: path) ? path : nil
}()
