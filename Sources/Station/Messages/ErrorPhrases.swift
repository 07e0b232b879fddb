import Codecs
import Comparison
import Recipes
import Reporting
import Teaching
import Traceability
import Wording

extension Words {
  /// What `error` says, for a person.
  ///
  /// In English it is the error's own description. In other languages it is made from the error's cause
  /// where that is known here, and else is the description too; the words of the system and of libraries
  /// within it stay as they are.
  public func says(_ error: any Error) -> String {
    (language == .english ? nil : phrase(error)) ?? "\(error)"
  }

  /// The phrase of `error` from the catalogue, where it is known; in English it is what the error's
  /// description says, which a test sees to.
  func phrase(_ error: any Error) -> String? {
    switch error {
    case let error as RecipeError: phrase(error)
    case let error as TeachingError: phrase(error)
    case let error as RecordStoreError: phrase(error)
    case let error as ReportError: phrase(error)
    case let error as DecodeError: phrase(error)
    case let error as JobError: phrase(error)
    case let error as WatchError: phrase(error)
    case let error as LessonError: phrase(error)
    case let error as KeyFileError: phrase(error)
    case let error as HeadFileError: phrase(error)
    case let error as DossierError: phrase(error)
    default: nil
    }
  }

  func phrase(_ error: DecodeError) -> String {
    switch error {
    case .unreadable(let path, let cause):
      text(.imageUnreadable, ["path": path, "reason": cause])
    case .notARegularFile(let path, let kind): text(.imageNotAFile, ["path": path, "kind": kind])
    case .changedWhileReading(let path): text(.imageChanged, ["path": path])
    case .empty: self[.imageEmpty]
    case .notAnImage: self[.imageNotAnImage]
    case .unsupportedColour(let model): text(.imageColour, ["reason": model])
    case .unsupported(let words): text(.imageUnsupported, ["reason": words])
    case .overLimit(let parameter, let value, let limit):
      text(
        Self.phrase(of: parameter),
        ["value": "\(value)", "limit": "\(limit)", "parameter": parameter.rawValue])
    case .damaged(let words): text(.imageDamaged, ["reason": words])
    case .truncated(let words): text(.imageTruncated, ["reason": words])
    case .outOfMemory: self[.imageMemory]
    }
  }

  /// What is told of the limit is told in records too, in the same words.
  private static func phrase(of parameter: DecodeLimits.Parameter) -> Phrase {
    switch parameter {
    case .maximumPixels: .toldTooManyPixels
    case .maximumScans: .toldTooManyScans
    case .maximumFileBytes: .toldFileTooLarge
    case .maximumAncillaryChunkBytes: .toldChunkTooLarge
    }
  }

  private func phrase(_ error: ReportError) -> String {
    let subject: Phrase =
      switch error.action {
      case .createFolder: .writeFolder
      case .lock: .writeLock
      case .create: .writeCreate
      case .write: .writeWrite
      case .replace: .writeReplace
      }
    let problem: Phrase? =
      switch error.cause {
      case .inUse: .writeInUse
      case .diskFull: .writeFull
      case .permissionDenied: .writeDenied
      case .readOnlyFileSystem: .writeReadOnly
      case .folderMissing: .writeNoFolder
      case .notAFolder: .writeNotAFolder
      case .isAFolder: .writeIsAFolder
      case .notAPage: .writeNotAPage
      case .system: nil
      }
    var words = problem.map { self[$0] } ?? ""
    if case .system(let code) = error.cause { words = "\(SystemError(code: code))" }
    return text(
      .errorPair, ["subject": text(subject, ["path": error.path]), "problem": words])
  }

  private func phrase(_ error: WatchError) -> String {
    switch error {
    case .recipe(let path, let obstacle):
      text(.watchRecipe, ["path": oneLine(path), "reason": phrase(obstacle)])
    case .folder(let path, let reason):
      text(.watchFolder, ["path": oneLine(path), "reason": reason])
    case .output(let path, let reason):
      text(.watchOutput, ["path": oneLine(path), "reason": reason])
    case .inUse(let path, let owner):
      text(.watchInUse, ["path": oneLine(path), "owner": name(ofOwner: owner)])
    case .hardLinks(let records, let count):
      text(.watchHardLinks, ["path": records, "count": "\(count)"])
    case .lockFile(let path, let reason):
      text(.watchLockFile, ["path": path, "reason": reason])
    case .noEvents(let reason): text(.watchNoEvents, ["reason": reason])
    case .sameFolder(let first, let second):
      text(.watchSameFolder, ["path": oneLine(first), "other": oneLine(second)])
    }
  }

  private func phrase(_ obstacle: RecipeObstacle) -> String {
    switch obstacle {
    case .unreadable(let error): phrase(error)
    case .pattern(let error): phrase(error)
    case .needsTemplates: self[.watchNeedsTemplates]
    case .ownReference(let method): text(.watchOwnReference, ["method": method])
    }
  }

  /// Who holds a lock, by what the lock says: `process 17 (COMMAND)`.
  private func name(ofOwner owner: String?) -> String {
    guard let owner = owner.map(oneLine) else { return self[.watchSomebody] }
    let head = "process "
    guard owner.hasPrefix(head) else { return owner }
    return text(.watchProcess, ["process": String(owner.dropFirst(head.count))])
  }

  private func phrase(_ error: LessonError) -> String {
    func says(_ key: Phrase, _ path: String, _ values: [String: String] = [:]) -> String {
      text(key, values.merging(["path": oneLine(path)]) { own, _ in own })
    }
    switch error {
    case .image(let path, let error):
      return says(.lessonImage, path, ["problem": phrase(error)])
    case .mask(let path, let error):
      return says(.lessonMask, path, ["problem": phrase(error)])
    case .maskSize(let path, let size, let expected):
      return says(
        .lessonMaskSize, path,
        [
          "size": "\(size.width)x\(size.height)",
          "expected": "\(expected.width)x\(expected.height)",
        ])
    case .emptyMask(let path): return says(.lessonEmptyMask, path)
    case .exists(let path): return says(.lessonExists, path)
    case .noReference(let path): return says(.lessonNoReference, path)
    case .contradiction(let path, let first, let second):
      return says(
        .lessonContradiction, path, ["first": self.says(first), "second": self.says(second)])
    case .noAlarms(let path): return says(.lessonNoAlarms, path)
    case .textureAlarms(let path): return says(.lessonTextureAlarms, path)
    case .noFalseAlarms(let records, let recipe):
      return says(.lessonNoFalseAlarms, records, ["recipe": oneLine(recipe)])
    case .noTexture: return self[.lessonNoTexture]
    case .textureSize(let path, let size):
      return says(
        .lessonTextureSize, path,
        [
          "size": "\(size.width)x\(size.height)", "least": "\(TextureModel.sides.lowerBound)",
          "most": "\(TextureModel.sides.upperBound)",
        ])
    }
  }
}
