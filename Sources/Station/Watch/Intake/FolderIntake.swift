import Foundation
import Traceability

/// Finds out which files of one folder are to be inspected, and when. Belongs to one thread.
///
/// Events are hints that a name is worth a look; a scan looks at all names. Either way the same look
/// decides.
struct FolderIntake {
  /// What is known about a file from the records.
  typealias Lookup = (RawName, FileIdentity) throws(RecordStoreError) -> [KnownArrival]

  let number: Int
  let folder: WatchedFolder
  private(set) var candidates: [RawName: Candidate] = [:]
  /// When an image was seen that had not been there.
  private(set) var lastArrival = ContinuousClock.now
  private var known = KnownFiles()
  private var ready = ReadyNames()
  /// Names of files that are recorded and to be moved or deleted now.
  private var endings = ReadyNames()
  /// How many files may be kept in mind: those in trouble do not keep others out.
  private var allowance = Self.capacity
  private var nextDue: ContinuousClock.Instant?
  private var listing: FolderListing?
  private var scanStart = ContinuousClock.now
  private var scanDuration = Duration.zero
  private var scanWork = Duration.zero
  private var nextScan = ContinuousClock.now
  private var isScanWanted = true
  private var hasLeftOut = false
  private let options: WatchOptions
  private let templates: TemplateRule

  /// So many files are kept in mind; further ones wait in the folder for a later scan.
  private static let capacity = 4096
  /// How many names a scan looks at before events have their turn.
  private static let scanSlice = 500
  /// How long the wait between two tries grows.
  private static let longestWait = Duration.seconds(5)

  init(number: Int, folder: WatchedFolder, options: WatchOptions) {
    (self.number, self.folder, self.options) = (number, folder, options)
    templates = options.folders[number].templates
  }

  /// When something is to be done without an event.
  var due: ContinuousClock.Instant {
    if listing != nil { return .now }
    return min(nextScan, nextDue ?? nextScan)
  }

  /// The next scan is to begin at once: events were lost.
  mutating func wantScan() { isScanWanted = true }

  // MARK: - Looking

  /// Looks at the file `name`. `isComplete` says that an event told that somebody is done with it.
  mutating func look(at name: RawName, isComplete: Bool, _ lookup: Lookup)
    throws(RecordStoreError)
  {
    guard isImageName(name) else { return }
    guard case .file(let identity) = try? folder.entry(name) else {
      if let candidate = candidates[name], !candidate.isInHand { candidates[name] = nil }
      return
    }
    let now = ContinuousClock.now
    if var candidate = candidates[name] {
      let isOther = !identity.isSame(as: candidate.identity)
      switch candidate.state {
      case .inHand, .endingInHand:
        candidate.isToBeLookedAtAgain = candidate.isToBeLookedAtAgain || isComplete || isOther
      case .ending(let job, _):
        // Written again before it was moved: that is another arrival.
        if isOther {
          candidates[name] = nil
          return try look(at: name, isComplete: isComplete, lookup)
        }
        if isComplete {
          candidate.state = .ending(job, from: now)
          endings.append(name)
        }
      case .waiting, .ready:
        if isOther {
          candidate.identity = identity
          candidate.stableSince = now
          candidate.tries = 0
        }
        if isComplete, candidate.state != .ready {
          candidate.triedAs = nil
          candidate.state = .ready
          ready.append(name)
        }
      }
      candidates[name] = candidate
      return
    }
    var mayBeKnown = known.meet(name, identity)
    if mayBeKnown, !isComplete { return }
    guard candidates.count < allowance else {
      hasLeftOut = true
      return
    }
    var candidate = Candidate(
      identity: identity, arrivedAt: Date(), stableSince: now,
      state: .waiting(until: now + options.settle), mayBeKnown: mayBeKnown)
    if !mayBeKnown {
      let records = try lookup(name, identity)
      mayBeKnown = !records.isEmpty
      candidate.mayBeKnown = mayBeKnown
      if let record = records.last, !isComplete {
        if let job = EndingJob(number, name, identity, record, options.after) {
          candidate.state = .ending(job, from: now)
          endings.append(name)
          candidates[name] = candidate
        } else {
          known.insert(name, identity)
        }
        return
      }
    }
    if !mayBeKnown { lastArrival = now }
    if isComplete || isSettled(identity) {
      candidate.state = .ready
      ready.append(name)
    } else {
      setDue(now + options.settle)
    }
    candidates[name] = candidate
  }

