import Inspection
import Recipes
import Reporting

/// Inspects one image as a run does, and says why it got its verdict.
public struct Explainer {
  private let recipe: PreparedRecipe
  private var worker: InspectionWorker

  /// An explainer of what `recipe` makes of images.
  public init(recipe: Recipe) {
    self.recipe = recipe.prepared()
    worker = InspectionWorker(recipe: self.recipe, origin: RecordOrigin())
  }

  /// The job of inspecting the one image at `path` against the template at `template`.
  ///
  /// Throws where there is no such image, or the template is no file or the image itself.
  public static func job(
    image path: String, template: String
  ) throws(JobError) -> InspectionJob {
    if case .folder = FileKind(of: path) {
      throw .notOneImage(path: path, cause: "it is a folder")
    }
    if FileKind.areSameFile(path, template) {
      throw .notOneImage(path: path, cause: "it is its own template")
    }
    let jobs = try JobCollection(paths: [path], rule: .file(template)).jobs
    precondition(jobs.count == 1, "\(jobs.count) jobs for one file")
    return jobs[0]
  }

  /// Does `job` and explains it. Whatever is wrong with its files gives an explanation of an
  /// uninspectable image, as it gives such a record in a run.
  public mutating func explain(_ job: InspectionJob) -> Explanation {
    let record = worker.inspect(job, wantsPictures: false).record
    // Where a file could not be read, nothing was inspected, and this holds nothing.
    let found = worker.inspector.explanation()
    let decide = recipe.values.decide
    return Explanation(
      record: record, operatingPoint: decide.operatingPoint, classifier: decide.classifier,
      models: recipe.models.map { Explanation.Model(file: $0.file, sha256: $0.sha256) },
      changedParameters: recipe.changedParameters, candidates: found.candidates,
      shiftX: found.shiftX, shiftY: found.shiftY, image: found.image, reference: found.reference,
      levels: found.levels)
  }
}
