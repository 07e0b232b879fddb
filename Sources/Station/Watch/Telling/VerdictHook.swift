import Traceability

/// A command that is run for each verdict, by the shell, with the line of JSON on its standard input.
public struct VerdictHook: Sendable {
  private let command: String
  private let timeout: Duration

  /// The hook that runs `command`, which is ended after `timeout`.
  public init(command: String, timeout: Duration = .seconds(5)) {
    (self.command, self.timeout) = (command, timeout)
  }

  var name: String { "hook" }

  // A command that failed may have done its work: it is not run again.
  func send(_ message: DeliveryMessage) -> DeliveryOutcome {
    var run = CommandRun(program: "/bin/sh", arguments: ["-c", command])
    if let record = message.record {
      run.environment = [
        "SIGHTLINE_VERDICT": record.verdict.rawValue, "SIGHTLINE_IMAGE": record.imagePath,
        "SIGHTLINE_SEQUENCE": "\(record.sequence ?? 0)", "SIGHTLINE_SERIAL": record.serial ?? "",
      ]
    }
    switch run.run(input: message.body + "\n", timeout: timeout).ending {
    case .exited(0): return .taken
    case let ending: return .refused("the command '\(command)': \(ending)")
    }
  }
}
