import Alignment
import Foundation
import Inspection
import Pixels
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

  /// The job of inspecting the one image at `path` against the template at `template`, or against
  /// the recipe's own reference where that is `nil`.
  ///
  /// Throws where there is no such image, or the template is no file or the image itself.
  public static func job(
    image path: String, template: String?
  ) throws(JobError) -> InspectionJob {
    if case .folder = FileKind(of: path) {
      throw .notOneImage(path: path, cause: "it is a folder")
    }
    if let template, FileKind.areSameFile(path, template) {
      throw .notOneImage(path: path, cause: "it is its own template")
    }
    let jobs = try JobCollection(paths: [path], rule: template.map { .file($0) } ?? .unneeded).jobs
    precondition(jobs.count == 1, "\(jobs.count) jobs for one file")
    return jobs[0]
  }

  private static func words(_ pose: Pose) -> String {
    func text(_ value: Double, _ places: Int) -> String {
      String(format: "%.\(places)f", value)
    }
    return "found with score \(text(pose.score, 2)), turned by \(text(pose.angle, 2))°, "
      + "\(text(pose.scale, 4)) times the reference's size"
  }

  private static func pictures(_ anomaly: Image<UInt8>?) -> [NamedPicture] {
    anomaly.map {
      [
        NamedPicture(
          title: "Anomaly",
          note:
            "How unlike good texture each place is; brighter than middle gray is beyond the limit.",
          image: $0)
      ]
    } ?? []
  }

  private static func pictures(_ maps: PhotoMaps) -> [NamedPicture] {
    [
      NamedPicture(
        title: "Aligned image", note: "Brightness, brought to the reference's frame and light.",
        image: maps.aligned),
      NamedPicture(
        title: "Reference", note: "What good parts look like on the average.",
        image: maps.reference),
      NamedPicture(
        title: "Tolerance of brightness",
        note:
          "The brighter, the more brightness may differ, times the recipe's factors: 32 times in gray "
          + "levels.",
        image: maps.tolerance),
      NamedPicture(
        title: "Difference in brightness",
        note: "Gray where image and reference agree; brighter and darker four times as much.",
        image: maps.difference),
      NamedPicture(
        title: "Share of the limit",
        note:
          "Of whatever differs most, brightness, colour or edges: gray at its limit, white at twice "
          + "that.",
        image: maps.exceedance),
      NamedPicture(
        title: "Mask",
        note: "White beyond the limit, gray around that, dark gray where nothing is judged.",
        image: maps.mask),
    ]
  }

  /// Does `job` and explains it. Whatever is wrong with its files gives an explanation of an
  /// uninspectable image, as it gives such a record in a run.
  public mutating func explain(_ job: InspectionJob) -> Explanation {
    let record = worker.inspect(job, wantsPictures: false).record
    // Where a file could not be read, nothing was inspected, and this holds nothing.
    let found = (try? worker.inspector.get())?.explanation() ?? InspectionExplanation()
    let decide = recipe.values.decide
    return Explanation(
      record: record, operatingPoint: decide.operatingPoint, decidedBy: recipe.decider,
      models: recipe.decidingModels.map { Explanation.Model(file: $0.file, sha256: $0.sha256) },
      changedParameters: recipe.changedParameters, candidates: found.candidates,
      shiftX: found.shiftX, shiftY: found.shiftY, image: found.image, reference: found.reference,
      levels: found.levels, pose: found.pose.map(Self.words),
      maps: found.maps.map(Self.pictures) ?? Self.pictures(found.anomaly))
  }
}

extension PreparedRecipe {
  /// What names candidates, in words.
  fileprivate var decider: String {
    switch values.compare.method {
    case .template: values.decide.classifier.rawValue
    case .learned: "the learned reference"
    case .texture: "the learned texture"
    }
  }
}
