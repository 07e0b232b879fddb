import Foundation
import Synchronization
import Traceability

/// Watches folders day and night: inspects each image that arrives, records it once, and lets others
/// know. docs/station.md says in which order, and what a crash at any point leaves.
///
/// Threads: the one that calls ``run()`` finds files and decides when they are ready; workers read and
/// inspect; one thread records; one moves files; one tells verdicts. Between them are queues of fixed
/// lengths, so that memory does not grow with the number of images.
public final class StationWatch: Sendable {
  /// What is told to whoever runs the station; each is called on a thread of the station.
  public struct Listeners: Sendable {
    /// A record is committed. At least once each, in the order of their numbers; after a crash those
    /// of the last moments may come again. Whoever waits in it hears the others later.
    public var verdict: @Sendable (InspectionRecord) -> Void
    /// An alarm begins or ends.
    public var alarm: @Sendable (StationAlarm) -> Void
    /// Something to know that is no alarm, a sentence.
    public var note: @Sendable (String) -> Void

    /// See the properties.
    public init(
      verdict: @escaping @Sendable (InspectionRecord) -> Void,
      alarm: @escaping @Sendable (StationAlarm) -> Void,
      note: @escaping @Sendable (String) -> Void
    ) {
      (self.verdict, self.alarm, self.note) = (verdict, alarm, note)
    }
  }

  private let options: WatchOptions
  private let listeners: Listeners
  private let places: [WatchPlace]
  private let store: RecordStore
  private let recordsLock: Mutex<StationLock?>
  private let folderLocks: Mutex<[StationLock?]>
  private let events: FolderEvents
  private let journal = StationJournal()
  private let alarms: AlarmBook
  private let recorder: Recorder
  private let work: BoundedQueue<WatchItem>
  private let endings = BoundedQueue<EndingJob>(capacity: 256)
  private let announcer: Announcer
  private let remarks: BoundedQueue<Remark>
  private let isStopping = Atomic(false)
  private let deliveries: [Delivery]
  private let notice = StationNotice()
  private let exporter: HeadExporter?
  private let dashboard: DashboardProcess?

  /// What is told beside verdicts. Whoever does not read it holds nobody up: alarms are in the records.
  private enum Remark: Sendable {
    case alarm(StationAlarm)
    case note(String)
  }

  /// How long images in flight may take when the station stops.
  private static let grace = 8.0
  /// How long what is recorded may be told when the station stops.
  private static let hearing = 2.0

  /// Reads recipes, locks folders and records file, and opens them. Nothing is inspected yet.
  ///
  /// Throws ``WatchError``, `RecordStoreError` or ``JobError``.
  public init(
    options: WatchOptions, records: String, listeners: Listeners, webhook: Webhook? = nil,
    heads: HeadExportPlan? = nil, hook: VerdictHook? = nil, dashboard: DashboardPlan? = nil
  ) throws {
    precondition(options.workers >= 1 && !options.folders.isEmpty, "nothing to watch or no workers")
    (self.options, self.listeners) = (options, listeners)
    recordsLock = Mutex(try StationLock(records: records))
    var (places, locks): ([WatchPlace], [StationLock?]) = ([], [])
    for folder in options.folders {
      let opened = try Self.open(folder.path)
      for other in places where Self.areSame(other.folder, opened) {
        throw WatchError.sameFolder(other.options.path, folder.path)
      }
      locks.append(try StationLock(folder: opened, path: folder.path))
      let recipe = try WatchedRecipe(
        path: folder.recipe, overrides: folder.overrides, templates: folder.templates,
        patterns: options.patterns)
      for warning in recipe.warnings { listeners.note("\(folder.recipe): \(warning)") }
      places.append(WatchPlace(options: folder, recipe: recipe, folder: opened))
    }
    store = try RecordStore(path: records)
    self.places = places
    folderLocks = Mutex(locks)
    do {
      events = try FolderEvents()
    } catch {
      throw WatchError.noEvents(reason: "\(error)")
    }
    let remarks = BoundedQueue<Remark>(capacity: 1024)
    self.remarks = remarks
    alarms = AlarmBook(journal: journal, tell: { _ = remarks.tryPush(.alarm($0)) })
    let receivers = [
      webhook.map {
        Delivery.Receiver(name: $0.name, kind: .webhook, wantsAlarms: true, send: $0.send)
      },
      hook.map { Delivery.Receiver(name: $0.name, kind: .hook, wantsAlarms: false, send: $0.send) },
    ]
    let (store, journal, alarms) = (store, journal, alarms)
    deliveries = receivers.compactMap { $0 }.map {
      Delivery($0, store: store, journal: journal, alarms: alarms)
    }
    for delivery in deliveries { try delivery.begin() }
    exporter = heads.map {
      HeadExporter(store.reader, key: $0.key, folder: $0.folder, every: $0.interval)
    }
    // Enough until results that were recorded together call for more.
    let work = BoundedQueue<WatchItem>(capacity: options.workers * 8)
    self.work = work
    self.dashboard = dashboard.map {
      DashboardProcess(
        $0, alarms: alarms,
        tell: { _ = remarks.tryPush(.note($0)) },
        imagesWaiting: { work.count })
    }
    let announcer = Announcer(
      store: store, journal: journal, alarms: alarms, tell: listeners.verdict)
    self.announcer = announcer
    let box = ReplyBox(events: events)
    replyBox = box
    recorder = Recorder(
      store: store, places: places, options: options, journal: journal, alarms: alarms,
      reply: { box.add($0) }, isBehind: { !work.isEmpty }, announcer: announcer,
      deliveries: deliveries)
  }

