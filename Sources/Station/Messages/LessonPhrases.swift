import Alignment
import Teaching
import Wording

extension Words {
  /// Who says what an image shows, within a sentence.
  public func says(_ source: RegressionSet.Source) -> String {
    switch source {
    case .table(let path): oneLine(path)
    case .record(let number): text(.lessonOverridden, ["record": "\(number)"])
    }
  }

  /// Which image cannot be checked.
  public func says(_ missing: RegressionSet.Missing) -> String {
    switch missing {
    case .notInFolder(let name, let table):
      text(.lessonNotInFolder, ["path": oneLine(name), "table": oneLine(table)])
    case .gone(let path, let source):
      text(.lessonGone, ["path": oneLine(path), "source": says(source)])
    }
  }

  /// Why nothing was learned from an image.
  public func says(_ obstacle: AlarmLesson.Obstacle) -> String {
    switch obstacle {
    case .learnedBefore: self[.lessonLearnedBefore]
    case .changed: self[.lessonChanged]
    case .unreadable(let error): text(.lessonUnreadable, ["problem": phrase(error)])
    case .notFound: self[.lessonNotFound]
    }
  }

  /// What `error` says of images of good parts.
  func phrase(_ error: TeachingError) -> String {
    switch error {
    case .reference(let name, let error):
      text(.errorPair, ["subject": name, "problem": phrase(error)])
    case .channels(let name, let channels, let expected):
      text(
        .lessonChannels, ["path": name, "channels": "\(channels)", "expected": "\(expected)"])
    case .size(let name, let size):
      text(.lessonSize, ["path": name, "size": "\(size.width)x\(size.height)"])
    case .regions(let size, let expected):
      text(
        .lessonRegions,
        [
          "size": "\(size.width)x\(size.height)",
          "expected": "\(expected.width)x\(expected.height)",
        ])
    case .nothing: self[.lessonNothing]
    case .firstDiffers(let name, let found, let count):
      text(.lessonFirstDiffers, ["path": name, "found": "\(found)", "count": "\(count)"])
    }
  }

  /// What `error` says of what a part is found by.
  private func phrase(_ error: PoseError) -> String {
    switch error {
    case .featureless(let size):
      text(.lessonFeatureless, ["size": "\(size.width)x\(size.height)"])
    case .regionOutside(let box, let size):
      text(
        .lessonRegionOutside,
        [
          "region": "\(box.x1),\(box.y1),\(box.width),\(box.height)",
          "size": "\(size.width)x\(size.height)",
        ])
    case .regionTooSmall(let box, let least):
      text(
        .lessonRegionSmall,
        [
          "region": "\(box.x1),\(box.y1),\(box.width),\(box.height)", "least": "\(least)",
        ])
    case .tooFewPlaces(let count, let needed):
      text(.lessonFewPlaces, ["count": "\(count)", "needed": "\(needed)"])
    case .ambiguous(let offset):
      text(.lessonAmbiguous, ["offset": "\(Int(min(offset, 1e6).rounded()))"])
    }
  }
}
