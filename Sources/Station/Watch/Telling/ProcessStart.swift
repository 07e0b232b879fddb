import Foundation
import Synchronization

/// Starts other programs.
enum ProcessStart {
  // What another thread started between the making of a pipe and its mark would inherit it, and keep it open.
  private static let starting = Mutex(())

  /// Starts `program`, looked for as a shell does, in a group of its own: what ends this program's group
  /// by a key does not end it, and nothing that it starts outlives it where the group is ended.
  ///
  /// - Parameters:
  ///   - program: its name or path.
  ///   - name: what it is told that it is called, its `argv[0]`.
  ///   - arguments: what follows.
  ///   - environment: all of its environment.
  ///   - input: what becomes its standard input.
  ///   - output: what becomes its standard output.
  ///   - error: what becomes its standard error.
  /// - Returns: the process, which the caller waits for, or why there is none.
  static func start(
    _ program: String, called name: String, arguments: [String], environment: [String: String],
    input: Int32, output: Int32, error: Int32
  ) -> Result<pid_t, SystemError> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, error, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // What this program does not want to end by, others do.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGPIPE, SIGCHLD] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    let code = withCStrings([name] + arguments) { arguments in
      withCStrings(environment.map { "\($0)=\($1)" }) { environment in
        starting.withLock { _ in
          posix_spawnp(&process, program, &actions, &attributes, arguments, environment)
        }
      }
    }
    return code == 0 ? .success(process) : .failure(SystemError(code: code))
  }

  /// A pipe whose ends no other program inherits.
  static func pipe() -> Result<(read: Int32, write: Int32), SystemError> {
    var ends: [Int32] = [-1, -1]
    return starting.withLock { _ in
      guard Foundation.pipe(&ends) == 0 else { return .failure(.last) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return .success((ends[0], ends[1]))
    }
  }

  private static func withCStrings<Value>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
