import Foundation
import GRDB
import Testing

@testable import Traceability

struct KilledAppendTests {
  /// The program beside the tests, as `swift build` puts it.
  private static let program = URL(fileURLWithPath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "sightline").path

  @Test(.enabled(if: access(program, X_OK) == 0, "the program is not built"))
  func aProgramThatIsKilledLeavesAValidChain() throws {
    let folder = try TemporaryFolder()
    var random = SplitMix(seed: 3)
    var heads: [(name: String, head: ChainHead)] = []
    for round in 1...6 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Self.program)
      process.arguments = [
        "trace", "benchmark", "--records", folder.records, "--generate", "10000000", "--group",
        "\(1 + round % 3)",
      ]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      // It gets going, then dies in the middle of something.
      let wanted = (heads.last?.head.position ?? 0) + Int64(1 + random.below(40))
      let deadline = Date(timeIntervalSinceNow: 120)
      while Date() < deadline {
        if let reader = try? RecordReader(path: folder.records),
          let newest = try? reader.latestSequence(), newest >= wanted
        {
          break
        }
        usleep(5000)
      }
      usleep(UInt32(random.below(5000)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let store = try RecordStore(path: folder.records)
      let report = try ChainVerifier(store.reader, heads: heads).verify()
      #expect(report.firstBreak == nil, "round \(round)")
      #expect(report.inspections >= wanted)
      let answer = try store.withWriter { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
      #expect(answer == ["ok"])
      heads.append(("the head of round \(round)", try store.reader.head()))
      try store.close()
    }
  }
}
