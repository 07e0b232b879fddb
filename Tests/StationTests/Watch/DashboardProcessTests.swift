import Foundation
import Synchronization
import Testing

@testable import Station

/// Shell scripts stand in for the dashboard.
@Suite struct DashboardProcessTests {
  /// What came of a dashboard, in the order in which it was told.
  private final class Log: Sendable {
    private let lines = Mutex<[String]>([])
    private let isComplete = DispatchSemaphore(value: 0)
    private let last: @Sendable ([String]) -> Bool

    init(until last: @escaping @Sendable ([String]) -> Bool) { self.last = last }

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) {
      let isLast = lines.withLock { lines in
        lines.append(line)
        return last(lines)
      }
      if isLast { isComplete.signal() }
    }

    func wait() -> Bool { isComplete.wait(timeout: .now() + 60) == .success }
  }

  /// Runs `script` as the dashboard until `last` says that enough was told, then stops it; returns what
  /// was told.
  private func serve(
    _ script: String, waiting: Int = 0, until last: @escaping @Sendable ([String]) -> Bool
  ) -> [String] {
    let log = Log(until: last)
    let alarms = AlarmBook(journal: StationJournal()) { alarm in
      log.add("\(alarm.kind) \(alarm.state): \(alarm.sentence)")
    }
    let process = DashboardProcess(
      DashboardPlan(program: "/bin/sh", arguments: ["-c", script]), alarms: alarms,
      tellAddress: { log.add($0) }, imagesWaiting: { waiting },
      pauses: .milliseconds(1)...(.milliseconds(20)))
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      process.run()
      ended.signal()
    }
    #expect(log.wait(), "told: \(log.all)")
    process.stop()
    #expect(ended.wait(timeout: .now() + 60) == .success)
    return log.all
  }

  @Test func itsAddressIsToldAndItIsToldWhatWaits() {
    let told = serve("read line; echo \"$line\"; cat >/dev/null", waiting: 17) { !$0.isEmpty }
    #expect(told == ["waiting 17"])
  }

  @Test func oneThatEndsIsStartedAgainAndAnAlarmIsOnUntilItServes() throws {
    try withFolder { folder in
      let file = folder.path("second")
      let script = """
        if [ -e '\(file)' ]; then echo there; cat >/dev/null; fi
        touch '\(file)'; echo 'Error: no room' >&2; exit 2
        """
      let told = serve(script) { $0.contains("there") }
      #expect(
        told == [
          "dashboard raised: the dashboard does not serve: no room; inspection goes on",
          "dashboard ended: the dashboard does not serve: no room; inspection goes on", "there",
        ])
    }
  }

  @Test func aTrapIsToldByTheLineThatMatters() {
    let script = """
      echo 'Module/File.swift:1: Fatal error: Index out of range' >&2
      echo '*** Signal 4: Backtracing ***' >&2; kill -ILL $$
      """
    let told = serve(script) { !$0.isEmpty }
    #expect(told[0].contains("Fatal error: Index out of range"))
  }

  @Test func oneThatCannotBeStartedIsAnAlarm() {
    let log = Log { !$0.isEmpty }
    let process = DashboardProcess(
      DashboardPlan(program: "/no/such/program", arguments: []),
      alarms: AlarmBook(journal: StationJournal()) { log.add($0.sentence) }, tellAddress: { _ in },
      imagesWaiting: { 0 })
    Thread.detachNewThread { process.run() }
    #expect(log.wait())
    #expect(log.all[0].contains("it could not be started: No such file or directory"))
    process.stop()
  }

  @Test func itEndsWithTheStationEvenIfItDoesNotWantTo() throws {
    try withFolder { folder in
      let file = folder.path("process")
      let script = "trap '' TERM; echo $$ >'\(file)'; echo up; while true; do sleep 1; done"
      _ = serve(script) { !$0.isEmpty }
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let process = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
      #expect(kill(process, 0) != 0)
    }
  }
}
