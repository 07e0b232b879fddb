import Foundation
import Recipes
import Traceability

/// Checks beforehand whether a station can run on this machine, and whether it keeps up with the line.
/// Beside files of its own that it removes again it writes nothing.
public struct StationDoctor {
  private let options: WatchOptions
  private let records: String
  private let takt: Duration?
  private let sample: String?

  /// A check of the station with `options` that writes to the records file at `records`.
  ///
  /// - Parameters:
  ///   - options: those of the station.
  ///   - records: the records file, which need not be there.
  ///   - takt: how often a part comes; `nil` where it does not matter.
  ///   - sample: an image of the line; `nil` for one that lies in a watched folder.
  public init(options: WatchOptions, records: String, takt: Duration?, sample: String?) {
    (self.options, self.records, self.takt, self.sample) = (options, records, takt, sample)
  }

  /// Checks everything, and calls `report` with each finding as soon as it is there.
  public func examine(_ report: (DoctorFinding) -> Void) {
    for folder in options.folders {
      report(Self.folder(folder.path, isWritten: options.after != .keep))
      report(Self.output(folder.output, of: folder.path))
    }
    report(Self.events(folders: options.folders.map(\.path)))
    let folder = (records as NSString).deletingLastPathComponent
    report(Self.disk(folder.isEmpty ? "." : folder, limit: options.alarms.freeBytes))
    report(recordsFile())
    let flush = SpeedTrial.flush(in: folder.isEmpty ? "." : folder)
    report(Self.flushing(flush))
    for folder in options.folders {
      do throws(WatchError) {
        let recipe = try WatchedRecipe(
          path: folder.recipe, overrides: folder.overrides, templates: folder.templates,
          patterns: options.patterns)
        let used = recipe.current.recipe
        report(
          DoctorFinding(
            recipe.warnings.isEmpty ? .good : .warning, "recipe",
            (["\(used.name), version \(used.version), can be used"] + recipe.warnings)
              .joined(separator: "; ")))
        report(speed(folder, recipe, flush))
      } catch {
        report(DoctorFinding(.problem, "recipe", "\(error)"))
      }
    }
  }

  // MARK: - Folders and disks

  private static func folder(_ path: String, isWritten: Bool) -> DoctorFinding {
    do throws(WatchError) {
      let folder = try StationWatch.open(path)
      _ = try StationLock(folder: folder, path: path)
      guard access(path, R_OK | X_OK) == 0 else {
        return DoctorFinding(
          .problem, "folder", "'\(path)' may not be read; change its permissions")
      }
      guard !isWritten || access(path, W_OK) == 0 else {
        return DoctorFinding(
          .problem, "folder",
          "'\(path)' may not be written, so that images cannot be moved or deleted; change its "
            + "permissions or use --after keep")
      }
      return DoctorFinding(
        .good, "folder", "'\(path)' can be read\(isWritten ? " and written" : "")")
    } catch {
      guard case .inUse = error else { return DoctorFinding(.problem, "folder", "\(error)") }
      return DoctorFinding(.warning, "folder", "\(error)")
    }
  }

  private static func output(_ path: String, of folder: String) -> DoctorFinding {
    // The nearest folder above that is there: the rest is made.
    var place = path
    while access(place, F_OK) != 0, place != "/", !place.isEmpty {
      place = (place as NSString).deletingLastPathComponent
    }
    if place.isEmpty { place = "." }
    guard access(place, W_OK | X_OK) == 0 else {
      return DoctorFinding(
        .problem, "output",
        "'\(path)' cannot be written: \(SystemError.last); images that are no "
          + "images are put into its quarantine")
    }
    var (one, other) = (stat(), stat())
    let isNear = stat(place, &one) == 0 && stat(folder, &other) == 0 && one.st_dev == other.st_dev
    return isNear
      ? DoctorFinding(.good, "output", "'\(path)' can be written, on the disk of '\(folder)'")
      : DoctorFinding(
        .good, "output",
        "'\(path)' can be written, on another disk than '\(folder)': images are copied")
  }

  private static func disk(_ path: String, limit: Int64) -> DoctorFinding {
    guard let free = PlaceWatch.freeBytes(path) else {
      return DoctorFinding(.problem, "disk", "'\(path)': \(SystemError.last)")
    }
    // About 4 KiB a record with its indices.
    let words = "\(free >> 20) MiB are free for records, enough for about \(free / 4096) of them"
    return free < limit
      ? DoctorFinding(.warning, "disk", words + "; the alarm is at \(limit >> 20) MiB, make room")
      : DoctorFinding(.good, "disk", words)
  }

