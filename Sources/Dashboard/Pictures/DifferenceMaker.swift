import Foundation
import Recipes
import Reporting
import Station
import Traceability

/// Inspects an image once more, by the recipe that judged it, to show what differed.
struct DifferenceMaker: Sendable {
  // By the hash of everything that decides a verdict.
  private let recipes: [String: Recipe]

  init(recipes: [Recipe]) {
    self.recipes = Dictionary(
      recipes.map { ($0.prepared().sha256, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What differs in the image of `record`, which lies at `location`.
  ///
  /// Throws a refusal where the recipe was not given, or image or template are not those of the record.
  func difference(
    of record: InspectionRecord, at location: ImageLocation
  ) throws -> EncodedPicture {
    guard let recipe = recipes[record.recipeSHA256] else {
      throw Refusal(
        .notFound,
        "the recipe that judged it, \(record.recipe) version \(record.recipeVersion), "
          + "was not given with --recipe")
    }
    // The same checks as for the image itself: where it is not what was inspected, nothing is shown.
    let file = try PictureFile.read(location)
    guard let path = String(validating: file.path, as: UTF8.self) else {
      throw Refusal(.notFound, "the image's path is no text")
    }
    let explanation: Explanation
    do throws(JobError) {
      var explainer = Explainer(recipe: recipe)
      explanation = explainer.explain(
        try Explainer.job(image: path, template: record.templatePath))
    } catch {
      throw Refusal(.notFound, "the image cannot be inspected again")
    }
    guard explanation.record.imageSHA256 == record.imageSHA256,
      explanation.record.templateSHA256 == record.templateSHA256
    else {
      throw Refusal(.gone, "image or template are not those that were compared: they changed")
    }
    guard let picture = try explanation.differencePicture() else {
      throw Refusal(.notFound, "nothing was compared: \(record.reason)")
    }
    return picture
  }
}
