import Codecs
import Decision
import Foundation
import Recipes
import Testing

@testable import Inspection

/// What the demo shows: every sample with the shipped recipe.
@Suite struct SampleImagesVerdictTests {
  private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func inspect(_ name: String) throws -> InspectionResult {
    let recipe = try Recipe.load(path: project.appendingPathComponent("Models/bare-pcb").path)
    let folder = project.appendingPathComponent("SampleImages").path
    var image: [UInt8] = []
    var template: [UInt8] = []
    try ImageFile.read("\(folder)/\(name)_test.png", into: &image)
    try ImageFile.read("\(folder)/\(name)_temp.png", into: &template)
    return PairInspector(recipe: recipe.prepared()).inspect(image, against: template)
  }

  @Test(arguments: ["good-01", "good-02", "good-03", "good-04", "good-05"])
  func goodSamplePasses(name: String) throws {
    let result = try Self.inspect(name)
    #expect(result.verdict == .pass)
    #expect(result.defects.isEmpty)
    #expect(result.reason.isEmpty)
  }

  @Test(arguments: [
    ("open-01", [DefectClass.open]), ("short-01", [.short]),
    ("mousebite-01", [.mousebite, .mousebite]), ("spur-01", [.spur]), ("pin-hole-01", [.pinHole]),
    ("mixed-01", DefectClass.boardClasses), ("mixed-02", DefectClass.boardClasses),
  ])
  func badSampleFailsForItsDefects(name: String, classes: [DefectClass]) throws {
    let result = try Self.inspect(name)
    #expect(result.verdict == .fail)
    #expect(
      result.defects.map(\.defectClass.rawValue).sorted() == classes.map(\.rawValue).sorted())
    let truth = try String(
      contentsOf: Self.project.appendingPathComponent("SampleImages/\(name).txt"),
      encoding: .utf8
    ).split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
    #expect(truth.count == classes.count)
    for line in truth {
      #expect(
        result.defects.contains {
          $0.box.intersectionOverUnion(.init(x1: line[0], y1: line[1], x2: line[2], y2: line[3]))
            > 0.33 && $0.defectClass == DefectClass.boardClasses[line[4] - 1]
        })
    }
  }

  @Test func damagedSampleIsUninspectable() throws {
    let result = try Self.inspect("damaged-01")
    #expect(result.verdict == .uninspectable)
    #expect(result.reason.contains("the image is incomplete"))
  }
}
