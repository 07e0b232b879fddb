import Foundation

/// How this program stands back behind others.
enum ProgramPriority {
  /// Lets inspection go first: every thread of this program and those that they start get what others
  /// leave. Who was started further back stays there.
  static func stepBack() {
    let nice: Int32 = 15
    #if os(Linux)
      // Priorities are those of threads here, and some run before `main` is reached.
      let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
      for thread in threads {
        guard let id = UInt32(thread) else { continue }
        let kind = __priority_which_t(PRIO_PROCESS.rawValue)
        _ = setpriority(kind, id, max(nice, getpriority(kind, id)))
      }
    #else
      _ = setpriority(PRIO_PROCESS, 0, max(nice, getpriority(PRIO_PROCESS, 0)))
    #endif
  }
}
