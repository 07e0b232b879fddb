import Codecs
import Decision
import Foundation
import Inspection
import Recipes
import Studies
import Traceability

/// Images whose right verdict is known, which a recipe must not begin to judge wrongly.
public struct RegressionSet: Sendable {
  /// One of the images.
  public struct Part: Sendable, Equatable {
    /// The image.
    public var path: String
    /// Whether it shows a good part.
    public var isGood: Bool
    /// Who says so.
    public var source: Source

    /// The image at `path`; `source` says that it is good, or not.
    public init(path: String, isGood: Bool, source: Source) {
      (self.path, self.isGood, self.source) = (path, isGood, source)
    }
  }

  /// Who says whether an image shows a good part.
  public enum Source: Sendable, Equatable {
    /// The truth table at this path.
    case table(String)
    /// The record with this number, whose verdict was overridden.
    case record(Int64)
  }

  /// An image that cannot be checked.
  public enum Missing: Sendable, Equatable {
    /// The table at this path names it, and it is not in the table's folder.
    case notInFolder(name: String, table: String)
    /// It is gone or another one than the source says something about.
    case gone(path: String, Source)
  }

  /// An image that would be judged wrongly, and was not before.
  public struct Regression: Sendable, Equatable {
    /// The image.
    public var part: Part
    /// The verdict of the recipe as it is.
    public var before: Verdict
    /// The verdict that it would get.
    public var after: Verdict
  }

  /// The images, each once.
  public private(set) var parts: [Part] = []
  /// What cannot be checked, because its image is gone or another one.
  public private(set) var missing: [Missing] = []

  private var truthOfFile: [String: Part] = [:]
  private var file = PartFile()

  /// No images.
  public init() {}

  /// Adds the images of a truth table, which lie in its folder or below.
  ///
  /// - Throws: what is wrong with the table, or which image is said to be good and bad.
  public mutating func add(table: String) throws {
    let folder = (table as NSString).deletingLastPathComponent
    let truth = try TruthTable(path: table)
    let paths = try JobCollection(paths: [folder.isEmpty ? "." : folder], rule: .unneeded)
      .jobs.map(\.imagePath)
    var known = 0
    for (path, found) in zip(paths, try truth.truth(of: paths)) {
      guard let found else { continue }
      known += 1
      try add(Part(path: path, isGood: found.isGood, source: .table(table)))
    }
    guard known < truth.count else { return }
    for name in truth.names where !paths.contains(where: { ("/" + $0).hasSuffix("/" + name) }) {
      missing.append(.notInFolder(name: name, table: table))
    }
  }

  /// Adds the images of records whose verdict was overridden, as it counts now.
  ///
  /// - Throws: which image is said to be good and bad.
  public mutating func add(records: [InspectionRecord], limits: DecodeLimits) throws {
    for record in records {
      let verdict = record.finalVerdict
      guard verdict == .pass || verdict == .fail else { continue }
      let source = Source.record(record.sequence ?? 0)
      guard (try? file.read(record.imagePath, limits: limits)) == record.imageSHA256 else {
        missing.append(.gone(path: record.imagePath, source))
        continue
      }
      try add(Part(path: record.imagePath, isGood: verdict == .pass, source: source))
    }
  }

  private mutating func add(_ part: Part) throws(LessonError) {
    let file = URL(fileURLWithPath: part.path).resolvingSymlinksInPath().path
    if let known = truthOfFile[file] {
      guard known.isGood == part.isGood else {
        throw .contradiction(path: part.path, known.source, part.source)
      }
      return
    }
    truthOfFile[file] = part
    parts.append(part)
  }

  /// Inspects all images with both recipes and returns those that the new one judges wrongly and the
  /// old one did not: a good part that fails or cannot be inspected, a bad one that passes or cannot
  /// be.
  public func regressions(
    from old: Recipe, to new: Recipe, workers: Int
  ) -> [Regression] {
    let before = Self.verdicts(old, parts.map(\.path), workers)
    let after = Self.verdicts(new, parts.map(\.path), workers)
    var found: [Regression] = []
    for (index, part) in parts.enumerated()
    where !Self.isRight(after[index], part) && Self.isRight(before[index], part) {
      found.append(Regression(part: part, before: before[index], after: after[index]))
    }
    return found
  }

  /// What `recipe` says of the images at `paths`, in their order.
  static func verdicts(_ recipe: Recipe, _ paths: [String], _ workers: Int) -> [Verdict] {
    StudyRunner(recipe: recipe, workers: workers)
      .run(paths.map { InspectionJob(imagePath: $0) }).map(\.record.verdict)
  }

  private static func isRight(_ verdict: Verdict, _ part: Part) -> Bool {
    part.isGood ? verdict == .pass : verdict == .fail || verdict == .review
  }
}

extension RegressionSet.Source: CustomStringConvertible {
  /// What it is called within a sentence.
  public var description: String {
    switch self {
    case .table(let path): oneLine(path)
    case .record(let number): "record \(number), overridden"
    }
  }
}

extension RegressionSet.Missing: CustomStringConvertible {
  /// What is missing, in a sentence.
  public var description: String {
    switch self {
    case .notInFolder(let name, let table):
      "\(oneLine(name)), which \(oneLine(table)) names, is not in its folder"
    case .gone(let path, let source): "\(oneLine(path)) of \(source), is gone or has changed"
    }
  }
}
