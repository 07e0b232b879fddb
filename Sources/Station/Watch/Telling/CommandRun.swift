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
    let toChild: (read: Int32, write: Int32)
    let fromChild: (read: Int32, write: Int32)
    switch ProcessStart.pipe() {
    case .success(let pipe): toChild = pipe
    case .failure(let error): return (.notStarted(error), "")
    }
    switch ProcessStart.pipe() {
    case .success(let pipe): fromChild = pipe
    case .failure(let error):
      close(toChild.read)
      close(toChild.write)
      return (.notStarted(error), "")
    }
    let started = ProcessStart.start(
      program, called: program, arguments: arguments,
      environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
      // Standard output is for verdicts.
      input: toChild.read, output: readsOutput ? fromChild.write : 2, error: 2)
    close(toChild.read)
    close(fromChild.write)
    defer { close(fromChild.read) }
    let process: pid_t
    switch started {
    case .success(let id): process = id
    case .failure(let error):
      close(toChild.write)
      return (.notStarted(error), "")
    }
    let deadline = ContinuousClock.now + timeout
    feed(Array(input.utf8), to: toChild.write, deadline)
    close(toChild.write)
    let ending = wait(for: process, deadline)
    return (ending, readsOutput ? Self.output(of: fromChild.read) : "")
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
}
