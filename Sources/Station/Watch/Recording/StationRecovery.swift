import Foundation
import Traceability

/// Finishes at the start what a crash left half done between a record and the place of its file.
struct StationRecovery {
  private let places: [WatchPlace]
  private let options: WatchOptions
  private let store: RecordStore
  private var ender: FileEnder

  init(places: [WatchPlace], options: WatchOptions, store: RecordStore) {
    (self.places, self.options, self.store) = (places, options, store)
    ender = FileEnder(places: places)
  }

  /// Files that were on their way go on: the inspected one to its place, any other one back to its
  /// name. Returns what became of files, by the numbers of their records.
  mutating func finishClaims(_ alarms: AlarmBook) -> [(Int64, ArrivalEnding)] {
    var endings: [(Int64, ArrivalEnding)] = []
    for number in places.indices {
      let folder = places[number].folder
      for claim in Self.claims(in: folder) {
        do throws(EndingFailure) {
          if let ending = try finish(claim, number, folder) { endings.append(ending) }
        } catch {
          alarms.raise(.output, places[number].options.path, error.sentence)
        }
      }
    }
    return endings
  }

  private mutating func finish(
    _ claim: RawName, _ number: Int, _ folder: WatchedFolder
  ) throws(EndingFailure) -> (Int64, ArrivalEnding)? {
    guard let parts = FileEnder.parts(of: claim),
      case .file(let identity)? = try? folder.entry(claim)
    else { return nil }
    let arrival = try? store.arrival(sequence: parts.sequence)
    let name = parts.name ?? arrival.map { RawName($0.file.name) }
    guard let name else { return nil }
    let isOurs =
      arrival.map {
        $0.file.folder == folder.path.bytes && $0.file.name == name.bytes
          && $0.file.inode == identity.inode && $0.file.modified == identity.modified
          && $0.file.size == identity.size
      } ?? false
    let job =
      isOurs
      ? arrival.flatMap { EndingJob(number, name, identity, $0.known, options.after) } : nil
    guard let job else {
      let back = EndingJob(
        folder: number, name: name, identity: identity, sequence: parts.sequence, sha256: "",
        action: .delete, isToBeHashed: false)
      try ender.putBack(claim, of: back)
      return nil
    }
    return (parts.sequence, try ender.finish(claim, of: job))
  }

  /// What became of recorded files of which a crash kept that from being noted. Those that are still
  /// there are left to the scan.
  func findEndings() -> [(Int64, ArrivalEnding)] {
    var endings: [(Int64, ArrivalEnding)] = []
    var last: Int64 = 0
    while let page = try? store.arrivalsWithoutEnding(after: last, limit: 256), !page.isEmpty {
      for (file, known) in page {
        last = known.sequence
        guard let place = places.first(where: { $0.folder.path.bytes == file.folder }),
          !isThere(file, place.folder, RawName(file.name))
        else { continue }
        endings.append((known.sequence, ending(of: file, known, place)))
      }
    }
    return endings
  }

  private func ending(
    of file: ArrivedFile, _ known: KnownArrival, _ place: WatchPlace
  ) -> ArrivalEnding {
    let name = known.isQuarantined ? "quarantine" : known.verdict.rawValue
    let output = place.options.output + "/" + name
    guard let real = realpath(output, nil) else { return .gone }
    defer { free(real) }
    guard let folder = try? WatchedFolder(path: RawName(Array(String(cString: real).utf8))) else {
      return .gone
    }
    for name in FileEnder.names(RawName(file.name), known.sequence).prefix(3)
    where isThere(file, folder, name) {
      return .moved(to: folder.path.appending(name).bytes)
    }
    return .gone
  }

  /// Whether `name` of `folder` is `file`, or a copy of it in another file system.
  private func isThere(_ file: ArrivedFile, _ folder: WatchedFolder, _ name: RawName) -> Bool {
    guard case .file(let identity)? = try? folder.entry(name) else { return false }
    return identity.modified == file.modified && identity.size == file.size
  }

  private static func claims(in folder: WatchedFolder) -> [RawName] {
    guard let listing = try? FolderListing(of: folder) else { return [] }
    var claims: [RawName] = []
    while let name = try? listing.next() {
      if FileEnder.parts(of: name) != nil { claims.append(name) }
    }
    return claims
  }
}
