import Foundation

/// Runs a program with text on its standard input and a limit of time, in a group of its own, so that
/// nothing that it starts outlives the limit.
struct CommandRun: Sendable {
  /// How it ended.
  enum Ending: Equatable, CustomStringConvertible {
    case exited(Int32)
    case killed(Int32)
    case timedOut
    case notStarted(SystemError)

    var description: String {
      switch self {
      case .exited(let code): "it ended with code \(code)"
      case .killed(let signal): "it was ended by signal \(signal)"
      case .timedOut: "it did not end in time and was ended"
      case .notStarted(let error): "it could not be started: \(error)"
      }
    }
  }

  let program: String
  let arguments: [String]
  var environment: [String: String] = [:]

  /// Whether `program` is found where programs are looked for.
  static func isAvailable(_ program: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  /// Runs it. Of what it prints, at most 4096 bytes are returned, where they are wanted at all.
  func run(
    input: String, timeout: Duration, readsOutput: Bool = false
  ) -> (ending: Ending, output: String) {
    var (toChild, fromChild): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&toChild) == 0 else { return (.notStarted(.last), "") }
    guard pipe(&fromChild) == 0 else {
      let error = SystemError.last
      for end in toChild { close(end) }
      return (.notStarted(error), "")
    }
    for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let started = start(standardInput: toChild[0], output: readsOutput ? fromChild[1] : nil)
    close(toChild[0])
    close(fromChild[1])
    defer { close(fromChild[0]) }
    guard case .success(let process) = started else {
      close(toChild[1])
      if case .failure(let error) = started { return (.notStarted(error), "") }
      return (.notStarted(SystemError(code: ECHILD)), "")
    }
    let deadline = ContinuousClock.now + timeout
    feed(Array(input.utf8), to: toChild[1], deadline)
    close(toChild[1])
    let ending = wait(for: process, deadline)
    return (ending, readsOutput ? Self.output(of: fromChild[0]) : "")
  }

  private func start(standardInput: Int32, output: Int32?) -> Result<pid_t, SystemError> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, standardInput, 0)
    if let output {
      posix_spawn_file_actions_adddup2(&actions, output, 1)
    } else {
      // Standard output is for verdicts.
      posix_spawn_file_actions_adddup2(&actions, 2, 1)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // What this program does not want to end by, others do.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var process: pid_t = 0
    let code = Self.withCStrings([program] + arguments) { arguments in
      Self.withCStrings(all.map { "\($0)=\($1)" }) { environment in
        posix_spawnp(&process, program, &actions, &attributes, arguments, environment)
      }
    }
    return code == 0 ? .success(process) : .failure(SystemError(code: code))
  }

  // Whoever does not read its input is left alone with it.
  private func feed(_ bytes: [UInt8], to pipe: Int32, _ deadline: ContinuousClock.Instant) {
    _ = fcntl(pipe, F_SETFL, O_NONBLOCK)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Foundation.write(pipe, $0.baseAddress!, $0.count)
      }
      if count > 0 {
        done += count
      } else if errno == EAGAIN {
        var request = pollfd(fd: pipe, events: Int16(POLLOUT), revents: 0)
        let left = (deadline - ContinuousClock.now) / .milliseconds(1)
        guard left > 0, poll(&request, 1, Int32(left.rounded(.up))) > 0 else { return }
      } else if errno != EINTR {
        return
      }
    }
  }

  private func wait(for process: pid_t, _ deadline: ContinuousClock.Instant) -> Ending {
    var status: Int32 = 0
    var pause: UInt32 = 500
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { break }
      if ended < 0, errno != EINTR { return .notStarted(.last) }
      guard ContinuousClock.now < deadline else {
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        return .timedOut
      }
      usleep(pause)
      pause = min(pause * 2, 10_000)
    }
    // What it left in its group has no business any more.
    kill(-process, SIGKILL)
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
  }

  private static func output(of pipe: Int32) -> String {
    _ = fcntl(pipe, F_SETFL, O_NONBLOCK)
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(pipe, &buffer, buffer.count)
    return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
  }

  private static func withCStrings<Value>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
