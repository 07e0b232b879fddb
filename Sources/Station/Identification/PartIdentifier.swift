import Recipes
import Traceability

/// Finds out which part an image shows: from what the list of images says, from a file beside the
/// image, from the image's name; the first that tells something counts. The lot of a run is the last
/// resort.
public struct PartIdentifier {
  private let serials: SerialPattern?
  private let lots: SerialPattern?

  /// Takes serial numbers out of names by `serials` and lots by `lots`, where there are such.
  public init(serials: SerialPattern? = nil, lots: SerialPattern? = nil) {
    self.serials = serials
    self.lots = lots
  }

  /// Takes both out of names by `patterns`.
  ///
  /// - Throws: which pattern is none.
  public init(_ patterns: PartPatterns) throws(JobError) {
    serials = try patterns.serial.map { text throws(JobError) in try SerialPattern(text) }
    lots = try patterns.lot.map { text throws(JobError) in try SerialPattern(text) }
  }

  /// Fills in what `job` does not tell yet. A file beside the image that cannot be used is told in its
  /// record, which then has no serial number from elsewhere: the image is inspected all the same.
  public func identify(_ job: inout InspectionJob) {
    do throws(Sidecar.Problem) {
      if let (sidecar, file) = try Sidecar.find(beside: job.imagePath) {
        job.sidecar = file
        job.serial = job.serial ?? sidecar.serial
        job.lot = job.lot ?? sidecar.lot
        if job.parents.isEmpty { job.parents = sidecar.parents }
      }
    } catch {
      // A serial that is guessed from the name would look like one that was told.
      job.identityProblem = "\(error)"
      return
    }
    job.serial = job.serial ?? serials?.serial(of: job.imagePath)
    job.lot = job.lot ?? lots?.serial(of: job.imagePath)
  }
}

/// Regular expressions that take serial numbers and lots out of file names; `nil` where none is told.
public struct PartPatterns: Sendable, Equatable {
  /// For serial numbers.
  public var serial: String?
  /// For lots.
  public var lot: String?

  /// See the properties.
  public init(serial: String? = nil, lot: String? = nil) {
    (self.serial, self.lot) = (serial, lot)
  }

  /// These, and those of `recipe` where they say nothing.
  public func orElse(_ recipe: Recipe) -> PartPatterns {
    PartPatterns(serial: serial ?? recipe.serialPattern, lot: lot ?? recipe.lotPattern)
  }
}