  private let replyBox: ReplyBox

  /// Ends the watch: images in flight are finished and recorded, no others begun. May be called from
  /// any thread at any time.
  public func stop() {
    isStopping.store(true, ordering: .relaxed)
    events.wake()
  }

  /// Watches until ``stop()`` is called or records cannot be kept any more. May be called once.
  ///
  /// - Throws: why records could not be kept. Nothing was told that is not recorded.
  public func run() throws {
    defer {
      recordsLock.withLock { $0 = nil }
      folderLocks.withLock { locks in locks.removeAll() }
    }
    // Those of a station that crashed are still on in the records.
    try store.endOpenAlarms()
    try auditChangedRecipes()
    try announcer.begin()
    try store.openReaders()
    let announcing = DispatchGroup()
    start("verdicts", announcing) { [announcer] in announcer.run() }
    let remarking = DispatchGroup()
    start("remarks", remarking) { [remarks, listeners] in
      while let remark = remarks.take() {
        switch remark {
        case .alarm(let alarm): listeners.alarm(alarm)
        case .note(let sentence): listeners.note(sentence)
        }
      }
    }
    let telling = DispatchGroup()
    for delivery in deliveries { start("delivery", telling) { delivery.run() } }
    let recording = DispatchGroup()
    start("recorder", recording) { [recorder] in recorder.run() }
    let working = DispatchGroup()
    for number in 1...options.workers {
      start("inspection \(number)", working) { [self] in inspect() }
    }
    let ending = DispatchGroup()
    start("files", ending) { [self] in endFiles() }

    let exporting = DispatchGroup()
    if let exporter { start("heads", exporting) { [self] in exportHeads(exporter) } }
    let serving = DispatchGroup()
    if let dashboard { start("dashboard", serving) { dashboard.run() } }

    var loop = IntakeLoop(
      places: places, options: options, store: store, events: events, alarms: alarms,
      journal: journal, work: work, endings: endings,
      note: { [remarks] in _ = remarks.tryPush(.note($0)) })
    loop.recover()
    notice.send("READY=1\nSTATUS=watching \(options.folders.map(\.path).joined(separator: ", "))")
    var lastNotice = ContinuousClock.now
    while !isStopping.load(ordering: .relaxed), recorder.failure == nil {
      loop.turn(replies: replyBox.take(), relock: relock)
      if let interval = notice.watchdog, ContinuousClock.now - lastNotice > interval / 4,
        ContinuousClock.now - recorder.lastBeat < .seconds(60)
      {
        notice.send("WATCHDOG=1")
        lastNotice = .now
      }
    }
    notice.send("STOPPING=1")
    dashboard?.stop()
    for delivery in deliveries { delivery.stop() }
    work.close(dropping: true)
    recorder.stopWaiting()
    let deadline = DispatchTime.now() + Self.grace
    let isFinished = working.wait(timeout: deadline) == .success
    recorder.inbox.close(dropping: !isFinished)
    let isRecorded = recording.wait(timeout: deadline + 1) == .success
    // What was recorded now is moved now, as far as there is time; the rest at the next start.
    loop.take(replyBox.take())
    loop.handOutEndings()
    endings.close()
    _ = ending.wait(timeout: deadline)
    announcer.close(within: .seconds(Self.hearing))
    // A listener that has stalled does not come back for this.
    _ = announcing.wait(timeout: min(max(deadline, .now() + 0.5), .now() + Self.hearing + 0.5))
    loop.take(replyBox.take())
    // A command that runs is waited for: after the next start it would be run again for the same part.
    // What is not told now is told then.
    _ = telling.wait(timeout: max(deadline, .now() + 0.5))
    _ = serving.wait(timeout: max(deadline, .now() + 0.5))
    // The other machine may not answer.
    _ = exporting.wait(timeout: .now() + 1)
    remarks.close()
    _ = remarking.wait(timeout: .now() + 0.5)
    if let failure = recorder.failure { throw failure }
    guard isRecorded else { return }
    let rest = journal.take()
    if !rest.isEmpty { _ = try store.append(rest) }
    try store.close()
  }

