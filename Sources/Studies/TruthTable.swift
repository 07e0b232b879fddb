import Decision
import Foundation
import Pixels
import SwiftCSV

/// What the parts on images really are, from a CSV file.
///
/// UTF-8, separated by commas, semicolons or tabs. The header names the columns in any order:
/// `image`, `verdict`, and where it is known where the defects are `x1`, `y1`, `x2`, `y2` and `class`;
/// others are passed over. A row says that an image is good (`good`, `pass`, `ok`) or bad
/// (`defective`, `bad`, `fail`, `ng`); a bad image has a row for each defect.
public struct TruthTable: Sendable {
  private struct Entry {
    var components: [Substring]
    var truth: PartTruth
  }

  private var entries: [Entry] = []
  private let path: String

  /// How many images the table names.
  public var count: Int { entries.count }
  /// The images as the table names them, in its order.
  public var names: [String] { entries.map { $0.components.joined(separator: "/") } }
  /// How many of them are good.
  public var goodCount: Int { entries.count { $0.truth.isGood } }

  /// Bytes that a table may have.
  static let maximumBytes = 64 << 20
  private static let good: Set = ["good", "pass", "ok"]
  private static let bad: Set = ["defective", "bad", "fail", "ng"]
  private static let coordinates = ["x1", "y1", "x2", "y2"]