  /// Whether a file was last written so long ago that it counts as complete when it is first seen.
  /// Where the clock and the file's date do not fit, it does not.
  private func isSettled(_ identity: FileIdentity) -> Bool {
    let age = FileIdentity.now - identity.modified
    return age > Int64(options.settle / .nanoseconds(1))
  }

  private func isImageName(_ name: RawName) -> Bool {
    guard !name.isHidden else { return false }
    let text = name.text
    guard FileName(text).isImage, !options.ignoredEndings.contains(where: text.hasSuffix) else {
      return false
    }
    switch templates {
    case .suffix(let suffix): return suffix.role(of: FileName(text).stem) != .template
    case .file(let path): return !isTemplate(name, path)
    case .unneeded: return true
    }
  }

  private func isTemplate(_ name: RawName, _ path: String) -> Bool {
    FileName(path).stem == FileName(name.text).stem
      && FileKind.areSameFile(path, folder.path.appending(name).text)
  }

  private mutating func setDue(_ time: ContinuousClock.Instant) {
    nextDue = min(nextDue ?? time, time)
  }

  // MARK: - Scanning

  /// Looks at some more names of the folder, where it is time to.
  mutating func scan(_ lookup: Lookup) throws(RecordStoreError) -> SystemError? {
    let now = ContinuousClock.now
    if listing == nil {
      let hasRoom = hasLeftOut && candidates.count < Self.capacity / 2
      guard isScanWanted || hasRoom || now >= nextScan else { return nil }
      (isScanWanted, hasLeftOut) = (false, false)
      do throws(SystemError) {
        listing = try FolderListing(of: folder)
      } catch {
        nextScan = now + options.poll
        return error
      }
      (scanStart, scanWork) = (now, .zero)
      known.beginScan()
    }
    defer { scanWork += ContinuousClock.now - now }
    allowance = Self.capacity + candidates.values.count { $0.tries > 0 }
    for _ in 0..<Self.scanSlice {
      do throws(SystemError) {
        guard let name = try listing?.next() else {
          endScan(isComplete: true)
          return nil
        }
        try? look(at: name, isComplete: false, lookup)
        if hasLeftOut {
          // The rest waits in the folder until there is room.
          endScan(isComplete: false)
          return nil
        }
      } catch {
        endScan(isComplete: false)
        return error
      }
    }
    return nil
  }

  // A folder of very many files is scanned less often, so that it costs at most a twentieth of a
  // processor.
  private mutating func endScan(isComplete: Bool) {
    listing = nil
    known.endScan(isComplete: isComplete)
    nextScan = scanStart + max(options.poll, scanWork * 20)
  }

  // MARK: - Handing out

  /// Files whose time has come become ready.
  mutating func advance() {
    let now = ContinuousClock.now
    guard let due = nextDue, now >= due else { return }
    nextDue = nil
    for (name, candidate) in candidates {
      switch candidate.state {
      case .waiting(let time):
        if time <= now { tryAgain(name, candidate, now) } else { setDue(time) }
      case .ending(_, let time):
        if time <= now { endings.append(name) } else { setDue(time) }
      case .ready, .inHand, .endingInHand: break
      }
    }
  }

  private mutating func tryAgain(
    _ name: RawName, _ old: Candidate, _ now: ContinuousClock.Instant
  ) {
    guard case .file(let identity) = try? folder.entry(name) else {
      candidates[name] = nil
      return
    }
    var candidate = old
    if !identity.isSame(as: candidate.identity) {
      candidate.identity = identity
      candidate.stableSince = now
      candidate.tries = 0
    }
    let isStable = now - candidate.stableSince >= options.settle
    let isTried =
      !candidate.isWaitingForTemplate && candidate.triedAs?.isSame(as: identity) ?? false
    if isStable && !isTried || isOutOfPatience(candidate, now) {
      candidate.state = .ready
      ready.append(name)
    } else {
      candidate.state = .waiting(until: now + wait(after: candidate.tries))
      setDue(now + wait(after: candidate.tries))
      candidate.tries += 1
    }
    candidates[name] = candidate
  }

  private func wait(after tries: Int) -> Duration {
    min(options.settle * (1 << min(tries, 10)), Self.longestWait)
  }

  private func isOutOfPatience(
    _ candidate: Candidate, _ now: ContinuousClock.Instant
  ) -> Bool {
    candidate.triedAs != nil && now - candidate.stableSince >= options.patience
  }