  /// Audits recipes that were changed while no station ran: those whose last image in the records was
  /// judged by other contents of the same name.
  private func auditChangedRecipes() throws(RecordStoreError) {
    for place in places {
      let recipe = place.recipe.current.recipe
      let query = RecordQuery(recipe: RecordQuery.RecipeSelector(name: recipe.name), limit: 1)
      guard let last = try store.reader.records(matching: query).first,
        last.recipeSHA256 != recipe.sha256
      else { continue }
      journal.add(
        .changedRecipe(
          recipe.name, version: recipe.version, sha256: recipe.sha256, of: place.options.path,
          by: options.origin.operator))
    }
  }

  // MARK: - Threads

  private func start(
    _ name: String, _ group: DispatchGroup, _ body: @escaping @Sendable () -> Void
  ) {
    group.enter()
    WorkThread.start(name) {
      body()
      group.leave()
    }
  }

  private func inspect() {
    var worker = WatchWorker(places: places, options: options, store: store)
    while let item = work.take() {
      switch worker.work(item) {
      case .reply(let reply): replyBox.add(reply)
      case .finished(let finished): recorder.inbox.push(finished)
      }
    }
  }

  private func endFiles() {
    var ender = FileEnder(places: places)
    while let job = endings.take() {
      let outcome: IntakeReply.Outcome
      do throws(EndingFailure) {
        let ending = try ender.end(job)
        journal.add(ending, of: job.sequence)
        outcome = .ended(ending)
        endSidecar(of: job, ending, &ender)
      } catch {
        outcome = .notEnded(error.sentence)
      }
      replyBox.add(IntakeReply(folder: job.folder, name: job.name, outcome: outcome))
    }
  }

  private func endSidecar(of job: EndingJob, _ ending: ArrivalEnding, _ ender: inout FileEnder) {
    let path = places[job.folder].options.path
    do throws(EndingFailure) {
      try ender.endSidecar(of: job, ending)
      alarms.end(.output, path)
    } catch {
      alarms.raise(.output, path, error.sentence)
    }
  }

  /// Exports heads until the station stops, and one more then.
  private func exportHeads(_ exporter: HeadExporter) {
    func tell(_ export: () throws -> String?) {
      do {
        if try export() != nil { alarms.end(.heads, exporter.folder) }
      } catch {
        alarms.raise(.heads, exporter.folder, "the head of the records is not exported: \(error)")
      }
    }
    while !isStopping.load(ordering: .relaxed), recorder.failure == nil {
      tell { try exporter.exportIfDue() }
      Thread.sleep(forTimeInterval: min(0.5, max(0.05, exporter.secondsUntilDue)))
    }
    tell { try exporter.export() }
  }

  // MARK: - Folders

  /// Opens the folder at `path` by its absolute path without links.
  static func open(_ path: String) throws(WatchError) -> WatchedFolder {
    guard let real = realpath(path, nil) else {
      throw .folder(path: path, reason: "\(SystemError.last)")
    }
    defer { free(real) }
    do throws(SystemError) {
      return try WatchedFolder(path: RawName(Array(String(cString: real).utf8)))
    } catch {
      throw .folder(path: path, reason: "\(error)")
    }
  }

  private static func areSame(_ first: WatchedFolder, _ second: WatchedFolder) -> Bool {
    var (one, other) = (stat(), stat())
    return fstat(first.descriptor, &one) == 0 && fstat(second.descriptor, &other) == 0
      && one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }

  /// Locks a folder that was opened anew.
  private func relock(_ number: Int, _ folder: WatchedFolder) throws(WatchError) {
    // The lock may be on this very folder.
    folderLocks.withLock { $0[number] = nil }
    let lock = try StationLock(folder: folder, path: options.folders[number].path)
    folderLocks.withLock { $0[number] = lock }
  }
}

/// Replies on their way to the thread that finds files.
private final class ReplyBox: Sendable {
  private let replies = Mutex<[IntakeReply]>([])
  private let events: FolderEvents

  init(events: FolderEvents) { self.events = events }

  func add(_ reply: IntakeReply) {
    let isFirst = replies.withLock {
      $0.append(reply)
      return $0.count == 1
    }
    if isFirst { events.wake() }
  }

  func take() -> [IntakeReply] {
    replies.withLock { replies in
      defer { replies = [] }
      return replies
    }
  }
}
