import Decision
import Foundation
import Pixels

/// Reads labelled sets laid out as DeepPCB is (Tang et al., "Online PCB Defect Detector On A New PCB
/// Defect Dataset", arXiv:1902.06197): a list with `IMAGE TRUTH` on each line, relative to a root.
/// For `a/b.jpg` the image is `a/b_test.jpg` and the template `a/b_temp.jpg`; a truth file has
/// `x1 y1 x2 y2 type` on each line, separated by blanks or commas, types 1...6 in the order of
/// ``DefectClass/boardClasses``.
public enum DeepPCBLayout {
  /// The pairs that the file `list` names, in its order.
  public static func pairs(
    root: String, list: String
  ) throws(EvaluationError) -> [LabelledPair] {
    let lines = try text(of: list).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var pairs: [LabelledPair] = []
    for (number, line) in lines.enumerated() {
      let fields = line.split(whereSeparator: \.isWhitespace)
      guard !fields.isEmpty else { continue }
      let image = fields[0]
      // The name must have a stem and a suffix; a dot in a folder's name is neither.
      let file = image.split(separator: "/", omittingEmptySubsequences: false).last ?? image
      guard fields.count == 2, let dot = file.lastIndex(of: "."), dot > file.startIndex else {
        throw .badLine(
          path: list, line: number + 1, text: String(line), expected: .pair)
      }
      let (stem, suffix) = (image[..<dot], image[dot...])
      pairs.append(
        LabelledPair(
          name: String(file[..<dot]),
          group: String(image.dropLast(file.count).prefix { $0 != "/" }),
          imagePath: path(root, "\(stem)_test\(suffix)"),
          templatePath: path(root, "\(stem)_temp\(suffix)"),
          truthPath: path(root, String(fields[1]))))
    }
    guard !pairs.isEmpty else { throw .emptyList(path: list) }
    var seen = Set<String>()
    for pair in pairs where !seen.insert(pair.name).inserted {
      throw .duplicateName(path: list, name: pair.name)
    }
    return pairs
  }

  /// The boxes in the truth file at `path`.
  public static func truth(_ path: String) throws(EvaluationError) -> [TruthBox] {
    var boxes: [TruthBox] = []
    let lines = try text(of: path).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      let fields = line.split { $0.isWhitespace || $0 == "," }
      guard !fields.isEmpty else { continue }
      let values = fields.compactMap { Int($0) }
      guard fields.count == 5, values.count == 5,
        (1...DefectClass.boardClasses.count).contains(values[4]),
        values[..<4].allSatisfy(coordinates.contains),
        values[0] < values[2], values[1] < values[3]
      else {
        throw .badLine(
          path: path, line: number + 1, text: String(line),
          expected: .box(limit: coordinates.upperBound))
      }
      boxes.append(
        TruthBox(
          box: PixelBox(x1: values[0], y1: values[1], x2: values[2], y2: values[3]),
          defectClass: DefectClass.boardClasses[values[4] - 1]))
    }
    return boxes
  }

  /// Coordinates that a truth file may name, in pixels; areas of such boxes are exact.
  private static let coordinates = -1_000_000...1_000_000

  private static func path(_ root: String, _ relative: String) -> String {
    root.hasSuffix("/") ? root + relative : root + "/" + relative
  }

  private static func text(of path: String) throws(EvaluationError) -> String {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw .notAFile(path: path)
    }
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw .unreadable(path: path, cause: (error as NSError).localizedDescription)
    }
  }
}
