import Foundation
import SwiftCSV

/// A list of images in a CSV file.
///
/// UTF-8, separated by commas, semicolons or tabs (the header decides). The header names the
/// columns in any order, in upper or lower case: `image` must be there; `template`, `serial` and
/// `lot` may be. Other columns are passed over, since lists come from systems that have more to
/// tell. Paths are relative to the list's folder, or to the current one where the list comes through
/// a pipe and has none.
struct JobTable {
  /// A job for each row that is not blank, with what the row tells.
  private(set) var rows: [InspectionJob] = []
  /// Whether there is a column for templates.
  let hasTemplates: Bool
  /// The columns that are passed over, as the header writes them.
  let ignoredColumns: [String]

  /// Bytes that a list may have.
  static let maximumBytes = 64 << 20
  private static let knownColumns = ["image", "template", "serial", "lot"]

  init(path: String) throws(ListProblem) {
    let folder = FileKind(of: path) == .file ? FileName(path).folder : ""
    try self.init(bytes: Self.read(path), folder: folder)
  }

  init(bytes: Data, folder: String) throws(ListProblem) {
    let content = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes
    guard let text = String(validating: content, as: UTF8.self) else { throw .notUTF8 }
    let table = try Self.parse(text)
    let header = table.header.map { $0.trimmingCharacters(in: .whitespaces) }
    var columns: [String: Int] = [:]
    for (index, name) in header.enumerated() where Self.knownColumns.contains(name.lowercased()) {
      guard columns.updateValue(index, forKey: name.lowercased()) == nil else {
        throw .duplicateColumn(name: name.lowercased())
      }
    }
    ignoredColumns = header.filter {
      !$0.isEmpty && !Self.knownColumns.contains($0.lowercased())
    }
    hasTemplates = columns["template"] != nil
    guard let imageColumn = columns["image"] else {
      throw .missingColumn(name: "image", found: header)
    }

    for (index, fields) in table.rows.enumerated() {
      let row = index + 2
      guard fields.contains(where: { !Self.isBlank($0) }) else { continue }
      if let surplus = fields.dropFirst(header.count).first(where: { !Self.isBlank($0) }) {
        throw .surplusField(row: row, text: surplus)
      }
      guard !fields.contains(where: { $0.utf8.contains(0) }) else { throw .zeroByte(row: row) }
      func field(_ column: Int?) -> String? {
        guard let column, column < fields.count, !Self.isBlank(fields[column]) else { return nil }
        return fields[column]
      }
      guard let image = field(imageColumn) else { throw .noImage(row: row) }
      rows.append(
        InspectionJob(
          imagePath: Self.path(image, in: folder),
          templatePath: field(columns["template"]).map { Self.path($0, in: folder) },
          serial: field(columns["serial"])?.trimmingCharacters(in: .whitespaces),
          lot: field(columns["lot"])?.trimmingCharacters(in: .whitespaces)))
    }
    guard !rows.isEmpty else { throw .noRows }
  }

  /// Reads through pipes too, so that a list may come from another program.
  private static func read(_ path: String) throws(ListProblem) -> Data {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(cause: String(cString: strerror(errno))) }
    defer { close(file) }
    var data = Data()
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = Foundation.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(cause: String(cString: strerror(errno))) }
      guard count > 0 else { return data }
      data.append(contentsOf: chunk[..<count])
      guard data.count <= maximumBytes else { throw .tooLarge(limit: maximumBytes) }
    }
  }

  private static func parse(_ text: String) throws(ListProblem) -> EnumeratedCSV {
    // The parser takes a quote that is never closed for a field that reaches to the end.
    guard text.utf8.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2) else {
      throw .quotes(reason: "a quote is never closed")
    }
    do {
      return try EnumeratedCSV(
        string: text, delimiter: .guessed(string: text), loadColumns: false)
    } catch CSVParseError.quotation(let message) {
      throw .quotes(reason: message)
    } catch {
      throw .quotes(reason: "\(error)")
    }
  }

  private static func isBlank(_ text: String) -> Bool {
    text.allSatisfy(\.isWhitespace)
  }

  private static func path(_ path: String, in folder: String) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : folder + path
  }
}
