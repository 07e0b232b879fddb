import Foundation
import SwiftCSV
import Traceability

/// What a small file beside an image tells about the part: its serial number, its lot, and what it was
/// made from.
///
/// For `a/b.png` the first that exists of `a/b.png.json`, `a/b.json`, `a/b.png.csv` and `a/b.csv`.
/// JSON is an object with any of the members `serial` and `lot` (texts or whole numbers) and `parents`
/// (a list of serial numbers, or of objects with `serial` and `lot`). CSV is a header that names any of
/// the columns `serial`, `lot`, `parent_serial` and `parent_lot`, and a row for each parent; serial and
/// lot stand in the first. Whatever else is in the file is passed over, and a file with nothing of all
/// this is somebody else's.
public struct Sidecar: Sendable, Equatable {
  /// The part's serial number, where told.
  public var serial: String?
  /// The part's lot, where told.
  public var lot: String?
  /// What the part was made from.
  public var parents: [PartParent] = []

  /// Larger files are refused, in bytes.
  static let maximumBytes = 64 << 10

  /// Why a sidecar cannot be used, in a sentence that names it.
  public struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file.
    public var path: String
    /// What is wrong.
    public var reason: String

    /// The sentence.
    public var description: String {
      "the file \(oneLine(path)), which should tell what part this is, cannot be used: \(reason)"
    }
  }

  /// Reads the sidecar of the image at `path`; `nil` where there is none.
  public static func read(beside path: String) throws(Problem) -> Sidecar? {
    try find(beside: path)?.sidecar
  }

  /// Reads the sidecar of the image at `path`, and tells which file it was; `nil` where there is none.
  static func find(
    beside path: String
  ) throws(Problem) -> (sidecar: Sidecar, file: SidecarFile)? {
    let name = FileName(path)
    let stem = name.folder + name.stem
    let candidates = [
      (path + ".json", true), (stem + ".json", true), (path + ".csv", false),
      (stem + ".csv", false),
    ]
    for (candidate, isJSON) in candidates {
      // Nothing but a file is opened: a pipe could keep us waiting, a link lead to somebody else's file.
      var status = stat()
      guard lstat(candidate, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      let (text, identity) = try text(candidate)
      do throws(Malformed) {
        let sidecar = try isJSON ? Sidecar(json: text) : Sidecar(csv: text)
        if let sidecar {
          let name = FileName(candidate)
          return (
            sidecar,
            SidecarFile(name: name.stem + "." + name.extension, identity: identity)
          )
        }
      } catch {
        throw Problem(path: candidate, reason: error.reason)
      }
    }
    return nil
  }

  /// What is wrong with the content of a sidecar.
  struct Malformed: Error, Equatable { var reason: String }

  private struct Stored: Decodable {
    /// A text, or a whole number as text.
    struct Label: Decodable {
      var text: String

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int64.self) {
          text = String(number)
        } else {
          text = try container.decode(String.self)
        }
      }
    }

    struct Parent: Decodable {
      var serial: Label?
      var lot: Label?

      private enum Member: CodingKey { case serial, lot }

      init(from decoder: any Decoder) throws {
        if let label = try? Label(from: decoder) {
          serial = label
        } else {
          let members = try decoder.container(keyedBy: Member.self)
          serial = try members.decodeIfPresent(Label.self, forKey: .serial)
          lot = try members.decodeIfPresent(Label.self, forKey: .lot)
        }
      }
    }

    var serial: Label?
    var lot: Label?
    var parents: [Parent]?
  }

  /// What the JSON in `json` tells; `nil` where it is somebody else's.
  init?(json: String) throws(Malformed) {
    let stored: Stored
    do {
      stored = try JSONDecoder().decode(Stored.self, from: Data(json.utf8))
    } catch DecodingError.typeMismatch(_, let context) where context.codingPath.isEmpty {
      return nil
    } catch DecodingError.typeMismatch(_, let context),
      DecodingError.valueNotFound(_, let context)
    {
      let place = context.codingPath.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }
      throw Malformed(reason: "\(place.joined(separator: ".")) is neither text nor whole number")
    } catch {
      throw Malformed(reason: "it is no JSON")
    }
    guard stored.serial != nil || stored.lot != nil || stored.parents != nil else { return nil }
    serial = try Self.label(stored.serial?.text, "serial")
    lot = try Self.label(stored.lot?.text, "lot")
    for (index, parent) in (stored.parents ?? []).enumerated() {
      let made = PartParent(
        serial: try Self.label(parent.serial?.text, "parents.\(index)"),
        lot: try Self.label(parent.lot?.text, "parents.\(index)"))
      guard made.serial != nil || made.lot != nil else {
        throw Malformed(reason: "parents.\(index) has neither a serial nor a lot")
      }
      parents.append(made)
    }
  }

  /// What the CSV in `csv` tells; `nil` where it is somebody else's.
  init?(csv: String) throws(Malformed) {
    guard csv.utf8.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2) else {
      throw Malformed(reason: "a quote is never closed")
    }
    let table: EnumeratedCSV
    do {
      table = try EnumeratedCSV(
        string: csv, delimiter: .guessed(string: csv), loadColumns: false)
    } catch {
      throw Malformed(reason: "it is no CSV: \(error)")
    }
    let header = table.header.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
    let known = ["serial", "lot", "parent_serial", "parent_lot"]
    guard header.contains(where: known.contains) else { return nil }
    func field(_ name: String, _ row: [String]) throws(Malformed) -> String? {
      guard let index = header.firstIndex(of: name), index < row.count else { return nil }
      return try Self.label(row[index], name)
    }
    for (index, row) in table.rows.enumerated() {
      if index == 0 {
        serial = try field("serial", row)
        lot = try field("lot", row)
      }
      let parent = PartParent(
        serial: try field("parent_serial", row), lot: try field("parent_lot", row))
      if parent.serial != nil || parent.lot != nil { parents.append(parent) }
    }
  }

  /// `text` without blanks around it; `nil` where there is nothing else.
  private static func label(_ text: String?, _ name: String) throws(Malformed) -> String? {
    guard let text = text?.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else {
      return nil
    }
    guard text.utf8.count <= 1000, !text.contains(where: { $0.isNewline || $0 == "\0" }) else {
      throw Malformed(reason: "\(name) is longer than 1000 bytes or has a line break in it")
    }
    return text
  }

  private static func text(_ path: String) throws(Problem) -> (String, FileIdentity) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else {
      throw Problem(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw Problem(path: path, reason: String(cString: strerror(errno)))
    }
    var bytes = [UInt8](repeating: 0, count: maximumBytes + 1)
    var count = 0
    while count < bytes.count {
      let read = bytes[count...].withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress, $0.count)
      }
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else {
        throw Problem(path: path, reason: String(cString: strerror(errno)))
      }
      guard read > 0 else { break }
      count += read
    }
    guard count <= maximumBytes else {
      throw Problem(path: path, reason: "it is larger than \(maximumBytes >> 10) KiB")
    }
    let content = bytes[..<count]
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = content.starts(with: mark) ? content.dropFirst(mark.count) : content
    guard let text = String(validating: body, as: UTF8.self) else {
      throw Problem(path: path, reason: "it is not UTF-8")
    }
    return (text, FileIdentity(status))
  }
}

/// A file that told which part an image shows.
struct SidecarFile: Sendable, Hashable {
  /// Its name, without the folder, which is the image's.
  var name: String
  /// Which file it was, in which state.
  var identity: FileIdentity
}
