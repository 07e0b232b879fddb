import Foundation
import Recipes
import Reporting
import Traceability
import Wording

/// Checks beforehand whether a station can run on this machine, and whether it keeps up with the line.
/// Beside files of its own that it removes again it writes nothing.
public struct StationDoctor {
  private let options: WatchOptions
  private let records: String
  private let takt: Duration?
  private let sample: String?
  private let words: Words

  /// A check of the station with `options` that writes to the records file at `records`.
  ///
  /// - Parameters:
  ///   - options: those of the station.
  ///   - records: the records file, which need not be there.
  ///   - takt: how often a part comes; `nil` where it does not matter.
  ///   - sample: an image of the line; `nil` for one that lies in a watched folder.
  ///   - words: the language of the findings.
  public init(
    options: WatchOptions, records: String, takt: Duration?, sample: String?,
    words: Words = Words(.standard)
  ) {
    (self.options, self.records, self.takt, self.sample) = (options, records, takt, sample)
    self.words = words
  }

  /// Checks everything, and calls `report` with each finding as soon as it is there.
  public func examine(_ report: (DoctorFinding) -> Void) {
    for folder in options.folders {
      report(self.folder(folder.path, isWritten: options.after != .keep))
      report(output(folder.output, of: folder.path))
    }
    report(events(folders: options.folders.map(\.path)))
    let folder = (records as NSString).deletingLastPathComponent
    report(disk(folder.isEmpty ? "." : folder, limit: options.alarms.freeBytes))
    report(recordsFile())
    let flush = SpeedTrial.flush(in: folder.isEmpty ? "." : folder)
    report(flushing(flush))
    for folder in options.folders {
      do throws(WatchError) {
        let recipe = try WatchedRecipe(
          path: folder.recipe, overrides: folder.overrides, templates: folder.templates,
          patterns: options.patterns)
        let used = recipe.current.recipe
        let usable = words.text(
          .sayDoctorRecipe, ["recipe": words.recipe(used.name, version: used.version)])
        report(
          found(
            recipe.warnings.isEmpty ? .good : .warning, .sheetRecipe,
            recipe.warnings.reduce(usable) {
              words.text(.sayClauses, ["first": $0, "rest": words.says($1)])
            }))
        report(speed(folder, recipe, flush))
      } catch {
        report(found(.problem, .sheetRecipe, words.says(error)))
      }
    }
  }

  private func found(
    _ level: DoctorFinding.Level, _ subject: Phrase, _ sentence: String
  ) -> DoctorFinding {
    DoctorFinding(level, words[subject], sentence)
  }

  // MARK: - Folders and disks

  private func folder(_ path: String, isWritten: Bool) -> DoctorFinding {
    do throws(WatchError) {
      let folder = try StationWatch.open(path)
      _ = try StationLock(folder: folder, path: path)
      guard access(path, R_OK | X_OK) == 0 else {
        return found(
          .problem, .sayDoctorFolder, words.text(.sayDoctorNotRead, ["path": path]))
      }
      guard !isWritten || access(path, W_OK) == 0 else {
        return found(
          .problem, .sayDoctorFolder, words.text(.sayDoctorNotWritten, ["path": path]))
      }
      return found(
        .good, .sayDoctorFolder,
        words.text(isWritten ? .sayDoctorReadWritten : .sayDoctorRead, ["path": path]))
    } catch {
      guard case .inUse = error else {
        return found(.problem, .sayDoctorFolder, words.says(error))
      }
      return found(.warning, .sayDoctorFolder, words.says(error))
    }
  }

  private func output(_ path: String, of folder: String) -> DoctorFinding {
    // The nearest folder above that is there: the rest is made.
    var place = path
    while access(place, F_OK) != 0, place != "/", !place.isEmpty {
      place = (place as NSString).deletingLastPathComponent
    }
    if place.isEmpty { place = "." }
    guard access(place, W_OK | X_OK) == 0 else {
      let reason = "\(SystemError.last)"
      return found(
        .problem, .sayDoctorOutput,
        words.text(.sayDoctorNoOutput, ["path": path, "reason": reason]))
    }
    var (one, other) = (stat(), stat())
    let isNear = stat(place, &one) == 0 && stat(folder, &other) == 0 && one.st_dev == other.st_dev
    return found(
      .good, .sayDoctorOutput,
      words.text(
        isNear ? .sayDoctorSameDisk : .sayDoctorOtherDisk, ["path": path, "folder": folder]))
  }

  private func disk(_ path: String, limit: Int64) -> DoctorFinding {
    guard let free = PlaceWatch.freeBytes(path) else {
      let reason = "\(SystemError.last)"
      return found(
        .problem, .sayDoctorDisk,
        words.text(.errorPair, ["subject": "'\(path)'", "problem": reason]))
    }
    // About 4 KiB a record with its indices.
    let space = words.text(
      .sayDoctorSpace, ["free": "\(free >> 20)", "count": "\(free / 4096)"])
    return free < limit
      ? found(
        .warning, .sayDoctorDisk,
        words.text(.sayDoctorLittleSpace, ["space": space, "limit": "\(limit >> 20)"]))
      : found(.good, .sayDoctorDisk, space)
  }

  // MARK: - System