  /// Gives files that are ready to `push`, until it takes no more.
  mutating func handOut(_ push: (WatchItem) -> Bool) {
    let now = ContinuousClock.now
    while let name = ready.first {
      guard var candidate = candidates[name], candidate.state == .ready else {
        ready.removeFirst()
        continue
      }
      let item = WatchItem(
        folder: number, name: name, arrivedAt: candidate.arrivedAt,
        mayBeKnown: candidate.mayBeKnown, isLastTry: isOutOfPatience(candidate, now))
      guard push(item) else { return }
      ready.removeFirst()
      candidate.state = .inHand
      candidates[name] = candidate
    }
  }

  /// Gives files that are recorded and to be moved or deleted to `push`, until it takes no more.
  mutating func handOutEndings(_ push: (EndingJob) -> Bool) {
    let now = ContinuousClock.now
    while let name = endings.first {
      // A name may be in the list twice, or no longer due.
      if case .ending(let job, let time)? = candidates[name]?.state, time <= now {
        guard push(job) else { return }
        candidates[name]?.state = .endingInHand(job)
      }
      endings.removeFirst()
    }
  }

  // MARK: - Replies

  /// Takes what became of a file in hand. Returns the alarm that follows from it, if any.
  mutating func take(_ reply: IntakeReply, _ lookup: Lookup) -> String? {
    guard var candidate = candidates[reply.name] else { return nil }
    let now = ContinuousClock.now
    var alarm: String?
    var isDone = false
    switch reply.outcome {
    case .recorded(let identity, let job):
      candidate.isAlarmed = false
      if let job {
        candidate.identity = identity
        candidate.tries = 0
        candidate.state = .ending(job, from: now)
        endings.append(reply.name)
      } else {
        known.insert(reply.name, identity)
        isDone = true
      }
    case .gone: isDone = true
    case .ended(let ending):
      isDone = true
      // What lies there now may have other bytes and yet the same time and size.
      if ending == .gone { candidate.isToBeLookedAtAgain = true }
    case .notEnded(let reason):
      if case .endingInHand(let job) = candidate.state {
        candidate.state = .ending(job, from: now + wait(after: candidate.tries))
        setDue(now + wait(after: candidate.tries))
        candidate.tries += 1
      }
      alarm = reason
    case .unclear:
      candidate.mayBeKnown = true
      candidate.triedAs = nil
      candidate.state = .waiting(until: now + .seconds(1))
      setDue(now + .seconds(1))
    case .notYet(let identity, let refusal, let isForTemplate):
      candidate.state = .waiting(until: now + wait(after: candidate.tries))
      setDue(now + wait(after: candidate.tries))
      candidate.tries += 1
      if let identity, !identity.isSame(as: candidate.identity) {
        candidate.identity = identity
        candidate.stableSince = now
        candidate.tries = 0
      }
      // What the system refuses may be allowed without a change of the file.
      candidate.triedAs = refusal == nil ? identity : nil
      candidate.isWaitingForTemplate = isForTemplate
      if let refusal, now - candidate.stableSince >= options.settle, !candidate.isAlarmed {
        candidate.isAlarmed = true
        alarm = "'\(oneLine(reply.name.text))' cannot be read: \(refusal)"
      }
    }
    let isAgain = candidate.isToBeLookedAtAgain
    candidate.isToBeLookedAtAgain = false
    candidates[reply.name] = isDone ? nil : candidate
    if isAgain || isDone && !known.contains(reply.name, candidate.identity) {
      try? look(at: reply.name, isComplete: isAgain, lookup)
    }
    if hasLeftOut, candidates.count < Self.capacity / 2 { isScanWanted = true }
    return alarm
  }
}

extension Candidate {
  /// Whether somebody else is at work on it.
  fileprivate var isInHand: Bool {
    switch state {
    case .inHand, .endingInHand: true
    case .waiting, .ready, .ending: false
    }
  }
}

/// Names in the order in which they became ready.
private struct ReadyNames {
  private var names: [RawName] = []
  private var start = 0

  var first: RawName? { start < names.count ? names[start] : nil }

  mutating func append(_ name: RawName) { names.append(name) }

  mutating func removeFirst() {
    start += 1
    // Seldom, so that it costs nothing.
    if start > 1024, start * 2 > names.count {
      names.removeFirst(start)
      start = 0
    }
  }
}
