import Alignment
import Foundation
import Inspection
import Pixels
import Recipes
import Reporting
import Wording

/// Inspects one image as a run does, and says why it got its verdict.
public struct Explainer {
  private let recipe: PreparedRecipe
  private var worker: InspectionWorker
  private let words: Words

  /// An explainer of what `recipe` makes of images, in the language of `words`.
  public init(recipe: Recipe, words: Words = Words(.standard)) {
    self.words = words
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
      throw .notOneImage(path: path, .folder)
    }
    if let template, FileKind.areSameFile(path, template) {
      throw .notOneImage(path: path, .ownTemplate)
    }
    let jobs = try JobCollection(paths: [path], rule: template.map { .file($0) } ?? .unneeded).jobs
    precondition(jobs.count == 1, "\(jobs.count) jobs for one file")
    return jobs[0]
  }

  private func says(_ pose: Pose) -> String {
    func text(_ value: Double, _ places: Int) -> String {
      String(format: "%.\(places)f", value)
    }
    return words.text(
      .explainPose,
      ["score": text(pose.score, 2), "angle": text(pose.angle, 2), "scale": text(pose.scale, 4)])
  }

  private func picture(
    _ title: Phrase, _ note: Phrase, _ image: Image<UInt8>, isDifference: Bool = false
  ) -> NamedPicture {
    NamedPicture(title: words[title], note: words[note], image: image, isDifference: isDifference)
  }

  private func pictures(_ anomaly: Image<UInt8>?) -> [NamedPicture] {
    anomaly.map { [picture(.mapAnomaly, .mapAnomalyNote, $0, isDifference: true)] } ?? []
  }

  private func pictures(_ maps: PhotoMaps) -> [NamedPicture] {
    [
      picture(.mapAligned, .mapAlignedNote, maps.aligned),
      picture(.mapReference, .mapReferenceNote, maps.reference),
      picture(.mapTolerance, .mapToleranceNote, maps.tolerance),
      picture(.mapDifference, .mapDifferenceNote, maps.difference, isDifference: true),
      picture(.mapShare, .mapShareNote, maps.exceedance),
      picture(.mapMask, .mapMaskNote, maps.mask),
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
      record: record, operatingPoint: decide.operatingPoint, decidedBy: words[recipe.decider],
      models: recipe.decidingModels.map { Explanation.Model(file: $0.file, sha256: $0.sha256) },
      changedParameters: recipe.changedParameters, candidates: found.candidates,
      shiftX: found.shiftX, shiftY: found.shiftY, image: found.image, reference: found.reference,
      levels: found.levels, pose: found.pose.map(says),
      maps: found.maps.map(pictures) ?? pictures(found.anomaly))
  }
}

extension PreparedRecipe {
  /// What names candidates.
  fileprivate var decider: Phrase {
    switch values.compare.method {
    case .template:
      switch values.decide.classifier {
      case .rules: .explainByRules
      case .trees: .explainByTrees
      }
    case .learned: .explainByReference
    case .texture: .explainByTexture
    }
  }
}
