import Codecs
import Decision
import Pixels
import Reporting
import Synthesis
import Wording

extension Words {
  /// What `error` says of a board that was to be drawn.
  func said(_ error: SynthesisError) -> String {
    switch error {
    case .size(let size): wrongSize(size)
    case .outOfRange(let parameter, let value):
      text(
        .errorDrawRange,
        [
          "name": parameter.name, "value": "\(value)", "from": "\(parameter.range.lowerBound)",
          "to": "\(parameter.range.upperBound)", "unit": unit(parameter.unit),
        ])
    case .defectCount(let count): wrongCount(count, most: BoardParameters.mostDefects)
    case .unknownClass(let name):
      text(.errorDrawClass, ["name": name, "known": names(DefectClass.boardClasses)])
    case .noRoom(let name, let size):
      text(.errorDrawNoBoard, ["size": sides(size), "class": term(for: name)])
    }
  }

  /// What `error` says of a surface that was to be drawn.
  func said(_ error: SurfaceError) -> String {
    switch error {
    case .size(let size): wrongSize(size)
    case .contrast(let contrast):
      text(
        .errorDrawContrast,
        [
          "value": "\(contrast)", "from": "\(SurfaceParameters.contrasts.lowerBound)",
          "to": "\(SurfaceParameters.contrasts.upperBound)",
        ])
    case .defectCount(let count): wrongCount(count, most: SurfaceParameters.mostDefects)
    case .unknownClass(let name):
      text(.errorDrawSurfaceClass, ["name": name, "known": names(DefectClass.surfaceClasses)])
    case .noRoom(let name, let size):
      text(.errorDrawNoSurface, ["size": sides(size), "class": term(for: name)])
    }
  }

  /// What `error` says of files that were to be written.
  func said(_ error: PairFolderError) -> String {
    switch error {
    case .notAFolder(let path, let reason):
      text(.errorDrawFolder, ["path": path, "reason": reason])
    case .exists(let path, let others):
      others > 0
        ? text(.errorDrawExistMore, ["path": path, "count": "\(others)"])
        : text(.errorDrawExists, ["path": path])
    case .unreadable(let path, let reason):
      text(.errorDrawUnreadable, ["path": path, "reason": reason])
    case .unwritable(let path, let reason):
      text(.errorDrawUnwritable, ["path": path, "reason": reason])
    case .notEncoded(let path, let error):
      text(.errorDrawNotEncoded, ["path": path, "reason": said(error)])
    }
  }

  /// What `error` says of a picture that was to be stored.
  func said(_ error: EncodeError) -> String {
    switch error {
    case .empty: self[.errorEncodeEmpty]
    case .unsupportedChannels(let format, let channels):
      text(.errorEncodeChannels, ["format": format, "count": "\(channels)"])
    case .tooLarge(let format, let size, let maximum):
      text(
        .errorEncodeSize, ["format": format, "size": sides(size), "most": "\(maximum)"])
    case .outOfMemory: self[.errorEncodeMemory]
    case .failed(let words): text(.errorEncodeFailed, ["reason": words])
    }
  }

  private func wrongSize(_ size: PixelSize) -> String {
    let allowed = BoardParameters.sides
    return text(
      .errorDrawSize,
      [
        "size": sides(size), "from": "\(allowed.lowerBound)", "to": "\(allowed.upperBound)",
      ])
  }

  private func wrongCount(_ count: Int, most: Int) -> String {
    text(.errorDrawCount, ["count": "\(count)", "most": "\(most)"])
  }

  private func sides(_ size: PixelSize) -> String { "\(size.width)x\(size.height)" }

  /// As they are written on the command line, in every language.
  private func names(_ classes: [DefectClass]) -> String {
    classes.map(\.rawValue).joined(separator: ", ")
  }

  private func unit(_ unit: BoardParameter.Unit) -> String {
    switch unit {
    case .pixels: unit.rawValue
    case .grayLevels: self[.errorDrawGrayLevels]
    case .percent: self[.errorDrawPercent]
    }
  }
}
