import Foundation
import Synchronization
import Testing
import Traceability

@testable import Station

@Suite("Telling others") struct DeliveryTests {
  private func arrival(_ number: Int64) -> Arrival {
    Arrival(
      file: ArrivedFile(
        folder: [0x2F], name: [0x61], device: 1, inode: UInt64(number), modified: number, size: 1),
      arrivedAt: Date(),
      record: InspectionRecord(
        recordedAt: Date(), imagePath: "a", imageSHA256: "\(number)", verdict: .pass, reason: "",
        defects: [], timings: [], recipe: "r", recipeVersion: 1, recipeSHA256: "1",
        effectiveParameters: "{}", software: "s"))
  }

  private func commit(_ numbers: ClosedRange<Int64>, _ store: RecordStore) throws {
    var entries = StationEntries()
    entries.arrivals = numbers.map(arrival)
    _ = try store.append(entries)
  }

  /// Runs a delivery until it has sent `count` messages that were taken.
  private func deliver(
    _ store: RecordStore, until count: Int, answers: [DeliveryOutcome] = []
  ) throws -> (keys: [String], journal: StationEntries) {
    let journal = StationJournal()
    let state = Mutex((keys: [String](), answers: answers, taken: 0))
    let done = DispatchSemaphore(value: 0)
    let receiver = Delivery.Receiver(name: "test", kind: .webhook, wantsAlarms: false) { message in
      state.withLock { state in
        state.keys.append(message.key)
        let answer = state.answers.isEmpty ? .taken : state.answers.removeFirst()
        if answer == .taken { state.taken += 1 }
        if state.taken == count { done.signal() }
        return answer
      }
    }
    let delivery = Delivery(
      receiver, store: store, journal: journal,
      alarms: AlarmBook(journal: journal) { _ in }, waits: (0.01, 0.02))
    try delivery.begin()
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      delivery.run()
      ended.signal()
    }
    #expect(done.wait(timeout: .now() + 30) == .success)
    delivery.stop()
    #expect(ended.wait(timeout: .now() + 30) == .success)
    return (state.withLock { $0.keys }, journal.take())
  }

  @Test func eachVerdictIsSentUntilItIsTakenAndInOrder() throws {
    try withFolder { folder in
      let store = try RecordStore(path: folder.path("r.sqlite"))
      var begin = StationEntries()
      begin.marks = ["test": 0]
      _ = try store.append(begin)
      try commit(1...3, store)
      let sent = try deliver(
        store, until: 3, answers: [.notTaken("down"), .notTaken("down"), .taken, .notTaken("x")])
      let numbers = sent.keys.map { $0.split(separator: "-")[1] }
      #expect(numbers == ["1", "1", "1", "2", "2", "3"])
      #expect(Set(sent.keys).count == 3)
      #expect(sent.journal.marks["test"] == 3)
      #expect(sent.journal.alarms.map(\.state) == [.raised, .ended, .raised, .ended])
    }
  }

  @Test func aReceiverGoesOnWhereItsMarkIs() throws {
    try withFolder { folder in
      let store = try RecordStore(path: folder.path("r.sqlite"))
      try commit(1...5, store)
      var marks = StationEntries()
      marks.marks = ["test": 3]
      _ = try store.append(marks)
      let sent = try deliver(store, until: 2)
      #expect(sent.keys.map { $0.split(separator: "-")[1] } == ["4", "5"])
    }
  }

  @Test func whatIsRefusedIsLeftOutWithAnAlarm() throws {
    try withFolder { folder in
      let store = try RecordStore(path: folder.path("r.sqlite"))
      var begin = StationEntries()
      begin.marks = ["test": 0]
      _ = try store.append(begin)
      try commit(1...2, store)
      let sent = try deliver(store, until: 1, answers: [.refused("status 400")])
      #expect(sent.journal.marks["test"] == 2)
      #expect(sent.journal.alarms.first?.sentence.contains("status 400") == true)
    }
  }
}

@Suite("Commands") struct CommandRunTests {
  @Test func inputComesAndTheCodeGoes() {
    let run = CommandRun(program: "/bin/sh", arguments: ["-c", "cat; exit 3"])
    let result = run.run(input: "hello", timeout: .seconds(30), readsOutput: true)
    #expect(result.ending == .exited(3))
    #expect(result.output == "hello")
  }