  // MARK: - System

  private static func events(folders: [String]) -> DoctorFinding {
    do throws(SystemError) {
      let events = try FolderEvents()
      for (number, path) in folders.enumerated() {
        guard let folder = try? StationWatch.open(path) else { continue }
        try events.add(folder, number: number)
      }
    } catch {
      return DoctorFinding(
        .warning, "events",
        "the system gives no events (\(error)); raise fs.inotify.max_user_instances "
          + "(now \(limit("max_user_instances"))) and max_user_watches "
          + "(now \(limit("max_user_watches"))) by sysctl. Until then folders are only scanned")
    }
    return DoctorFinding(
      .good, "events",
      "the system tells of new files, \(limit("max_queued_events")) of them at a time; on network "
        + "shares only what this machine writes")
  }

  private static func limit(_ name: String) -> String {
    (try? String(contentsOfFile: "/proc/sys/fs/inotify/\(name)", encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown"
  }

  // MARK: - Records

  private func recordsFile() -> DoctorFinding {
    if access(records, F_OK) == 0 {
      do throws(RecordStoreError) {
        let newest = try RecordReader(path: records).latestSequence()
        guard access(records, W_OK) == 0 else {
          throw RecordStoreError(path: records, cause: .readOnly)
        }
        return DoctorFinding(
          .good, "records", "'\(records)' can be written and has \(newest) records")
      } catch {
        return DoctorFinding(.problem, "records", "\(error)")
      }
    }
    // Opened somewhere where nothing is left of it.
    let folder = (records as NSString).deletingLastPathComponent
    let trial = (folder.isEmpty ? "." : folder) + "/.sightline-doctor-\(getpid()).sqlite"
    defer { for end in ["", "-wal", "-shm", "-journal"] { unlink(trial + end) } }
    do throws(RecordStoreError) {
      try RecordStore(path: trial).close()
      return DoctorFinding(.good, "records", "'\(records)' is made by the first start")
    } catch {
      return DoctorFinding(
        .problem, "records", "\(RecordStoreError(path: records, cause: error.cause))")
    }
  }

  private static func flushing(_ trial: SpeedTrial?) -> DoctorFinding {
    guard let trial else {
      return DoctorFinding(
        .problem, "durability", "the disk of the records cannot be written and flushed")
    }
    let words =
      "the disk confirms a record in \(trial.median.shortText), at worst \(trial.worst.shortText)"
    return trial.median > .milliseconds(15)
      ? DoctorFinding(
        .warning, "durability", words + "; that is slow, use a disk with power-loss protection")
      : DoctorFinding(.good, "durability", words)
  }

  // MARK: - Speed

  private func speed(
    _ folder: WatchedFolderOptions, _ recipe: WatchedRecipe, _ flush: SpeedTrial?
  ) -> DoctorFinding {
    guard let sample = sample ?? Self.anyImage(in: folder) else {
      return DoctorFinding(
        .warning, "speed", "there is no image to try in '\(folder.path)'; give one with --sample")
    }
    let trial: SpeedTrial
    do throws(JobError) {
      trial = try SpeedTrial.inspection(
        of: sample, folder, recipe.current.recipe, workers: options.workers)
    } catch {
      return DoctorFinding(.problem, "speed", "\(error)")
    }
    guard trial.isJudged else {
      return DoctorFinding(
        .warning, "speed", "the sample '\(sample)' cannot be inspected: \(trial.words)")
    }
    let flushed = flush?.median ?? .zero
    let (one, worst) = (trial.median + flushed, trial.worst + (flush?.worst ?? .zero))
    let words = "an image takes \(one.shortText) from file to record, at worst \(worst.shortText)"
    guard let takt else { return DoctorFinding(.good, "speed", words) }
    // Workers share the inspection; the next part waits while the one before is looked at.
    let rate = trial.median / options.workers
    if rate > takt {
      return DoctorFinding(
        .problem, "speed",
        "\(words): this PC does not keep up with a takt of \(takt.shortText), even with "
          + "\(options.workers) at a time; use a faster one, smaller images or more --jobs")
    }
    if worst > takt || rate * 2 > takt {
      return DoctorFinding(
        .warning, "speed",
        "\(words): this PC only just keeps up with a takt of \(takt.shortText); there is no room "
          + "for anything else on it")
    }
    let share = Int((one / takt * 100).rounded(.up))
    return DoctorFinding(
      .good, "speed",
      "\(words): this PC keeps up with a takt of \(takt.shortText), of which it needs \(share) %")
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
