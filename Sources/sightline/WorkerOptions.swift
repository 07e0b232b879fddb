import ArgumentParser
import Foundation

/// How many images a command works on at a time.
struct WorkerOptions: ParsableArguments {
  @Option(help: "Images inspected at a time.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard (1...1024).contains(jobs) else {
      throw ValidationError("--jobs \(jobs): allowed is 1 to 1024")
    }
  }
}