  @Test func whoTakesTooLongIsEndedWithWhatItStarted() {
    let start = ContinuousClock.now
    let run = CommandRun(program: "/bin/sh", arguments: ["-c", "sleep 60 & sleep 60"])
    #expect(run.run(input: "", timeout: .milliseconds(100)).ending == .timedOut)
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  @Test func whoDoesNotReadIsLeftAlone() {
    let text = String(repeating: "x", count: 1 << 20)
    let run = CommandRun(program: "/bin/sh", arguments: ["-c", "exec 0<&-; sleep 0.1"])
    signal(SIGPIPE, SIG_IGN)
    #expect(run.run(input: text, timeout: .seconds(30)).ending == .exited(0))
  }

  @Test func whatIsNotThereIsTold() {
    let run = CommandRun(program: "/no/such/program", arguments: [])
    #expect(
      run.run(input: "", timeout: .seconds(5)).ending == .notStarted(SystemError(code: ENOENT)))
  }
}

@Suite("Addresses of webhooks") struct WebhookTests {
  @Test func partsOfAnAddress() {
    let address = HTTPAddress("http://mes.local:8080/a/b?c=d")
    #expect(address?.host == "mes.local")
    #expect(address?.port == 8080)
    #expect(address?.target == "/a/b?c=d")
    #expect(HTTPAddress("http://[::1]/")?.host == "::1")
    #expect(HTTPAddress("http://mes")?.target == "/")
    for wrong in ["mes.local", "ftp://mes", "http://", "http://mes:99999/", ""] {
      #expect(HTTPAddress(wrong) == nil, "\(wrong)")
    }
  }

  @Test func statusDecides() throws {
    let message = DeliveryMessage(key: "k-1", body: #"{"verdict":"pass"}"#)
    for (status, expected) in [(204, "taken"), (503, "notTaken"), (400, "refused")] {
      let server = try AnsweringServer(status: status)
      let webhook = try Webhook(url: "http://127.0.0.1:\(server.port)/x")
      #expect("\(webhook.send(message))".hasPrefix(expected))
      let request = server.request()
      #expect(request.hasPrefix("POST /x HTTP/1.1\r\n"))
      #expect(request.contains("\r\nIdempotency-Key: k-1\r\n"))
      #expect(request.hasSuffix("\r\n\r\n{\"verdict\":\"pass\"}"))
    }
  }

  @Test func nobodyThereIsToldAndTriedAgain() throws {
    let server = try AnsweringServer(status: 200)
    let port = server.port
    server.stop()
    let webhook = try Webhook(url: "http://127.0.0.1:\(port)/")
    guard case .notTaken = webhook.send(DeliveryMessage(key: "k", body: "{}")) else {
      Issue.record("taken by nobody")
      return
    }
  }
}

/// Answers one request with a status and keeps it.
private final class AnsweringServer: Sendable {
  let port: UInt16
  private let descriptor: Int32
  private let kept = Mutex("")
  private let done = DispatchSemaphore(value: 0)

  init(status: Int) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length) == 0 && listen(listener, 1) == 0
          && getsockname(listener, address, &length) == 0
      }
    }
    precondition(bound, "no port to listen on")
    port = UInt16(bigEndian: address.sin_port)
    descriptor = listener
    Thread.detachNewThread { [self] in
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return }
      var text = ""
      var buffer = [UInt8](repeating: 0, count: 4096)
      while !text.hasSuffix("}") {
        let count = recv(connection, &buffer, buffer.count, 0)
        guard count > 0 else { break }
        text += String(decoding: buffer[..<count], as: UTF8.self)
      }
      let answer = Array("HTTP/1.1 \(status) Whatever\r\nContent-Length: 0\r\n\r\n".utf8)
      send(connection, answer, answer.count, 0)
      close(connection)
      kept.withLock { $0 = text }
      done.signal()
    }
  }

  func request() -> String {
    _ = done.wait(timeout: .now() + 30)
    return kept.withLock { $0 }
  }

  func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  deinit { close(descriptor) }
}
