import Codecs
import Foundation
import Synchronization
import Traceability

/// Moves and deletes files after their records are written.
///
/// A file is first given a name that only the station uses, then looked at: only the file that was
/// inspected, in the state in which it was, goes on. Whatever else had its name goes back, to be
/// inspected in its turn. Nothing is ever overwritten. Belongs to one thread.
struct FileEnder {
  /// Names of files on their way begin like this; then come the number of the record, a dash and the
  /// file's name.
  static let claimPrefix = ".sightline-"

  private let places: [WatchPlace]
  private var outputs: [String: WatchedFolder] = [:]

  init(places: [WatchPlace]) { self.places = places }

  /// Does `job`: returns what became of the file, or throws why it is still to be done, as a sentence.
  mutating func end(_ job: EndingJob) throws(EndingFailure) -> ArrivalEnding {
    let folder = places[job.folder].folder
    let claim = Self.claim(job.sequence, job.name)
    do throws(SystemError) {
      guard case .file(let identity) = try folder.entry(job.name), identity.isSame(as: job.identity)
      else { return .gone }
      // A claim that a crash left has this name, too: it is finished at the start.
      try folder.rename(job.name, to: claim)
    } catch {
      if error.code == ENOENT { return .gone }
      throw EndingFailure("'\(oneLine(job.name.text))' cannot be moved: \(error)")
    }
    return try finish(claim, of: job)
  }

  /// Lets the sidecar of `job`'s image go where the image went: left behind, it would tell of the next
  /// image of that name. A file that was put there since stays.
  mutating func endSidecar(
    of job: EndingJob, _ ending: ArrivalEnding
  ) throws(EndingFailure) {
    guard let sidecar = job.sidecar else { return }
    let folder = places[job.folder].folder
    let name = RawName(text: sidecar.name)
    guard case .file(let identity)? = try? folder.entry(name), identity.isSame(as: sidecar.identity)
    else { return }
    let words =
      "'\(oneLine(sidecar.name))', which belongs to an image that was inspected, stays behind"
    switch (ending, job.action) {
    case (.deleted, _):
      try Self.call(words) { () throws(SystemError) in try folder.remove(name) }
    case (.moved(let path), .move(let output)):
      let image = path.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? job.name.bytes
      let move = EndingJob(
        folder: job.folder, name: Self.sidecar(name, of: job.name, beside: RawName(image)),
        identity: sidecar.identity, sequence: job.sequence, sha256: "", action: job.action,
        isToBeHashed: false)
      let target = try self.output(places[job.folder].options.output, output)
      _ = try place(name, of: move, from: folder, in: target, words)
    case (.moved, .delete), (.gone, _), (.kept, _): return
    }
  }

  /// The name of the sidecar `name` of `image` once the image is called `moved`.
  private static func sidecar(_ name: RawName, of image: RawName, beside moved: RawName) -> RawName
  {
    func stem(_ name: RawName) -> ArraySlice<UInt8> {
      name.bytes.lastIndex(of: UInt8(ascii: ".")).map { name.bytes[..<$0] } ?? name.bytes[...]
    }
    let (old, new) =
      name.bytes.starts(with: image.bytes)
      ? (image.bytes[...], moved.bytes[...]) : (stem(image), stem(moved))
    return RawName(Array(new) + name.bytes.dropFirst(old.count))
  }

  /// Goes on with a file that has the name `claim`.
  mutating func finish(_ claim: RawName, of job: EndingJob) throws(EndingFailure) -> ArrivalEnding {
    let folder = places[job.folder].folder
    guard isInspected(claim, job, folder) else {
      try putBack(claim, of: job)
      return .gone
    }
    do throws(EndingFailure) {
      switch job.action {
      case .delete:
        try Self.call("'\(oneLine(job.name.text))' cannot be deleted") { () throws(SystemError) in
          try folder.remove(claim)
        }
        return .deleted
      case .move(let name): return .moved(to: try move(claim, of: job, to: name))
      }
    } catch {
      // Under its own name it is seen again, and tried again.
      try putBack(claim, of: job)
      throw error
    }
  }

  /// Whether the file `claim` is the one that was inspected, in that state.
  private func isInspected(_ claim: RawName, _ job: EndingJob, _ folder: WatchedFolder) -> Bool {
    guard case .file(let identity) = try? folder.entry(claim), identity.isSame(as: job.identity)
    else { return false }
    guard job.isToBeHashed, !job.sha256.isEmpty else { return true }
    var reader = ArrivalReader()
    var limits = DecodeLimits()
    limits.maximumFileBytes = Int(max(1, identity.size))
    guard (try? reader.read(claim, in: folder, limits: limits)) != nil else { return false }
    return SHA256Hex.of(reader.bytes) == job.sha256
  }

