import Foundation
import Synchronization

/// How a station starts its dashboard.
public struct DashboardPlan: Sendable {
  /// The program that serves: it prints its address as a line once it does, ends when its standard input
  /// does, and is told there how many images wait, as lines `waiting N`.
  public var program: String
  /// What it is told.
  public var arguments: [String]

  /// See the properties.
  public init(program: String, arguments: [String]) {
    (self.program, self.arguments) = (program, arguments)
  }
}

/// The dashboard of a station, as a program of its own: whatever happens to it, inspection goes on. It is
/// started again where it ends, later each time, and an alarm is on until it serves.
final class DashboardProcess: Sendable {
  private let plan: DashboardPlan
  private let alarms: AlarmBook
  private let tellAddress: @Sendable (String) -> Void
  private let imagesWaiting: @Sendable () -> Int
  private let isStopping = Atomic(false)

  /// Between two looks at the program.
  private static let interval: Int32 = 200
  /// Until the first start after an end, and at most.
  private let pauses: ClosedRange<Duration>
  /// How long it may take to end when the station does.
  private static let grace = Duration.seconds(3)

  init(
    _ plan: DashboardPlan, alarms: AlarmBook, tellAddress: @escaping @Sendable (String) -> Void,
    imagesWaiting: @escaping @Sendable () -> Int,
    pauses: ClosedRange<Duration> = .seconds(1)...(.seconds(60))
  ) {
    (self.plan, self.alarms, self.pauses) = (plan, alarms, pauses)
    (self.tellAddress, self.imagesWaiting) = (tellAddress, imagesWaiting)
  }

  /// Has it served until ``stop()`` is called, on a thread of its own.
  func run() {
    // One that does not hear what waits any more is no reason to end.
    var pipes = sigset_t()
    sigemptyset(&pipes)
    sigaddset(&pipes, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipes, nil)
    var pause = pauses.lowerBound
    while !isStopping.load(ordering: .relaxed) {
      let begin = ContinuousClock.now
      let problem = serve()
      guard !isStopping.load(ordering: .relaxed) else { break }
      alarms.raise(
        .dashboard, nil, "the dashboard does not serve: \(problem); inspection goes on")
      if ContinuousClock.now - begin > pauses.upperBound { pause = pauses.lowerBound }
      let end = ContinuousClock.now + pause
      while ContinuousClock.now < end, !isStopping.load(ordering: .relaxed) { usleep(50_000) }
      pause = min(pause * 2, pauses.upperBound)
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
        for pipe in pipes { closeBoth(pipe) }
        return "\(error)"
      }
    }
    let (input, output, error) = (pipes[0], pipes[1], pipes[2])
    var environment = ProcessInfo.processInfo.environment
    // The service manager hears from the station alone.
    environment["NOTIFY_SOCKET"] = nil
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
      let complaint = attend(input: input.write, output: output.read, error: error.read)
      close(input.write)
      return end(of: process, complaint)
    }
  }

  private func closeBoth(_ pipe: (read: Int32, write: Int32)) {
    close(pipe.read)
    close(pipe.write)
  }

  /// Tells the program what waits and hears what it says, until it says no more or the station stops.
  /// Returns the end of what it complained about.
  private func attend(input: Int32, output: Int32, error: Int32) -> String {
    var said: [UInt8] = []
    var complaint: [UInt8] = []
    var isServing = false
    var open = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
    open.append(pollfd(fd: error, events: Int16(POLLIN), revents: 0))
    while !isStopping.load(ordering: .relaxed), open.contains(where: { $0.fd >= 0 }) {
      // What does not fit is told with the next look.
      let line = Array("waiting \(imagesWaiting())\n".utf8)
      _ = line.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      guard poll(&open, nfds_t(open.count), Self.interval) > 0 else { continue }
      for place in open.indices where open[place].revents != 0 {
        let bytes = Self.read(open[place].fd)
        guard !bytes.isEmpty else {
          open[place].fd = -1
          continue
        }
        if place == 1 {
          // A trap tells much after the line that matters.
          complaint = Array((complaint + bytes).prefix(8192))
        } else if !isServing {
          said += bytes
          guard let end = said.firstIndex(of: UInt8(ascii: "\n")) else { continue }
          isServing = true
          alarms.end(.dashboard, nil)
          tellAddress(String(decoding: said[..<end], as: UTF8.self))
        }
      }
    }
    return String(decoding: complaint, as: UTF8.self)
  }

  /// Waits until `process`, whose standard input is closed, has ended, and sees to it that it does.
  private func end(of process: pid_t, _ complaint: String) -> String {
    let deadline = ContinuousClock.now + Self.grace
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
    let lines = complaint.split(whereSeparator: \.isNewline).map(String.init)
    let told = lines.first { $0.contains("Fatal error") } ?? lines.last
    if let told, !told.isEmpty {
      return String(told.trimmingPrefix("Error: ").prefix(300))
    }
    let signal = status & 0x7F
    return signal == 0
      ? "it ended with code \((status >> 8) & 0xFF)" : "it was ended by signal \(signal)"
  }

  private static func read(_ descriptor: Int32) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Foundation.read(descriptor, &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)))
  }
}
