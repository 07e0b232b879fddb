import Foundation
import Synchronization

/// How a station starts its dashboard.
public struct DashboardPlan: Sendable {
  /// The program that serves: it prints its address as a line once it does, is told on its standard input how
  /// many images wait, as lines `waiting N`, answers each with the line `here`, and ends when its standard
  /// input does.
  public var program: String
  /// What it is told.
  public var arguments: [String]

  /// See the properties.
  public init(program: String, arguments: [String]) {
    (self.program, self.arguments) = (program, arguments)
  }
}

/// The dashboard of a station, as a program of its own: whatever happens to it, inspection goes on. It is
/// started again where it ends or does not answer any more, later each time, and an alarm is on until it
/// serves.
final class DashboardProcess: Sendable {
  /// How long is waited for what.
  struct Patience: Sendable {
    /// Until the first start after an end, and at most.
    var pauses = Duration.seconds(1)...Duration.seconds(60)
    /// Without a word from the program.
    var silence = Duration.seconds(60)
    /// For it to end when the station does.
    var ending = Duration.seconds(3)
  }

  private let plan: DashboardPlan
  private let alarms: AlarmBook
  private let tell: @Sendable (String) -> Void
  private let imagesWaiting: @Sendable () -> Int
  private let patience: Patience
  private let isStopping = Atomic(false)

  /// Between two looks whether the station stops, in milliseconds.
  private static let look: Int32 = 200
  /// From telling what waits to telling it again, and between two complaints that are passed on.
  private static let interval = Duration.milliseconds(500)

  /// `tell` is called with its address, and with what it complains about.
  init(
    _ plan: DashboardPlan, alarms: AlarmBook, tell: @escaping @Sendable (String) -> Void,
    imagesWaiting: @escaping @Sendable () -> Int, patience: Patience = Patience()
  ) {
    (self.plan, self.alarms, self.patience) = (plan, alarms, patience)
    (self.tell, self.imagesWaiting) = (tell, imagesWaiting)
  }

  /// Has it served until ``stop()`` is called, on a thread of its own.
  func run() {
    // One that does not hear what waits any more is no reason to end.
    var pipes = sigset_t()
    sigemptyset(&pipes)
    sigaddset(&pipes, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipes, nil)
    var pause = patience.pauses.lowerBound
    var lastProblem: String?
    while !isStopping.load(ordering: .relaxed) {
      let begin = ContinuousClock.now
      let problem = serve()
      guard !isStopping.load(ordering: .relaxed) else { break }
      // A port that somebody else took is another thing to do something about than a trap.
      alarms.raise(
        .dashboard, nil, "the dashboard does not serve: \(problem); inspection goes on",
        isNew: problem != lastProblem)
      lastProblem = problem
      if ContinuousClock.now - begin > patience.pauses.upperBound {
        pause = patience.pauses.lowerBound
      }
      let end = ContinuousClock.now + pause
      while ContinuousClock.now < end, !isStopping.load(ordering: .relaxed) { usleep(50_000) }
      pause = min(pause * 2, patience.pauses.upperBound)
    }
  }

  /// Ends it. May be called from any thread.
  func stop() { isStopping.store(true, ordering: .relaxed) }

  /// Starts the program and stays with it until it has ended. Says why it did.
  private func serve() -> String {
    var pipes: [(read: Int32, write: Int32)] = []
    for _ in 0..<3 {
      switch ProcessStart.pipe() {
      case .success(let pipe): pipes.append(pipe)
      case .failure(let error):
        for pipe in pipes {
          close(pipe.read)
          close(pipe.write)
        }
        return "\(error)"
      }
    }
    let (input, output, error) = (pipes[0], pipes[1], pipes[2])
    var environment = ProcessInfo.processInfo.environment
    // The service manager hears from the station alone.
    environment["NOTIFY_SOCKET"] = nil
    // What it says goes into alarms and records, which do not depend on who started the station.
    environment["SIGHTLINE_LANGUAGE"] = "en"
    let started = ProcessStart.start(
      plan.program, called: "sightline", arguments: plan.arguments, environment: environment,
      input: input.read, output: output.write, error: error.write)
    close(input.read)
    close(output.write)
    close(error.write)
    _ = fcntl(input.write, F_SETFL, O_NONBLOCK)
    defer {
      close(output.read)
      close(error.read)
    }
    switch started {
    case .failure(let error):
      close(input.write)
      return "it could not be started: \(error)"
    case .success(let process):
      let conversation = attend(input: input.write, output: output.read, error: error.read)
      close(input.write)
      return reason(conversation, status: end(of: process, conversation))
    }
  }