  /// Gives the file `claim` its own name again, or one like it where that is taken.
  func putBack(_ claim: RawName, of job: EndingJob) throws(EndingFailure) {
    let folder = places[job.folder].folder
    try Self.call("'\(oneLine(job.name.text))' cannot get its name back") {
      () throws(SystemError) in
      for name in Self.names(job.name, job.sequence) {
        do throws(SystemError) {
          return try folder.moveFile(claim, into: folder, as: name)
        } catch {
          guard error.code == EEXIST else { throw error }
        }
      }
    }
  }

  private mutating func move(
    _ claim: RawName, of job: EndingJob, to name: String
  ) throws(EndingFailure) -> [UInt8] {
    let folder = places[job.folder].folder
    let target = try output(places[job.folder].options.output, name)
    let (path, words) = (target.path, "'\(oneLine(job.name.text))' cannot be moved to '\(name)'")
    return path.appending(try place(claim, of: job, from: folder, in: target, words)).bytes
  }

  /// Puts the file `file` of `folder` into `target`, under the name of `job` or one like it, and returns
  /// that.
  private func place(
    _ file: RawName, of job: EndingJob, from folder: WatchedFolder, in target: WatchedFolder,
    _ words: String
  ) throws(EndingFailure) -> RawName {
    try Self.call(words) { () throws(SystemError) -> RawName in
      for name in Self.names(job.name, job.sequence) {
        do throws(SystemError) {
          try folder.moveFile(file, into: target, as: name)
          return name
        } catch {
          if error.code == EXDEV {
            return try FileCopy.move(file, of: job, from: folder, into: target)
          }
          guard error.code == EEXIST else { throw error }
        }
      }
      throw SystemError(code: EEXIST)
    }
  }

  /// The folder `name` of the output at `path`, made where there is none.
  private mutating func output(
    _ path: String, _ name: String
  ) throws(EndingFailure) -> WatchedFolder {
    let full = (path.hasSuffix("/") ? path : path + "/") + name
    if let open = outputs[full], open.isInPlace { return open }
    do {
      try FileManager.default.createDirectory(atPath: full, withIntermediateDirectories: true)
      let real = URL(fileURLWithPath: full).resolvingSymlinksInPath().path
      let folder = try WatchedFolder(path: RawName(Array(real.utf8)))
      outputs[full] = folder
      return folder
    } catch {
      let words = (error as? SystemError).map { "\($0)" } ?? error.localizedDescription
      throw EndingFailure("the output folder '\(oneLine(full))' cannot be used: \(words)")
    }
  }

  /// The name of a file on its way.
  static func claim(_ sequence: Int64, _ name: RawName) -> RawName {
    let start = Array("\(claimPrefix)\(sequence)".utf8)
    // A name has at most 255 bytes.
    guard start.count + 1 + name.bytes.count <= 255 else { return RawName(start) }
    return RawName(start + [UInt8(ascii: "-")] + name.bytes)
  }

  /// The number of the record and the file's name that `claim` was made of; `nil` where it is none.
  static func parts(of claim: RawName) -> (sequence: Int64, name: RawName?)? {
    let prefix = Array(claimPrefix.utf8)
    guard claim.bytes.starts(with: prefix) else { return nil }
    let rest = claim.bytes.dropFirst(prefix.count)
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let sequence = Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
    let name = rest.dropFirst(digits.count + 1)
    return (sequence, name.isEmpty ? nil : RawName(Array(name)))
  }

  /// The names that are tried in turn where files may be: the file's own, and those with the number of
  /// its record before the extension.
  static func names(_ name: RawName, _ sequence: Int64) -> [RawName] {
    let dot = name.bytes.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > 0 ? $0 : nil }
    let stem = Array(name.bytes[..<(dot ?? name.bytes.count)])
    let ending = Array(name.bytes[(dot ?? name.bytes.count)...])
    let others = (0..<100).map { number in
      let middle = Array((number == 0 ? ".\(sequence)" : ".\(sequence).\(number)").utf8)
      // A name has at most 255 bytes.
      return RawName(stem.prefix(max(1, 255 - middle.count - ending.count)) + middle + ending)
    }
    return [name] + others
  }

  private static func call<Value>(
    _ words: String, _ body: () throws(SystemError) -> Value
  ) throws(EndingFailure) -> Value {
    do throws(SystemError) {
      return try body()
    } catch {
      throw EndingFailure("\(words): \(error)")
    }
  }
}

/// Why a file is still where it was, in a sentence.
struct EndingFailure: Error, Equatable {
  let sentence: String

  init(_ sentence: String) { self.sentence = sentence }
}
