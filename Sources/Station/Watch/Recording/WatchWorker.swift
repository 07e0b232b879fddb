import Codecs
import Decision
import Foundation
import ImageHealth
import Recipes
import Synchronization
import Traceability

/// One watched folder as workers see it. Safe to use from several threads.
final class WatchPlace: Sendable {
  let options: WatchedFolderOptions
  let recipe: WatchedRecipe
  private let opened: Mutex<WatchedFolder>

  init(options: WatchedFolderOptions, recipe: WatchedRecipe, folder: WatchedFolder) {
    self.options = options
    self.recipe = recipe
    opened = Mutex(folder)
  }

  /// The folder, opened anew after it was lost.
  var folder: WatchedFolder {
    get { opened.withLock { $0 } }
    set { opened.withLock { $0 = newValue } }
  }

  /// The path of the file `name` for people and records: the folder's as it was given.
  func path(of name: RawName) -> String {
    (options.path.hasSuffix("/") ? options.path : options.path + "/") + name.text
  }
}

/// A result on its way into the records.
struct FinishedArrival: Sendable {
  let item: WatchItem
  let identity: FileIdentity
  var arrival: Arrival
  /// The limits of the recipe that it was inspected by.
  let health: HealthLimits
  /// Whether the file was written so shortly before it was read that it could be written again without
  /// a change of its time.
  let isRacy: Bool
  /// The file beside the image that told which part it shows.
  let sidecar: SidecarFile?
}

/// Reads and inspects files of watched folders, one at a time. Its memory is used again.
struct WatchWorker {
  /// What came of a file.
  enum Outcome {
    case finished(FinishedArrival)
    case reply(IntakeReply)
  }

  /// What a folder's recipe needs.
  private struct Place {
    let loaded: WatchedRecipe.Loaded
    let parts: PartIdentifier?
    var worker: InspectionWorker
  }

  private let places: [WatchPlace]
  private let options: WatchOptions
  private let store: RecordStore
  private var inspectors: [Int: Place] = [:]
  private var image = ArrivalReader()
  private var template = ArrivalReader()

  /// File times advance with the system's tick, 1 to 10 ms.
  private static let tick: Int64 = 50_000_000

  init(places: [WatchPlace], options: WatchOptions, store: RecordStore) {
    (self.places, self.options, self.store) = (places, options, store)
  }

  /// Does `item`.
  mutating func work(_ item: WatchItem) -> Outcome {
    func reply(_ outcome: IntakeReply.Outcome) -> Outcome {
      .reply(IntakeReply(folder: item.folder, name: item.name, outcome: outcome))
    }
    let place = places[item.folder]
    let folder = place.folder
    prepare(item.folder)
    guard let recipe = inspectors[item.folder]?.loaded.recipe else {
      preconditionFailure("no recipe for folder \(item.folder)")
    }
    let start = ContinuousClock.now
    let identity: FileIdentity
    var refusal: DecodeError?
    do throws(ArrivalReader.Failure) {
      identity = try image.read(item.name, in: folder, limits: recipe.values.input.limits)
    } catch {
      switch error {
      case .gone, .notAFile: return reply(.gone)
      case .changed: return reply(.notYet(nil, nil, isForTemplate: false))
      case .refused(let error): return reply(.notYet(nil, error, isForTemplate: false))
      case .tooLarge(let error):
        guard case .file(let found)? = try? folder.entry(item.name) else { return reply(.gone) }
        guard item.isLastTry else { return reply(.notYet(found, nil, isForTemplate: false)) }
        (identity, refusal) = (found, error)
      }
    }
    let isRacy = FileIdentity.now - identity.modified < Self.tick
    let sha256 = refusal == nil ? SHA256Hex.of(image.bytes) : ""
    let file = ArrivedFile(
      folder: folder.path.bytes, name: item.name.bytes, device: identity.device,
      inode: identity.inode, modified: identity.modified, size: identity.size)
    if item.mayBeKnown {
      do throws(RecordStoreError) {
        if let known = try store.knownArrivals(of: file).last(where: { $0.sha256 == sha256 }) {
          return reply(
            .recorded(
              identity, EndingJob(item.folder, item.name, identity, known, options.after)))
        }
      } catch {
        return reply(.unclear)
      }
    }
    var job = InspectionJob(imagePath: place.path(of: item.name))
    job.arrivedAt = item.arrivedAt
    inspectors[item.folder]?.parts?.identify(&job)
    switch readTemplate(of: item.name, place, folder, recipe, into: &job) {
    case .notYet where !item.isLastTry:
      return reply(.notYet(identity, nil, isForTemplate: true))
    case .notYet, .none, .ready: break
    }
    let templateFile =
      job.templatePath.map { _ in (template.bytes, SHA256Hex.of(template.bytes)) }
    if let refusal { job.obstacle = "the image was refused: \(refusal)" }
    guard
      let inspected = inspectors[item.folder]?.worker.inspect(
        job, image: image.bytes, sha256: sha256,
        template: job.obstacle == nil ? templateFile : nil,
        readIn: (ContinuousClock.now - start) / .milliseconds(1))
    else { preconditionFailure("no inspector for folder \(item.folder)") }
    let isDecoded = inspected.isDecoded && refusal == nil
    guard isDecoded || item.isLastTry else {
      return reply(.notYet(identity, nil, isForTemplate: false))
    }
    let arrival = Arrival(
      file: file, arrivedAt: item.arrivedAt, isQuarantined: !isDecoded, record: inspected.record)
    return .finished(
      FinishedArrival(
        item: item, identity: identity, arrival: arrival, health: recipe.values.health,
        isRacy: isRacy, sidecar: job.sidecar))
  }

