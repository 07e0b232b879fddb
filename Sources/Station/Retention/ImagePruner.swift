import Codecs
import Decision
import Foundation
import Traceability

/// Deletes images of parts that passed long ago, and keeps a record of each. Inspection records are
/// never deleted.
///
/// An image is known by its bytes, not by its name, so that images that were moved or renamed since
/// are found. It is deleted only where the records know these bytes, every record of them has `pass` as
/// the verdict that counts, and the newest of them is old enough.
public struct ImagePruner {
  /// What kept an image, or a folder with images, from being read or deleted.
  public struct Problem: Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public enum Cause: Sendable, Equatable {
      /// The folder or file cannot be reached.
      case unreachable(FolderProblem)
      /// The image cannot be read.
      case image(DecodeError)
      /// Somebody wrote another file there after it was judged.
      case changed
      /// The system does not let it be deleted.
      case undeletable(code: Int32)
    }

    /// The image or folder.
    public var path: String
    /// What is wrong with it.
    public var cause: Cause

    /// A sentence that begins with the path.
    public var description: String {
      let words =
        switch cause {
        case .unreachable(let problem): "\(problem)"
        case .image(let error): "\(error)"
        case .changed: "changed meanwhile, kept"
        case .undeletable(let code): "cannot be deleted: \(SystemError(code: code))"
        }
      return "\(oneLine(path)): \(words)"
    }
  }

  /// What became of the images of a folder.
  public struct Tally: Sendable, Equatable {
    /// Images that were deleted, or would have been.
    public var deleted = 0
    /// Their size in bytes.
    public var deletedBytes = 0
    /// Images of parts that passed, which are not old enough.
    public var kept = 0
    /// Images that have another verdict.
    public var neededAsEvidence = 0
    /// Images that the records do not know.
    public var unknown = 0
    /// What could not be read or deleted.
    public var problems: [Problem] = []
  }

  private struct Candidate {
    var path: String
    var status: stat
    var pruning: ImagePruning
    var isRecorded: Bool
  }

  private let reader: RecordReader
  private let store: RecordStore?
  private let cutoff: Date
  private let operatorName: String
  private let reason: String
  private var file = PartFile()

  /// How many deletions are committed at a time.
  private static let portion = 64

  /// Deletes images whose newest record is older than `cutoff`. Without `store`, nothing is deleted,
  /// but told what would be.
  public init(
    reader: RecordReader, store: RecordStore?, cutoff: Date, operator: String, reason: String
  ) {
    self.reader = reader
    self.store = store
    self.cutoff = cutoff
    operatorName = `operator`
    self.reason = reason
  }

  /// Goes through the images in `folder` and below.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - onDelete: called with each image that was deleted, or would be.
  /// - Returns: what became of them.
  /// - Throws: what is wrong with the records file; what was not recorded is not deleted.
  public mutating func prune(
    folder: String, onDelete: (String) -> Void
  ) throws(RecordStoreError) -> Tally {
    var tally = Tally()
    var paths: [String] = []
    var walk = FolderWalk()
    walk.walk(folder) { finding in
      switch finding {
      case .image(let path): paths.append(path)
      case .unreachable(let path, let problem):
        tally.problems.append(Problem(path: path, cause: .unreachable(problem)))
      }
    }
    var candidates: [Candidate] = []
    let templates = try reader.templateHashes()
    for path in paths {
      if let candidate = try judge(path, templates, &tally) { candidates.append(candidate) }
      if candidates.count == Self.portion {
        try delete(candidates, &tally, onDelete)
        candidates.removeAll(keepingCapacity: true)
      }
    }
    try delete(candidates, &tally, onDelete)
    return tally
  }

  /// Whether the image at `path` may go.
  private mutating func judge(
    _ path: String, _ templates: Set<String>, _ tally: inout Tally
  ) throws(RecordStoreError) -> Candidate? {
    var status = stat()
    // A link is somebody else's file.
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    // What was written after the cutoff cannot have been recorded before: no need to read it.
    guard Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec)) < cutoff else {
      tally.kept += 1
      return nil
    }
    let hash: String
    do throws(DecodeError) {
      hash = try file.read(path, limits: DecodeLimits())
    } catch {
      tally.problems.append(Problem(path: path, cause: .image(error)))
      return nil
    }
    // Other parts were judged by it, and may be again.
    guard !templates.contains(hash) else {
      tally.neededAsEvidence += 1
      return nil
    }
    var newest: InspectionRecord?
    var isEvidence = false
    var isYoung = false
    for record in try reader.records(
      matching: RecordQuery(imageSHA256: hash, order: .oldestFirst))
    {
      newest = record
      if record.finalVerdict != .pass { isEvidence = true }
      if record.recordedAt >= cutoff { isYoung = true }
      if record.overrides.contains(where: { $0.recordedAt >= cutoff }) { isYoung = true }
    }
    guard let newest, let sequence = newest.sequence else {
      tally.unknown += 1
      return nil
    }
    guard !isEvidence else {
      tally.neededAsEvidence += 1
      return nil
    }
    guard !isYoung else {
      tally.kept += 1
      return nil
    }
    // Recorded before a crash that came before the deletion.
    let isRecorded = try reader.prunings(imageSHA256: hash).contains { $0.imagePath == path }
    return Candidate(
      path: path, status: status,
      pruning: ImagePruning(
        sequence: sequence, recordedAt: Date(), imagePath: path, imageSHA256: hash,
        operator: operatorName, reason: reason),
      isRecorded: isRecorded)
  }

  private func delete(
    _ candidates: [Candidate], _ tally: inout Tally, _ onDelete: (String) -> Void
  ) throws(RecordStoreError) {
    if let store {
      _ = try store.record(candidates.filter { !$0.isRecorded }.map(\.pruning))
    }
    for candidate in candidates {
      var status = stat()
      // Somebody may have written another file there meanwhile.
      guard lstat(candidate.path, &status) == 0, status.st_ino == candidate.status.st_ino,
        status.st_size == candidate.status.st_size,
        status.st_mtim.tv_sec == candidate.status.st_mtim.tv_sec,
        status.st_mtim.tv_nsec == candidate.status.st_mtim.tv_nsec
      else {
        tally.problems.append(Problem(path: candidate.path, cause: .changed))
        continue
      }
      if store != nil, unlink(candidate.path) != 0 {
        let code = errno
        tally.problems.append(Problem(path: candidate.path, cause: .undeletable(code: code)))
        continue
      }
      tally.deleted += 1
      tally.deletedBytes += Int(status.st_size)
      onDelete(candidate.path)
    }
  }
}
