import Foundation
import Reporting
import Testing

@testable import Station

@Suite struct ExplainerTests {
  private static func explain(_ image: String, _ template: String) throws -> Explanation {
    var explainer = Explainer(recipe: try shippedRecipe())
    return explainer.explain(try Explainer.job(image: image, template: template))
  }

  @Test func recordIsThatOfARun() throws {
    try withFolder { folder in
      try folder.write(.spur, "a")
      let explanation = try Self.explain(folder.path("a_test.png"), folder.path("a_temp.png"))
      let run = try TestRun(folder.pairs(), in: folder)
      #expect(withoutTimes([explanation.record]) == withoutTimes(run.done))
      #expect(explanation.record.verdict == .fail)
      #expect(RunStatus(of: explanation.record.verdict) == run.outcome.exitStatus)
      #expect(
        explanation.candidates.filter { $0.standing != .below }.map(\.candidate)
          == explanation.record.defects)
    }
  }

  @Test func textNamesEveryDetectionOfABoard() throws {
    try withFolder { folder in
      try folder.write(.spur, "a")
      let explanation = try Self.explain(folder.path("a_test.png"), folder.path("a_temp.png"))
      let text = ExplanationText.text(explanation, all: false)
      for (index, defect) in explanation.record.defects.enumerated() {
        #expect(text.contains("\n\(index + 1)  \(defect.defectClass.rawValue), confidence "))
      }
      #expect(text.contains("trees: spur against no defect"))
    }
  }

  @Test func imageThatCannotBeReadIsExplainedAsUninspectable() throws {
    try withFolder { folder in
      try folder.write(.good, "a")
      try folder.write("no image", "b_test.png")
      let broken = try Self.explain(folder.path("b_test.png"), folder.path("a_temp.png"))
      #expect(broken.record.verdict == .uninspectable)
      #expect(broken.candidates.isEmpty && broken.image == nil)
      #expect(RunStatus(of: broken.record.verdict) == .uninspectable)
      let text = ExplanationText.text(broken, all: false)
      #expect(text.hasPrefix("uninspectable: the image was refused: "))
      // The image is there, and can be shown.
      let noTemplate = try Self.explain(folder.path("a_test.png"), folder.path("b_test.png"))
      #expect(noTemplate.record.reason.hasPrefix("the template was refused: "))
      #expect(noTemplate.candidates.isEmpty && noTemplate.image != nil)
    }
  }

  @Test func whatIsNoImageIsRefusedByName() throws {
    try withFolder { folder in
      try folder.write(.good, "a")
      let (image, template) = (folder.path("a_test.png"), folder.path("a_temp.png"))
      #expect(throws: JobError.notOneImage(path: folder.path, .folder)) {
        try Explainer.job(image: folder.path, template: template)
      }
      #expect(throws: JobError.notOneImage(path: image, .ownTemplate)) {
        try Explainer.job(image: image, template: image)
      }
      #expect(
        throws: JobError.unreachable(path: image + "x", cause: "No such file or directory")
      ) {
        try Explainer.job(image: image + "x", template: template)
      }
      #expect(throws: JobError.badTemplate(path: folder.path, .notAFile)) {
        try Explainer.job(image: image, template: folder.path)
      }
    }
  }
}
