import Alignment
import Codecs
import Decision
import Foundation
import Inspection
import Recipes
import Reporting
import Traceability

/// Does one job after the other: reads, inspects, and puts into a record what came out. Its buffers
/// are used again, so that memory does not grow with the number of jobs.
struct InspectionWorker {
  private let recipe: PreparedRecipe
  private let origin: RecordOrigin
  /// `nil` where the recipe's reference shows nothing to find a part by.
  let inspector: PartInspector?
  private let obstacle: String?
  private var result = InspectionResult()
  /// All candidates of the last job, also those too weak to count; most confident first.
  var candidates: [Defect] { result.candidates }
  private var image = PartFile()
  private var template = PartFile()

  init(recipe: PreparedRecipe, origin: RecordOrigin) {
    self.recipe = recipe
    self.origin = origin
    do throws(PoseError) {
      inspector = try PartInspector(recipe: recipe)
      obstacle = nil
    } catch {
      inspector = nil
      obstacle = "\(error)"
    }
  }

  /// Does `job`. Whatever is wrong with its files gives an uninspectable record that says so.
  mutating func inspect(_ job: InspectionJob, wantsPictures: Bool) -> ReportEntry {
    var record = blankRecord(job)
    result.candidates.removeAll(keepingCapacity: true)
    let start = ContinuousClock.now
    if let reason = readFiles(job, into: &record) {
      record.reason = reason
      record.recordedAt = Date()
      return ReportEntry(record: record)
    }
    record.timings.append(
      StageTiming(stage: "read", milliseconds: (ContinuousClock.now - start) / .milliseconds(1)))
    inspector?.inspect(image.bytes, against: template.bytes, into: &result)
    record.verdict = result.verdict
    record.reason = result.reason
    record.defects = result.defects
    record.health = result.health.map(PictureHealth.init)
    if record.health != nil, record.imageSHA256 == record.templateSHA256 {
      record.health?.findings.append(.sameAsTemplate)
    }
    record.timings += result.timings.stages.map {
      StageTiming(stage: $0.name, milliseconds: $0.milliseconds)
    }
    record.recordedAt = Date()
    return ReportEntry(
      record: record,
      pictures: wantsPictures && result.verdict != .pass ? pictures(of: result.defects) : nil)
  }

  /// Reads both files as far as there are any and hashes them; returns why the image cannot be
  /// inspected, if so. The image is read even where there is nothing to compare it with, so that
  /// the record tells which image it was.
  private mutating func readFiles(
    _ job: InspectionJob, into record: inout InspectionRecord
  ) -> String? {
    let limits = recipe.values.input.limits
    do throws(DecodeError) {
      record.imageSHA256 = try image.read(job.imagePath, limits: limits)
    } catch {
      return job.obstacle ?? "the image was refused: \(error)"
    }
    if let obstacle = job.obstacle ?? obstacle { return obstacle }
    guard recipe.values.compare.method == .template else { return nil }
    guard let path = job.templatePath else { return "no template was told for the image" }
    do throws(DecodeError) {
      record.templateSHA256 = try template.read(path, limits: limits)
    } catch {
      return "the template was refused: \(error)"
    }
    return nil
  }

  private func pictures(of defects: [Defect]) -> PartPictures? {
    guard let (image, reference) = inspector?.pictures() else { return nil }
    // A report without this picture is better than no report.
    return try? PartPictures.make(image: image, reference: reference, defects: defects)
  }

  private func blankRecord(_ job: InspectionJob) -> InspectionRecord {
    InspectionRecord(
      recordedAt: Date(), imagePath: job.imagePath, imageSHA256: "",
      templatePath: job.templatePath, verdict: .uninspectable, reason: "", defects: [],
      timings: [], recipe: recipe.name, recipeVersion: recipe.version,
      recipeSHA256: recipe.sha256, effectiveParameters: recipe.effectiveParameters,
      software: origin.software, station: origin.station, operator: origin.operator,
      lot: job.lot ?? origin.lot, serial: job.serial)
  }
}
