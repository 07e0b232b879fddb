import Codecs
import Decision
import Foundation
import Pixels
import Recipes
import Reporting
import Synthesis
import Traceability

@testable import Station

/// A picture of a board and its template, as PNG files.
struct PairFiles {
  let image: [UInt8]
  let template: [UInt8]

  /// A board without defects.
  static let good = draw([])
  /// The same board with a spur.
  static let spur = draw([.spur])

  private static func draw(_ defects: [DefectClass]) -> PairFiles {
    var parameters = BoardParameters()
    parameters.size = PixelSize(width: 256, height: 256)
    parameters.defects = .classes(defects)
    do {
      let pair = try BoardGenerator(seed: 11, parameters: parameters).generate()
      return PairFiles(
        image: try ImageEncoder.png(pair.test), template: try ImageEncoder.png(pair.template))
    } catch {
      preconditionFailure("the board cannot be drawn: \(error)")
    }
  }
}

/// A folder for one test.
struct TestFolder {
  let path: String

  func path(_ name: String) -> String { path + "/" + name }

  func write(_ bytes: [UInt8], _ name: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func write(_ text: String, _ name: String) throws { try write(Array(text.utf8), name) }

  /// Writes `NAME_test.png` and `NAME_temp.png`.
  func write(_ pair: PairFiles, _ name: String) throws {
    try write(pair.image, name + "_test.png")
    try write(pair.template, name + "_temp.png")
  }

  func makePipe(_ name: String) { precondition(mkfifo(path(name), 0o600) == 0) }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path(name), withDestinationPath: target)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  /// The images in this folder by the rule `_test=_temp`.
  func pairs() throws -> [InspectionJob] {
    try JobCollection(paths: [path], rule: .suffix(TemplateSuffix("_test=_temp"))).jobs
  }
}

/// Runs `body` with an empty folder that is gone afterwards.
func withFolder(_ body: (TestFolder) throws -> Void) throws {
  let path = FileManager.default.temporaryDirectory.path + "/sightline-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  try body(TestFolder(path: path))
}

/// Where the recipe lies that the package ships.
var shippedRecipePath: String {
  let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  return package.path + "/Models/bare-pcb"
}

/// The recipe that the package ships.
func shippedRecipe(_ overrides: [String] = []) throws -> Recipe {
  try Recipe.load(path: shippedRecipePath, overrides: overrides)
}

/// A run of all formats whose reports lie in the folder `out` of `folder`.
struct TestRun {
  var outcome: RunOutcome
  /// The records in the order in which they were said to be done.
  var done: [InspectionRecord] = []
  var lost: [ReportError] = []

  init(
    _ jobs: [InspectionJob], in folder: TestFolder, workers: Int = 2, overrides: [String] = [],
    origin: RecordOrigin = RecordOrigin(), commit: BatchRunner.Commit? = nil,
    onDone: (BatchRunner, InspectionRecord) -> Void = { _, _ in }
  ) throws {
    let runner = BatchRunner(
      jobs: jobs, recipe: try shippedRecipe(overrides), origin: origin, workers: workers)
    let reports = try Reports(folder: folder.path("out"), formats: ReportFormat.allCases)
    var done: [InspectionRecord] = []
    var lost: [ReportError] = []
    outcome = runner.run(reports: reports, commit: commit) { event in
      switch event {
      case .done(let record):
        done.append(record)
        onDone(runner, record)
      case .reportLost(let error): lost.append(error)
      }
    }
    (self.done, self.lost) = (done, lost)
  }

  /// The last parts of the inspected files' paths.
  var names: [String] {
    done.map { String($0.imagePath.split(separator: "/").last ?? "") }
  }
}

/// `records` without what differs from run to run.
func withoutTimes(_ records: [InspectionRecord]) -> [InspectionRecord] {
  records.map {
    var record = $0
    record.timings = record.timings.map { StageTiming(stage: $0.stage, milliseconds: 0) }
    record.recordedAt = Date(timeIntervalSince1970: 0)
    return record
  }
}
