import Foundation
import Traceability

/// The thread that finds files: waits for events, scans, hands files out and takes what became of
/// them. Belongs to one thread.
struct IntakeLoop {
  private let places: [WatchPlace]
  private let options: WatchOptions
  private let store: RecordStore
  private let events: FolderEvents
  private let alarms: AlarmBook
  private let journal: StationJournal
  private let work: BoundedQueue<WatchItem>
  private let endings: BoundedQueue<EndingJob>
  private let note: @Sendable (String) -> Void
  private var intakes: [FolderIntake?]
  private var placeWatch: PlaceWatch
  private var nextCare = ContinuousClock.now
  private var turnNumber = 0

  init(
    places: [WatchPlace], options: WatchOptions, store: RecordStore, events: FolderEvents,
    alarms: AlarmBook, journal: StationJournal, work: BoundedQueue<WatchItem>,
    endings: BoundedQueue<EndingJob>, note: @escaping @Sendable (String) -> Void
  ) {
    (self.places, self.options, self.store, self.events) = (places, options, store, events)
    (self.alarms, self.journal, self.work, self.endings) = (alarms, journal, work, endings)
    self.note = note
    let records = (store.path as NSString).deletingLastPathComponent
    placeWatch = PlaceWatch(
      folders: [records.isEmpty ? "." : records] + options.folders.map(\.path),
      limits: options.alarms, alarms: alarms)
    intakes = places.indices.map {
      FolderIntake(number: $0, folder: places[$0].folder, options: options)
    }
    for number in places.indices { addEvents(number) }
  }

  /// Finishes what a crash left half done.
  func recover() {
    var recovery = StationRecovery(places: places, options: options, store: store)
    for (sequence, ending) in recovery.finishClaims(alarms) { journal.add(ending, of: sequence) }
    for (sequence, ending) in recovery.findEndings() { journal.add(ending, of: sequence) }
  }

  /// Waits until there is something to do, and does it.
  mutating func turn(
    replies: [IntakeReply], relock: (Int, WatchedFolder) throws(WatchError) -> Void
  ) {
    take(replies)
    let now = ContinuousClock.now
    let due = intakes.compactMap { $0?.due }.min() ?? nextCare
    let found = events.wait(replies.isEmpty ? max(.zero, min(due, nextCare) - now) : .zero)
    for event in found { take(event) }
    if ContinuousClock.now >= nextCare { care(relock) }
    for number in places.indices { scan(number) }
    handOut()
    handOutEndings()
  }

  // MARK: - Events and replies

  private mutating func take(_ event: FolderEvents.Event) {
    switch event {
    case .complete(let number, let name): look(number, name, isComplete: true)
    case .changed(let number, let name): look(number, name, isComplete: false)
    case .lost: nextCare = .now
    case .overflow: for number in places.indices { intakes[number]?.wantScan() }
    }
  }

  private mutating func look(_ number: Int, _ name: RawName, isComplete: Bool) {
    let lookup = lookup(number)
    do throws(RecordStoreError) {
      try intakes[number]?.look(at: name, isComplete: isComplete, lookup)
    } catch {
      // The next scan finds it again.
      intakes[number]?.wantScan()
    }
  }

  private func lookup(_ number: Int) -> FolderIntake.Lookup {
    let (store, folder) = (store, places[number].folder.path.bytes)
    return { (name, identity) throws(RecordStoreError) in
      try store.knownArrivals(
        of: ArrivedFile(
          folder: folder, name: name.bytes, device: identity.device, inode: identity.inode,
          modified: identity.modified, size: identity.size))
    }
  }

  /// Takes what became of files in hand.
  mutating func take(_ replies: [IntakeReply]) {
    for reply in replies {
      let path = places[reply.folder].options.path
      let lookup = lookup(reply.folder)
      let sentence = intakes[reply.folder]?.take(reply, lookup)
      guard let sentence else { continue }
      if case .notEnded = reply.outcome {
        alarms.raise(.output, path, "\(sentence); it is tried again")
      } else {
        alarms.raise(.unreadable, path, "\(sentence); it is tried again", isNew: true)
      }
    }
  }

