import ArgumentParser
import Foundation
import Wording

/// How many images a command works on at a time.
struct WorkerOptions: ParsableArguments {
  @Option(help: .told(.helpJobs))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard (1...1024).contains(jobs) else {
      throw ValidationError(
        .told(
          .usageRange, ["option": "--jobs", "value": "\(jobs)", "from": "1", "to": "1024"]))
    }
  }
}