  /// Makes the inspector of the folder's recipe, where that is another one than before.
  private mutating func prepare(_ number: Int) {
    let loaded = places[number].recipe.current
    guard inspectors[number]?.loaded.generation != loaded.generation else { return }
    inspectors[number] = nil
    // The patterns were read when the recipe was.
    inspectors[number] = Place(
      loaded: loaded, parts: try? PartIdentifier(loaded.patterns),
      worker: InspectionWorker(recipe: loaded.recipe, origin: options.origin))
  }

  private enum TemplateOutcome {
    /// None is needed.
    case none
    /// It is read.
    case ready
    /// It is not there or cannot be read; the job says so.
    case notYet
  }

  private mutating func readTemplate(
    of name: RawName, _ place: WatchPlace, _ folder: WatchedFolder, _ recipe: PreparedRecipe,
    into job: inout InspectionJob
  ) -> TemplateOutcome {
    let limits = recipe.values.input.limits
    switch place.options.templates {
    case .unneeded: return .none
    case .file(let path):
      job.templatePath = path
      // Absolute, and without links: a file told by its user is no stranger's.
      let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      return read(RawName(Array(real.utf8)), at: path, in: folder, limits, into: &job)
    case .suffix(let suffix):
      let text = FileName(name.text)
      switch suffix.role(of: text.stem) {
      case .template: preconditionFailure("the intake leaves templates out")
      case .neither:
        job.obstacle =
          "the file's name ends neither in \(oneLine(suffix.image)) nor in "
          + "\(oneLine(suffix.template)) before its extension, so that no template belongs to it"
        return .none
      case .image(let stem):
        let paths = suffix.templates(of: text, stem: stem)
        let path = paths.first { (try? folder.entry(RawName(text: $0))) != nil } ?? paths[0]
        job.templatePath = place.path(of: RawName(text: path))
        return read(
          RawName(text: path), at: place.path(of: RawName(text: path)), in: folder, limits,
          into: &job)
      }
    }
  }

  private mutating func read(
    _ name: RawName, at path: String, in folder: WatchedFolder, _ limits: DecodeLimits,
    into job: inout InspectionJob
  ) -> TemplateOutcome {
    do throws(ArrivalReader.Failure) {
      _ = try template.read(name, in: folder, limits: limits)
      return .ready
    } catch {
      let cause =
        switch error {
        case .gone: DecodeError.unreadable(path: path, cause: "\(SystemError(code: ENOENT))")
        case .notAFile: DecodeError.notARegularFile(path: path, kind: "link, folder or device")
        case .changed: DecodeError.changedWhileReading(path: path)
        case .tooLarge(let error): error
        case .refused(let error): DecodeError.unreadable(path: path, cause: "\(error)")
        }
      job.obstacle = "the template was refused: \(cause)"
      return .notYet
    }
  }
}
