import Foundation
import Testing

@testable import Dashboard

/// Slow, silent and greedy connections end, and others are served meanwhile.
struct ServingLimitTests {
  /// Opens a connection, sends `text`, and waits until the other side ends it.
  private func waitForEnd(_ site: Site, sending text: String, slowly: Bool = false) async -> Bool {
    let port = site.port
    return await blocking {
      guard let connection = HTTPConnection(port: port, seconds: 60) else { return false }
      if slowly {
        for byte in text.utf8 {
          connection.send([byte])
          usleep(50_000)
        }
      } else {
        connection.send(Array(text.utf8))
      }
      _ = connection.receive { _ in false }
      return true
    }
  }

  @Test func aRequestThatDoesNotComeEnds() async throws {
    var limits = ServingLimits()
    limits.request = 0.5
    limits.idle = 0.5
    try await Site.serve(limits: limits) { site async throws in
      #expect(await waitForEnd(site, sending: ""))
      #expect(await waitForEnd(site, sending: "GET / HTTP/1.1\r\nHost: localhost\r\nX: 1\r\n"))
      #expect(
        await waitForEnd(
          site, sending: "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: 123456\r\n", slowly: true))
      // A body that does not come; and a connection that is kept and not used.
      #expect(
        await waitForEnd(
          site,
          sending: "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\na="))
      #expect(await waitForEnd(site, sending: "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
      #expect(await eventually { await site.connections() == 1 })
    }
  }

  @Test func oneConnectionTooManyIsClosed() async throws {
    var limits = ServingLimits()
    limits.connections = 3
    try await Site.serve(limits: limits) { site async throws in
      let port = site.port
      var held: [HTTPConnection] = []
      // One of the first may be turned away itself, while an earlier connection is still counted.
      let isRefused = await eventually {
        if let connection = HTTPConnection(port: port) { held.append(connection) }
        guard held.count >= 3 else { return false }
        return await site.ask("GET", "/healthz") == nil
      }
      #expect(isRefused)
      withExtendedLifetime(held) {}
    }
  }

  @Test func whoTakesNothingIsDropped() async throws {
    var limits = ServingLimits()
    limits.stall = 0.5
    try await Site.serve(limits: limits) { site async throws in
      // More than the buffers of the system take.
      let record = try site.record(bytes: Self.noise(side: 4000))
      let port = site.port
      let silent = HTTPConnection(port: port, buffer: 4096)
      silent?.send(Array("GET /images/\(record) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
      // Only the one that asks is left.
      #expect(await eventually { await site.connections() == 1 })
      #expect(try await site.get("/healthz").status == 200)
      withExtendedLifetime(silent) {}
    }
  }

  @Test func largeAnswersOnTheirWayAreBounded() async throws {
    var limits = ServingLimits()
    limits.answers = 20 << 20
    try await Site.serve(limits: limits) { site async throws in
      let record = try site.record(bytes: Self.noise(side: 3500))
      let port = site.port
      let request = Array("GET /images/\(record) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
      let silent = (0..<4).compactMap { _ in HTTPConnection(port: port, buffer: 4096) }
      for connection in silent { connection.send(request) }
      #expect(
        await eventually {
          await site.ask("GET", "/images/\(record)", headOnly: true)?.status == 503
        })
      #expect(try await site.get("/images/\(record)/thumbnail").status == 200)
      withExtendedLifetime(silent) {}
    }
  }

  @Test func aBudgetIsGivenBack() {
    let budget = ByteBudget(100)
    var share = budget.take(60)
    #expect(share != nil && budget.take(60) == nil && budget.take(40) != nil)
    share = nil
    #expect(share == nil && budget.take(100) != nil)
  }

  @Test func eventsTellWhatIsNew() async throws {
    try await Site.serve { site async throws in
      let port = site.port
      let reading = Task {
        await blocking { () -> String in
          guard let connection = HTTPConnection(port: port, seconds: 30) else { return "" }
          connection.send(Array("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
          let bytes = connection.receive { bytes in
            Data(bytes).range(of: Data("event: override".utf8)) != nil
          }
          return String(decoding: bytes, as: UTF8.self)
        }
      }
      #expect(
        await eventually {
          _ = try? site.record()
          return await site.listeners() == 1
        })
      _ = await eventually {
        let number = try? site.record()
        if let number {
          _ = try? site.store.override(sequence: number, with: .pass, operator: "a", reason: "b")
        }
        return await site.listeners() == 0
      }
      let text = await reading.value
      #expect(
        text.contains("content-type: text/event-stream")
          || text.contains("Content-Type: text/event-stream"))
      #expect(text.contains("event: record\ndata: {\"sequence\":"))
    }
  }

  @Test func listenersAreBounded() async throws {
    let feed = EventFeed(limit: 2)
    let first = feed.listen()
    let second = feed.listen()
    #expect(first != nil && second != nil && feed.listen() == nil)
    withExtendedLifetime((first, second)) {}
    feed.close()
    #expect(feed.listen() == nil)
  }

  /// A listener that stays for ten minutes keeps nobody from ending.
  @Test(.timeLimit(.minutes(5))) func itEndsWhileSomebodyListens() async throws {
    try await Site.serve { site async throws in
      let port = site.port
      let listening = Task {
        await blocking {
          let connection = HTTPConnection(port: port, seconds: 600)
          connection?.send(Array("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
          return connection?.receive { _ in false }.count ?? 0
        }
      }
      #expect(await eventually { await site.listeners() == 1 })
      _ = listening
    }
  }

  /// A picture that does not compress.
  private static func noise(side: Int) throws -> [UInt8] {
    let random = try #require(FileHandle(forReadingAtPath: "/dev/urandom"))
    let samples = Array(try #require(try random.read(upToCount: side * side)))
    return try Site.encoded(samples, side: side)
  }
}