  /// Reads the file at `path`.
  public init(path: String) throws(TruthTableError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      let cause = (error as? CocoaError)?.underlying as? POSIXError
      throw TruthTableError(
        path: path,
        problem: .unreadable(
          cause.map { String(cString: strerror($0.code.rawValue)) } ?? error.localizedDescription))
    }
    try self.init(bytes: data, path: path)
  }

  /// Reads `bytes`, the contents of the file at `path`.
  init(bytes: Data, path: String) throws(TruthTableError) {
    self.path = path
    let content = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes
    guard bytes.count <= Self.maximumBytes, let text = String(validating: content, as: UTF8.self)
    else { throw TruthTableError(path: path, problem: .notUTF8) }
    // The parser takes a quote that is never closed for a field that reaches to the end.
    guard text.utf8.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2) else {
      throw TruthTableError(path: path, problem: .quotes)
    }
    let table: EnumeratedCSV
    do {
      table = try EnumeratedCSV(
        string: text, delimiter: .guessed(string: text), loadColumns: false)
    } catch {
      throw TruthTableError(path: path, problem: .quotes)
    }
    let header = table.header.map { Self.trimmed($0).lowercased() }
    func column(_ name: String) -> Int? { header.firstIndex(of: name) }
    guard let image = column("image"), let verdict = column("verdict") else {
      throw TruthTableError(path: path, problem: .missingColumns(found: header))
    }
    let places = Self.coordinates.compactMap(column)
    var known: [String: Int] = [:]
    for (index, fields) in table.rows.enumerated() {
      func field(_ column: Int?) -> String {
        column.map { $0 < fields.count ? Self.trimmed(fields[$0]) : "" } ?? ""
      }
      guard fields.contains(where: { !Self.trimmed($0).isEmpty }) else { continue }
      func refuse(_ problem: TruthTableError.RowProblem) -> TruthTableError {
        TruthTableError(path: path, problem: .row(index + 2, problem))
      }
      let name = field(image)
      guard !name.isEmpty else { throw refuse(.noImage) }
      let word = field(verdict).lowercased()
      guard Self.good.contains(word) || Self.bad.contains(word) else {
        throw refuse(.verdict(word))
      }
      let isGood = Self.good.contains(word)
      let box: PixelBox?
      do {
        box = try Self.box(places.map(field))
      } catch {
        throw refuse(error)
      }
      guard box == nil || !isGood else { throw refuse(.defectOfGoodImage) }
      let defects = box.map { box in
        let name = field(column("class"))
        return [
          PartTruth.Defect(box: box, defectClass: name.isEmpty ? nil : DefectClass(rawValue: name))
        ]
      }
      let truth = PartTruth(isGood: isGood, defects: defects ?? [])
      if let entry = known[name] {
        guard entries[entry].truth.isGood == isGood else {
          throw refuse(.contradiction(image: name, verdict: word))
        }
        entries[entry].truth.defects += truth.defects
      } else {
        known[name] = entries.count
        entries.append(Entry(components: Self.components(name), truth: truth))
      }
    }
    guard !entries.isEmpty else { throw TruthTableError(path: path, problem: .noRows) }
  }

  /// The truth about each of `images`; `nil` for those that the table does not name.
  ///
  /// A name in the table belongs to the image whose path ends in it, whole names of files and folders
  /// compared; of several names the longest counts.
  ///
  /// - Throws: that two images have the same name in the table.
  public func truth(of images: [String]) throws(TruthTableError) -> [PartTruth?] {
    var byName: [Substring: [Int]] = [:]
    for (index, entry) in entries.enumerated() {
      byName[entry.components.last ?? "", default: []].append(index)
    }
    var image: [Int: String] = [:]
    var found: [PartTruth?] = []
    for path in images {
      let components = Self.components(path)
      let entry = (byName[components.last ?? ""] ?? [])
        .filter { components.reversed().starts(with: entries[$0].components.reversed()) }
        .max { entries[$0].components.count < entries[$1].components.count }
      guard let entry else {
        found.append(nil)
        continue
      }
      if let other = image.updateValue(path, forKey: entry), other != path {
        throw TruthTableError(path: self.path, problem: .ambiguous(other, path))
      }
      found.append(entries[entry].truth)
    }
    return found
  }

  /// The box with these four fields; `nil` where all are empty.
  private static func box(_ fields: [String]) throws(TruthTableError.RowProblem) -> PixelBox? {
    guard fields.contains(where: { !$0.isEmpty }) else { return nil }
    let values = fields.compactMap(Int.init)
    guard values.count == 4, values.allSatisfy((-1_000_000...1_000_000).contains),
      values[0] < values[2], values[1] < values[3]
    else { throw .box(fields) }
    return PixelBox(x1: values[0], y1: values[1], x2: values[2], y2: values[3])
  }

  private static func components(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }

  private static func trimmed(_ text: String) -> String {
    text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// Why a truth table cannot be used: which file, where in it, and what to do.
public struct TruthTableError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Problem: Sendable, Equatable {
    /// It cannot be read; the system's words.
    case unreadable(String)
    /// It is not text in UTF-8, or too large for one.
    case notUTF8
    /// A quoted field is wrong.
    case quotes
    /// The header has no column `image` or `verdict`.
    case missingColumns(found: [String])
    /// There is no row below the header.
    case noRows
    /// The row (the header is row 1) is wrong, and how.
    case row(Int, RowProblem)
    /// Two images have one name in the table.
    case ambiguous(String, String)
  }

  /// What is wrong with a row.
  public enum RowProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// It names no image.
    case noImage
    /// Its verdict is a word that is none.
    case verdict(String)
    /// It has a defect, but calls the image good.
    case defectOfGoodImage
    /// It says the opposite of what a row before says of the image.
    case contradiction(image: String, verdict: String)
    /// Its four fields for a box make none.
    case box([String])

    /// What is wrong, as the end of a sentence.
    public var description: String {
      switch self {
      case .noImage: "names no image"
      case .verdict(let word): "the verdict '\(word)' is neither good nor defective"
      case .defectOfGoodImage: "a good image has no defect"
      case .contradiction(let image, let verdict):
        "says that \(image) is \(verdict), a row before says the opposite"
      case .box(let fields):
        "x1, y1, x2, y2 are \(fields.joined(separator: ", ")); they must be whole numbers with "
          + "x1 < x2 and y1 < y2, or all four empty"
      }
    }
  }

  /// The table.
  public var path: String
  /// What is wrong with it.
  public var problem: Problem

  init(path: String, problem: Problem) { (self.path, self.problem) = (path, problem) }

  /// One sentence.
  public var description: String {
    let words =
      switch problem {
      case .unreadable(let cause): "cannot be read: \(cause)"
      case .notUTF8: "is not UTF-8 text of a few megabytes; save it as \"CSV UTF-8\""
      case .quotes: "has a quoted field that is wrong; put \" around whole fields"
      case .missingColumns(let found):
        "has the columns (\(found.joined(separator: ", "))); it needs image and verdict, and where "
          + "the defects are known x1, y1, x2, y2 and class"
      case .noRows: "has no rows below its header"
      case .row(let row, let problem): "row \(row): \(problem)"
      case .ambiguous(let a, let b):
        "has one name for two images, \(a) and \(b); name them with their folders"
      }
    return "truth \(path): \(words)"
  }
}