  private func events(folders: [String]) -> DoctorFinding {
    do throws(SystemError) {
      let events = try FolderEvents()
      for (number, path) in folders.enumerated() {
        guard let folder = try? StationWatch.open(path) else { continue }
        try events.add(folder, number: number)
      }
    } catch {
      return found(
        .warning, .sayDoctorEvents,
        words.text(
          .sayDoctorNoEvents,
          [
            "reason": "\(error)", "instances": limit("max_user_instances"),
            "watches": limit("max_user_watches"),
          ]))
    }
    return found(
      .good, .sayDoctorEvents,
      words.text(.sayDoctorEventsCome, ["count": limit("max_queued_events")]))
  }

  private func limit(_ name: String) -> String {
    (try? String(contentsOfFile: "/proc/sys/fs/inotify/\(name)", encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines) ?? words[.sayDoctorUnknown]
  }

  // MARK: - Records

  private func recordsFile() -> DoctorFinding {
    if access(records, F_OK) == 0 {
      do throws(RecordStoreError) {
        let newest = try RecordReader(path: records).latestSequence()
        guard access(records, W_OK) == 0 else {
          throw RecordStoreError(path: records, cause: .readOnly)
        }
        return found(
          .good, .sayRecords,
          words.text(.sayDoctorRecords, ["path": records, "count": "\(newest)"]))
      } catch {
        return found(.problem, .sayRecords, words.says(error))
      }
    }
    // Opened somewhere where nothing is left of it.
    let folder = (records as NSString).deletingLastPathComponent
    let trial = (folder.isEmpty ? "." : folder) + "/.sightline-doctor-\(getpid()).sqlite"
    defer { for end in ["", "-wal", "-shm", "-journal"] { unlink(trial + end) } }
    do throws(RecordStoreError) {
      try RecordStore(path: trial).close()
      return found(
        .good, .sayRecords, words.text(.sayDoctorNewRecords, ["path": records]))
    } catch {
      return found(
        .problem, .sayRecords,
        words.says(RecordStoreError(path: records, cause: error.cause)))
    }
  }

  private func flushing(_ trial: SpeedTrial?) -> DoctorFinding {
    guard let trial else {
      return found(.problem, .sayDoctorDurability, words[.sayDoctorNoFlush])
    }
    let time = words.text(
      .sayDoctorFlush, ["median": shown(trial.median), "worst": shown(trial.worst)])
    return trial.median > .milliseconds(15)
      ? found(
        .warning, .sayDoctorDurability, words.text(.sayDoctorSlowFlush, ["time": time]))
      : found(.good, .sayDoctorDurability, time)
  }

  // MARK: - Speed

  private func speed(
    _ folder: WatchedFolderOptions, _ recipe: WatchedRecipe, _ flush: SpeedTrial?
  ) -> DoctorFinding {
    guard let sample = sample ?? Self.anyImage(in: folder) else {
      return found(
        .warning, .sayDoctorSpeed, words.text(.sayDoctorNoSample, ["path": folder.path]))
    }
    let trial: SpeedTrial
    do throws(JobError) {
      trial = try SpeedTrial.inspection(
        of: sample, folder, recipe.current.recipe, workers: options.workers)
    } catch {
      return found(.problem, .sayDoctorSpeed, words.says(error))
    }
    guard trial.isJudged else {
      return found(
        .warning, .sayDoctorSpeed,
        words.text(
          .sayDoctorBadSample, ["path": sample, "reason": words.told(trial.words)]))
    }
    let flushed = flush?.median ?? .zero
    let (one, worst) = (trial.median + flushed, trial.worst + (flush?.worst ?? .zero))
    let speed = words.text(.sayDoctorTime, ["time": shown(one), "worst": shown(worst)])
    guard let takt else { return found(.good, .sayDoctorSpeed, speed) }
    // Workers share the inspection; the next part waits while the one before is looked at.
    let rate = trial.median / options.workers
    if rate > takt {
      return found(
        .problem, .sayDoctorSpeed,
        words.text(
          .sayDoctorTooSlow,
          ["speed": speed, "takt": shown(takt), "workers": "\(options.workers)"]))
    }
    if worst > takt || rate * 2 > takt {
      return found(
        .warning, .sayDoctorSpeed,
        words.text(.sayDoctorNoRoom, ["speed": speed, "takt": shown(takt)]))
    }
    let share = Int((one / takt * 100).rounded(.up))
    return found(
      .good, .sayDoctorSpeed,
      words.text(
        .sayDoctorKeepsUp, ["speed": speed, "takt": shown(takt), "share": "\(share)"]))
  }

  /// `duration` in milliseconds or seconds, with three digits at most.
  private func shown(_ duration: Duration) -> String {
    let milliseconds = duration / .milliseconds(1)
    guard milliseconds < 1000 else {
      return words.text(
        .runSeconds, ["seconds": String(format: "%.1f", milliseconds / 1000)])
    }
    let value = String(format: milliseconds < 10 ? "%.1f" : "%.0f", milliseconds)
    // At a terminal a space is a space.
    return words.text(.unitMilliseconds, ["value": value]).replacing("\u{A0}", with: " ")
  }

  private static func anyImage(in folder: WatchedFolderOptions) -> String? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().first { name in
      guard FileName(name).isImage, !name.hasPrefix(".") else { return false }
      guard case .suffix(let suffix) = folder.templates else { return true }
      return suffix.role(of: FileName(name).stem) != .template
    }.map { folder.path + "/" + $0 }
  }
}
