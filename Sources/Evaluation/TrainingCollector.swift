import Codecs
import Decision
import Inspection
import Pixels
import Recipes

/// Inspects labelled pairs and keeps what is measured of their blobs.
public struct TrainingCollector: Sendable {
  private let recipe: PreparedRecipe
  private let jobs: Int
  private let copies: TrainingCopies

  /// A collector that finds blobs as `recipe` does, in each pair as it is and in the perturbed
  /// `copies` of it, with `jobs` workers (at least 1).
  public init(recipe: PreparedRecipe, copies: TrainingCopies, jobs: Int) {
    precondition(jobs >= 1, "collecting needs at least one worker")
    self.recipe = recipe
    self.copies = copies
    self.jobs = jobs
  }

  /// Measures the blobs of all `pairs`; their order does not depend on the workers.
  public func run(_ pairs: [LabelledPair]) async throws(EvaluationError) -> TrainingRows {
    let found = try await WorkerPool(jobs: jobs).map(pairs.count) {
      PairInspector(recipe: recipe)
    } work: { i, inspector throws(EvaluationError) in
      try collect(pairs[i], i, inspector)
    }
    var rows = TrainingRows(pairs: pairs)
    for (i, blobs) in found.enumerated() {
      if let reason = blobs.unreadable { rows.unreadable.append((pairs[i].name, reason)) }
      rows.truth[i] = blobs.truth
      for (row, measurements) in blobs.rows {
        rows.rows.append(row)
        rows.table.append(row: measurements.values)
      }
    }
    return rows
  }

  private struct Found: Sendable {
    var unreadable: UnreadablePair?
    var truth: [TruthBox] = []
    var rows: [(TrainingRows.Row, BlobMeasurements)] = []
  }

  private func collect(
    _ pair: LabelledPair, _ index: Int, _ inspector: PairInspector
  ) throws(EvaluationError) -> Found {
    var found = Found()
    do {
      found.truth = try DeepPCBLayout.truth(pair.truthPath)
    } catch .unreadable(let path, let cause) {
      found.unreadable = .truth(path: path, cause: cause)
      return found
    } catch .notAFile(let path) {
      found.unreadable = .truthIsNoFile(path: path)
      return found
    }
    var image = Image<UInt8>()
    var template = Image<UInt8>()
    do throws(DecodeError) {
      try decode(pair.imagePath, into: &image)
      try decode(pair.templatePath, into: &template)
    } catch {
      found.unreadable = .image(error)
      found.truth = []
      return found
    }
    add(image, template, found.truth, index, isOriginal: true, inspector, to: &found)
    for copy in copies.moved(image, found.truth, pair: index) {
      add(copy.image, template, copy.truth, index, isOriginal: false, inspector, to: &found)
    }
    for copy in copies.clean(template, pair: index) {
      add(copy, template, [], index, isOriginal: false, inspector, to: &found)
    }
    return found
  }

  private func decode(_ path: String, into image: inout Image<UInt8>) throws(DecodeError) {
    var bytes: [UInt8] = []
    try ImageFile.read(path, limits: recipe.values.input.limits, into: &bytes)
    try ImageDecoder().decodeGray(bytes, options: recipe.values.input.decodeOptions, into: &image)
  }

  private func add(
    _ image: Image<UInt8>, _ template: Image<UInt8>, _ truth: [TruthBox], _ pair: Int,
    isOriginal: Bool, _ inspector: PairInspector, to found: inout Found
  ) {
    _ = inspector.inspect(image, against: template)
    let blobs = inspector.measuredBlobs()
    let matches = LabelMatching.match(blobs.map(\.box), truth)
    for (blob, match) in zip(blobs, matches) {
      let defectClass = match.map { truth[$0].defectClass }
      let label = defectClass.flatMap(DefectClass.boardClasses.firstIndex).map { $0 + 1 } ?? 0
      found.rows.append(
        (
          TrainingRows.Row(
            pair: pair, isOriginal: isOriginal, label: label, box: blob.box, area: blob.blob.area),
          blob.measurements
        ))
    }
  }
}