  /// What came of talking with the program.
  private struct Conversation {
    var isServing = false
    var isSilent = false
    var complaint: String?
    var trap: String?
    var lastNote: ContinuousClock.Instant?
  }

  /// Tells the program what waits and hears what it says, until it says no more, or nothing for too long, or
  /// the station stops.
  private func attend(input: Int32, output: Int32, error: Int32) -> Conversation {
    var conversation = Conversation()
    var (answers, complaints) = (LineBuffer(), LineBuffer())
    var lastWord = ContinuousClock.now
    var nextTelling = lastWord
    var open = [output, error].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while !isStopping.load(ordering: .relaxed), open.contains(where: { $0.fd >= 0 }) {
      guard ContinuousClock.now - lastWord < patience.silence else {
        conversation.isSilent = true
        break
      }
      if ContinuousClock.now >= nextTelling {
        // What does not fit is told the next time.
        let line = Array("waiting \(imagesWaiting())\n".utf8)
        _ = line.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
        nextTelling = .now + Self.interval
      }
      if poll(&open, nfds_t(open.count), Self.look) > 0 {
        for place in open.indices where open[place].revents != 0 {
          let bytes = Self.read(open[place].fd)
          if bytes.isEmpty {
            open[place].fd = -1
          } else if place == 0 {
            lastWord = .now
            for line in answers.lines(after: bytes) where line != "here" {
              greet(line, &conversation)
            }
          } else {
            for line in complaints.lines(after: bytes) { hear(line, &conversation) }
          }
        }
      }
    }
    return conversation
  }

  private func greet(_ address: String, _ conversation: inout Conversation) {
    guard !conversation.isServing else { return }
    conversation.isServing = true
    alarms.end(.dashboard, nil)
    tell("dashboard at \(address)")
  }

  private func hear(_ line: String, _ conversation: inout Conversation) {
    guard !line.isEmpty else { return }
    let line = String(line.trimmingPrefix("Error: ").prefix(300))
    // A trap tells much before and after the line that matters.
    if line.contains("Fatal error") { conversation.trap = line }
    conversation.complaint = line
    // Many of them must not crowd alarms out.
    if let last = conversation.lastNote, ContinuousClock.now - last < Self.interval { return }
    conversation.lastNote = .now
    tell("dashboard: \(line)")
  }

  /// Waits until `process`, whose standard input is closed, has ended, and sees to it that it does. Returns how.
  private func end(of process: pid_t, _ conversation: Conversation) -> Int32 {
    let deadline = ContinuousClock.now + (conversation.isSilent ? .zero : patience.ending)
    var status: Int32 = 0
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { break }
      if ended < 0, errno != EINTR { break }
      if ContinuousClock.now > deadline {
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        break
      }
      usleep(5_000)
    }
    return status
  }

  private func reason(_ conversation: Conversation, status: Int32) -> String {
    if conversation.isSilent { return "it did not answer any more and was ended" }
    let signal = status & 0x7F
    let ending =
      signal == 0
      ? "it ended with code \((status >> 8) & 0xFF)" : "it was ended by signal \(signal)"
    if let trap = conversation.trap { return "\(ending): \(trap)" }
    // What one that served complained about before may have nothing to do with its end.
    guard !conversation.isServing, signal == 0 else { return ending }
    return conversation.complaint ?? ending
  }

  private static func read(_ descriptor: Int32) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Foundation.read(descriptor, &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)))
  }
}

/// Lines out of pieces of them.
private struct LineBuffer {
  private var rest: [UInt8] = []

  /// The lines that `bytes` complete. A line without an end is cut.
  mutating func lines(after bytes: [UInt8]) -> [String] {
    rest += bytes
    var parts = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    rest = Array((parts.popLast() ?? []).prefix(4096))
    return parts.map { String(decoding: $0, as: UTF8.self) }
  }
}
