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
  /// Why there is none: the recipe's reference shows nothing to find a part by.
  let inspector: Result<PartInspector, PoseError>
  private var result = InspectionResult()
  /// All candidates of the last job, also those too weak to count; most confident first.
  var candidates: [Defect] { result.candidates }
  private var image = PartFile()
  private var template = PartFile()

  init(recipe: PreparedRecipe, origin: RecordOrigin) {
    self.recipe = recipe
    self.origin = origin
    inspector = Result { () throws(PoseError) in try PartInspector(recipe: recipe) }
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
    let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
    judge(job, image.bytes, against: template.bytes, readIn: milliseconds, into: &record)
    return ReportEntry(
      record: record,
      pictures: wantsPictures && result.verdict != .pass ? pictures(of: result.defects) : nil)
  }

  /// Does `job` with files that were read already: `image`, whose hash is `sha256`, and its template
  /// where there is one. Returns the record, and whether there was an image in the bytes.
  mutating func inspect(
    _ job: InspectionJob, image: [UInt8], sha256: String,
    template: (bytes: [UInt8], sha256: String)?, readIn milliseconds: Double
  ) -> (record: InspectionRecord, isDecoded: Bool) {
    var record = blankRecord(job)
    record.imageSHA256 = sha256
    record.templateSHA256 = template?.sha256
    result.candidates.removeAll(keepingCapacity: true)
    if let reason = job.obstacle {
      record.reason = reason
      record.recordedAt = Date()
      return (record, true)
    }
    judge(job, image, against: template?.bytes ?? [], readIn: milliseconds, into: &record)
    // Where there is no inspector nobody has looked, and trying again would not help.
    if case .failure = inspector { return (record, true) }
    return (record, result.imageSize != nil)
  }

  private mutating func judge(
    _ job: InspectionJob, _ image: [UInt8], against template: [UInt8],
    readIn milliseconds: Double, into record: inout InspectionRecord
  ) {
    record.timings.append(StageTiming(stage: "read", milliseconds: milliseconds))
    switch inspector {
    case .success(let inspector): inspector.inspect(image, against: template, into: &result)
    case .failure(let error):
      result = InspectionResult()
      result.reason = "\(error)"
    }
    record.verdict = result.verdict
    record.reason = result.reason
    record.defects = result.defects
    record.health = result.health.map(PictureHealth.init)
    record.imageBytes = image.count
    record.imageSize = result.imageSize
    if record.health != nil, record.imageSHA256 == record.templateSHA256 {
      record.health?.findings.append(.sameAsTemplate)
    }
    if let problem = job.identityProblem {
      record.health?.findings.append(.identity(problem))
    }
    record.timings += result.timings.stages.map {
      StageTiming(stage: $0.name, milliseconds: $0.milliseconds)
    }
    record.recordedAt = Date()
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
      record.imageBytes = image.bytes.count
    } catch {
      return job.obstacle ?? "the image was refused: \(error)"
    }
    if let obstacle = job.obstacle { return obstacle }
    guard recipe.values.compare.method == .template else { return nil }
    guard let path = job.templatePath else { return "no template was told for the image" }
    do throws(DecodeError) {
      record.templateSHA256 = try template.read(path, limits: limits)
    } catch {
      return "the template was refused: \(error)"
    }
    return nil
  }

  /// Pictures of the last job's image and of `defects` in it; `nil` where there is none.
  func pictures(of defects: [Defect]) -> PartPictures? {
    guard let (image, reference) = try? inspector.get().pictures() else { return nil }
    // A report without this picture is better than no report.
    return try? PartPictures.make(image: image, reference: reference, defects: defects)
  }

  private func blankRecord(_ job: InspectionJob) -> InspectionRecord {
    let now = Date()
    return InspectionRecord(
      recordedAt: now, utcOffset: TimeZone.current.secondsFromGMT(for: now),
      arrivedAt: job.arrivedAt, imagePath: job.imagePath, imageSHA256: "",
      templatePath: job.templatePath, verdict: .uninspectable, reason: "", defects: [],
      timings: [], recipe: recipe.name, recipeVersion: recipe.version,
      recipeSHA256: recipe.sha256, effectiveParameters: recipe.effectiveParameters,
      modelSHA256: recipe.modelSHA256, thresholds: recipe.thresholds,
      software: origin.software, station: origin.station, camera: origin.camera,
      operator: origin.operator, lot: job.lot ?? origin.lot, serial: job.serial,
      parents: job.parents)
  }
}