  // MARK: - Handing out

  private mutating func handOut() {
    // Each folder comes first in its turn.
    turnNumber += 1
    let work = work
    for offset in places.indices {
      let number = (offset + turnNumber) % places.count
      intakes[number]?.advance()
      intakes[number]?.handOut(work.tryPush)
    }
  }

  /// Hands out files that are to be moved or deleted.
  mutating func handOutEndings() {
    let endings = endings
    for number in places.indices { intakes[number]?.handOutEndings(endings.tryPush) }
  }

  private mutating func scan(_ number: Int) {
    let path = places[number].options.path
    let lookup = lookup(number)
    do throws(RecordStoreError) {
      if let error = try intakes[number]?.scan(lookup) {
        alarms.raise(.folder, path, "the folder '\(path)' cannot be listed: \(error)")
      }
    } catch {
      intakes[number]?.wantScan()
    }
  }

  // MARK: - Regular care

  private mutating func care(
    _ relock: (Int, WatchedFolder) throws(WatchError) -> Void
  ) {
    nextCare = ContinuousClock.now + min(options.poll, .seconds(1))
    for number in places.indices {
      if intakes[number] == nil || !places[number].folder.isInPlace { reopen(number, relock) }
      lookForSilence(number)
      reload(number)
    }
    placeWatch.look()
  }

  private mutating func reopen(
    _ number: Int, _ relock: (Int, WatchedFolder) throws(WatchError) -> Void
  ) {
    let path = places[number].options.path
    events.remove(number: number)
    do throws(WatchError) {
      let folder = try StationWatch.open(path)
      try relock(number, folder)
      places[number].folder = folder
      intakes[number] = FolderIntake(number: number, folder: folder, options: options)
      addEvents(number)
      alarms.end(.folder, path)
    } catch {
      intakes[number] = nil
      alarms.raise(.folder, path, "\(error); it is tried again")
    }
  }

  private mutating func addEvents(_ number: Int) {
    do throws(SystemError) {
      try events.add(places[number].folder, number: number)
    } catch {
      let path = places[number].options.path
      alarms.raise(
        .folder, path,
        "the system tells nothing about the folder '\(path)' (\(error)); it is scanned every "
          + "\(options.poll) only; see `sightline doctor`")
    }
  }

  private func lookForSilence(_ number: Int) {
    guard let limit = options.alarms.silence, let last = intakes[number]?.lastArrival else {
      return
    }
    let path = places[number].options.path
    if ContinuousClock.now - last > limit {
      alarms.raise(
        .silence, path,
        "no image came to '\(path)' for \(limit); check camera, trigger and network")
    } else {
      alarms.end(.silence, path)
    }
  }

  private func reload(_ number: Int) {
    let (alarms, journal, note) = (alarms, journal, note)
    let (path, who) = (places[number].options.path, options.origin.operator)
    places[number].recipe.reloadIfChanged { change in
      switch change {
      case .same: alarms.end(.recipe, path)
      case .taken(let name, let version, let sha256, let warnings):
        alarms.end(.recipe, path)
        journal.add(.changedRecipe(name, version: version, sha256: sha256, of: path, by: who))
        note(
          "'\(path)' is inspected by the changed recipe \(name), version \(version), "
            + "\(sha256.prefix(12)), from the next image on")
        for warning in warnings { note("\(name): \(warning)") }
      case .broken(let reason):
        alarms.raise(.recipe, path, "\(reason); the recipe before it stays in use", isNew: true)
      }
    }
  }
}

extension AuditEntry {
  /// That the recipe of the folder at `path` is another one than before; `who` runs the station.
  static func changedRecipe(
    _ name: String, version: Int, sha256: String, of path: String, by who: String?
  ) -> AuditEntry {
    AuditEntry(
      action: .recipeChange, actor: who ?? "unknown", source: "recipe file of \(oneLine(path))",
      subject: "\(name) version \(version), \(sha256)")
  }
}
