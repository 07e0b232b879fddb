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
    _ script: String, waiting: Int = 0, silence: Duration = .seconds(60),
    until last: @escaping @Sendable ([String]) -> Bool
  ) -> [String] {
    let log = Log(until: last)
    let alarms = AlarmBook(journal: StationJournal()) { alarm in
      log.add("\(alarm.kind) \(alarm.state): \(alarm.sentence)")
    }
    let process = DashboardProcess(
      DashboardPlan(program: "/bin/sh", arguments: ["-c", script]), alarms: alarms,
      tell: { log.add($0) }, imagesWaiting: { waiting },
      patience: DashboardProcess.Patience(
        pauses: .milliseconds(1)...(.milliseconds(20)), silence: silence))
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
    #expect(told == ["dashboard at waiting 17"])
  }

  @Test func oneThatEndsIsStartedAgainAndAnAlarmIsOnUntilItServes() throws {
    try withFolder { folder in
      let file = folder.path("second")
      let script = """
        if [ -e '\(file)' ]; then echo there; cat >/dev/null; fi
        touch '\(file)'; echo 'Error: no room' >&2; exit 2
        """
      let told = serve(script) { $0.contains("dashboard at there") }
      #expect(
        told == [
          "dashboard: no room",
          "dashboard raised: the dashboard does not serve: no room; inspection goes on",
          "dashboard ended: the dashboard does not serve: no room; inspection goes on",
          "dashboard at there",
        ])
    }
  }

  @Test func anotherReasonIsToldToo() throws {
    try withFolder { folder in
      let file = folder.path("second")
      let script = """
        if [ -e '\(file)' ]; then exit 7; fi
        touch '\(file)'; echo there; kill -KILL $$
        """
      let told = serve(script) { $0.count >= 3 }
      #expect(told[1].contains("it was ended by signal 9"))
      #expect(told[2].contains("it ended with code 7"))
    }
  }

  @Test func whatOneThatServedComplainedAboutIsNotWhyItEnded() {
    let told = serve("echo there; echo 'a page failed' >&2; sleep 0.5; kill -KILL $$") {
      $0.count >= 3
    }
    #expect(told.contains("dashboard: a page failed"))
    #expect(told.last?.contains("does not serve: it was ended by signal 9;") == true)
  }

  @Test func oneThatDoesNotAnswerAnyMoreIsEnded() {
    let told = serve("echo there; trap '' TERM; while true; do sleep 1; done", silence: .seconds(1))
    {
      $0.count >= 2
    }
    #expect(told[1].contains("it did not answer any more and was ended"))
  }

  @Test func oneThatAnswersIsLeftAlone() {
    // Five answers come within more than two seconds.
    let script = """
      echo there; count=0
      while read line; do
        echo here; count=$((count + 1)); if [ $count = 5 ]; then echo enough >&2; fi
      done
      """
    let told = serve(script, silence: .seconds(1)) { $0.count >= 2 }
    #expect(told == ["dashboard at there", "dashboard: enough"])
  }

  @Test func aTrapIsToldByTheLineThatMatters() {
    let script = """
      echo 'Module/File.swift:1: Fatal error: Index out of range' >&2
      echo '*** Signal 4: Backtracing ***' >&2; kill -ILL $$
      """
    let told = serve(script) { $0.contains { $0.hasPrefix("dashboard raised") } }
    #expect(
      told.last?.contains("it was ended by signal 4: Module/File.swift:1: Fatal error") == true)
  }

  @Test func oneThatCannotBeStartedIsAnAlarm() {
    let log = Log { !$0.isEmpty }
    let process = DashboardProcess(
      DashboardPlan(program: "/no/such/program", arguments: []),
      alarms: AlarmBook(journal: StationJournal()) { log.add($0.sentence) }, tell: { _ in },
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
