import Codecs
import Foundation
import Pixels

/// A folder of pairs in the layout of the DeepPCB dataset: `NAME_test.EXT`, `NAME_temp.EXT` and the
/// truth `NAME.txt`, named by the lines `NAME.EXT NAME.txt` of `list.txt`.
public struct PairFolder: Sendable {
  /// How pictures are stored.
  public enum Format: String, Sendable, CaseIterable {
    /// Lossless.
    case png
    /// Baseline JPEG of quality 95.
    case jpg
  }

  /// Where the folder is.
  public let path: String
  /// How pictures are stored.
  public let format: Format
  /// Whether files that exist may be replaced.
  public let overwrites: Bool

  private static let jpegQuality = 95
  private static let listName = "list.txt"

  /// The folder at `path`, which need not exist yet.
  public init(path: String, format: Format = .png, overwrites: Bool = false) {
    (self.path, self.format, self.overwrites) = (path, format, overwrites)
  }

  /// The files of the pair called `name`.
  public func files(of name: String) -> [String] {
    [name + "_test." + format.rawValue, name + "_temp." + format.rawValue, name + ".txt"]
  }

  /// Makes the folder where there is none, and throws where a file of one of the pairs `names`
  /// exists and must not be replaced. To be called before anything is drawn.
  public func prepare(for names: [String]) throws(PairFolderError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .notAFolder(path: path, reason: error.localizedDescription)
    }
    guard !overwrites else { return }
    let present = names.flatMap(files).filter {
      FileManager.default.fileExists(atPath: location($0).path)
    }
    guard let first = present.first else { return }
    throw .exists(path: location(first).path, others: present.count - 1)
  }

  /// Writes the files of `pair`; each appears whole or not at all.
  public func write(_ pair: SyntheticPair, name: String) throws(PairFolderError) {
    let files = files(of: name)
    try write(encoded(pair.test, for: files[0]), to: files[0])
    try write(encoded(pair.template, for: files[1]), to: files[1])
    try write(Data(pair.truthText.utf8), to: files[2])
  }

  /// Adds the pairs `names` to `list.txt`, behind those that it has; those it has already stay
  /// where they are.
  public func list(_ names: [String]) throws(PairFolderError) {
    let file = location(Self.listName)
    var lines: [String] = []
    if FileManager.default.fileExists(atPath: file.path) {
      do {
        lines = try String(contentsOf: file, encoding: .utf8)
          .split(whereSeparator: \.isNewline).map(String.init)
      } catch {
        throw .unreadable(path: file.path, reason: error.localizedDescription)
      }
    }
    let listed = Set(lines)
    lines += names.map { "\($0).\(format.rawValue) \($0).txt" }.filter { !listed.contains($0) }
    try write(Data(lines.map { $0 + "\n" }.joined().utf8), to: Self.listName)
  }

  private func location(_ file: String) -> URL {
    URL(filePath: path, directoryHint: .isDirectory).appending(path: file)
  }

  private func encoded(_ image: Image<UInt8>, for file: String) throws(PairFolderError) -> Data {
    do {
      return switch format {
      case .png: Data(try ImageEncoder.png(image))
      case .jpg: Data(try ImageEncoder.jpeg(image, quality: Self.jpegQuality))
      }
    } catch {
      throw .notEncoded(path: location(file).path, error)
    }
  }

  private func write(_ data: Data, to file: String) throws(PairFolderError) {
    do {
      try data.write(to: location(file), options: .atomic)
    } catch {
      throw .unwritable(path: location(file).path, reason: error.localizedDescription)
    }
  }
}

/// Why pairs were not written.
public enum PairFolderError: Error, Sendable, Equatable {
  /// The folder is none and cannot be made.
  case notAFolder(path: String, reason: String)
  /// The file exists already, and so many others of those that would be written.
  case exists(path: String, others: Int)
  /// The list cannot be read.
  case unreadable(path: String, reason: String)
  /// The file cannot be written.
  case unwritable(path: String, reason: String)
  /// The picture cannot be stored in this format.
  case notEncoded(path: String, EncodeError)
}

extension PairFolderError: CustomStringConvertible {
  /// What is wrong and what to do, in a sentence.
  public var description: String {
    switch self {
    case .notAFolder(let path, let reason): "cannot make the folder \(path): \(reason)"
    case .exists(let path, let others):
      "\(path) exists already\(others > 0 ? ", and \(others) other files" : ""): "
        + "use --force to replace, or another folder"
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    case .notEncoded(let path, let error): "cannot encode \(path): \(error)"
    }
  }
}
