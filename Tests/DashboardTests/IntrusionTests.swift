import Accounts
import Foundation
import Testing

@testable import Dashboard

/// What somebody may try who is not let in: nothing leaks, and every answer says no.
struct IntrusionTests {
  @Test(arguments: [
    "evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.2", "sightline", "[::2]",
    "localhost.", "xn--localhost", "127.0.0.1.nip.io",
  ])
  func foreignHostsAreRefused(_ host: String) async throws {
    try await Site.serve { site async throws in
      for target in ["/", "/api/v1/status", "/healthz", "/assets/style.css"] {
        let answer = try #require(await site.ask("GET", target, host: host))
        #expect(answer.status == 403, "\(target)")
        #expect(!answer.text.contains("csrf"))
      }
    }
  }

  @Test(arguments: ["", "a b", "localhost:port", "localhost:", ":80", "[::1", "user@localhost"])
  func brokenHostsAreRefused(_ host: String) async throws {
    try await Site.serve { site async throws in
      let answer = try #require(await site.ask("GET", "/healthz", host: host))
      #expect(answer.status == 400 || answer.status == 403)
    }
  }

  @Test func aMissingHostIsRefused() async throws {
    try await Site.serve { site async throws in
      #expect(try #require(await site.ask("GET", "/healthz", host: nil)).status == 400)
    }
  }

  @Test func aSecondHostIsRefused() async throws {
    try await Site.serve { site async throws in
      for other in ["evil.example", "localhost"] {
        let answer = try #require(
          await site.ask("GET", "/healthz", ["Host: \(other)"]))
        #expect(answer.status == 400)
      }
    }
  }

  @Test(arguments: ["localhost", "LocalHost:1", "127.0.0.1", "127.0.0.1:8080", "line7.factory:443"])
  func allowedHostsAreServed(_ host: String) async throws {
    try await Site.serve(hosts: ["Line7.factory"]) { site async throws in
      #expect(try #require(await site.ask("GET", "/healthz", host: host)).status == 200)
    }
  }

  @Test(arguments: [
    "/../etc/passwd", "/images/../../../../etc/passwd", "/images/1/../../../etc/passwd", "/..",
    "/%2e%2e/etc/passwd", "/images/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/%252e%252e/etc/passwd",
    "/images/%252e%252e%252fetc%252fpasswd", "/images/1%00", "/images/1%00.png", "/images/%31",
    "/assets/..%2f..%2fetc%2fpasswd", "/assets/..", "/assets/%2e%2e", "/assets/.%2e/x",
    "/images/..\\..\\etc\\passwd", "//etc/passwd", "/images//etc/passwd", "/.", "/images/./1",
    "/images/+1",
    "/images/１", "/images/1;/etc/passwd", "http://localhost/etc/passwd", "etc/passwd", "*",
    "/images//1", "/assets//etc/passwd",
  ])
  func pathsOutOfTheStoreAreRefused(_ target: String) async throws {
    try await Site.serve(prepare: { try $0.record() }) { site async throws in
      let answer = try #require(await site.ask("GET", target))
      #expect([400, 404].contains(answer.status), "\(answer.status)")
      #expect(!answer.text.contains("root:"))
    }
  }

  @Test(arguments: [
    "/images/0", "/images/-1", "/images/01", "/images/1e3", "/images/0x1",
    "/images/99999999999999999999", "/images/9223372036854775807", "/images/2", "/images/part.png",
    "/images/1/", "/images/1/original", "/images/1/thumbnail/2", "/nothing", "/images",
    "/assets/passwd", "/api/v1", "/api/v2/status", "/api/v1/inspections/0",
  ])
  func whatIsNotThereIsNotFound(_ target: String) async throws {
    try await Site.serve(prepare: { try $0.record() }) { site async throws in
      #expect(try await site.get(target).status == 404)
    }
  }

  @Test func aLinkInTheStoreIsNotFollowed() async throws {
    try await Site.serve { site async throws in
      // The link leads to the very bytes that were inspected, and to a file of others.
      let bytes = try Site.picture()
      let real = site.write(bytes, to: "real.png")
      let first = try site.record("link.png", bytes: bytes, isThere: false)
      try FileManager.default.createSymbolicLink(
        atPath: site.folder + "/link.png", withDestinationPath: real)
      let second = try site.record("passwd.png", bytes: Array("x".utf8), isThere: false)
      try FileManager.default.createSymbolicLink(
        atPath: site.folder + "/passwd.png", withDestinationPath: "/etc/passwd")
      for record in [first, second] {
        for kind in ["", "/thumbnail", "/overlay", "/difference"] {
          let answer = try await site.get("/images/\(record)\(kind)")
          #expect(answer.status == 404)
          #expect(!answer.text.contains("root:") && !answer.text.contains(site.folder))
        }
      }
    }
  }

  @Test func onlyTheInspectedBytesAreServed() async throws {
    try await Site.serve { site async throws in
      let changed = try site.record("changed.png")
      site.write(try Site.picture(91), to: "changed.png")
      let gone = try site.record("gone.png", isThere: false)
      let text = try site.record("text.png", bytes: Array("root: not a picture".utf8))
      let folder = try site.record("folder.png", isThere: false)
      try FileManager.default.createDirectory(
        atPath: site.folder + "/folder.png", withIntermediateDirectories: false)
      let pipe = try site.record("pipe.png", isThere: false)
      #expect(mkfifo(site.folder + "/pipe.png", 0o600) == 0)
      for (record, status) in [
        (changed, 410), (gone, 404), (text, 404), (folder, 404), (pipe, 404),
      ] {
        for kind in ["", "/thumbnail", "/overlay"] {
          let answer = try await site.get("/images/\(record)\(kind)")
          #expect(answer.status == status, "\(record)\(kind)")
          #expect(!answer.text.contains("root:") && !answer.text.contains(site.folder))
        }
      }
    }
  }

  @Test func floodsOfHeadersAreRefused() async throws {
    try await Site.serve { site async throws in
      let many = (0..<5000).map { "X-\($0): 1" }
      let long = ["X: " + String(repeating: "a", count: 200_000)]
      let broad = (0..<60).map { "X-\($0): " + String(repeating: "a", count: 4000) }
      for headers in [many, long, broad] {
        let answer = await site.ask("GET", "/api/v1/status", headers)
        #expect(answer == nil || answer?.status == 400 || answer?.status == 431)
      }
      let address = await site.ask("GET", "/results?x=" + String(repeating: "a", count: 200_000))
      #expect(address == nil || [400, 414, 431].contains(address?.status))
      #expect(try await site.get("/healthz").status == 200)
    }
  }

  @Test(arguments: [
    "GARBAGE\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n",
    "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", "\u{0}\u{0}\u{0}\r\n\r\n",
    "GET /\u{0} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: localhost\r\nX\u{0}: 1\r\n\r\n",
    "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  ])
  func brokenRequestsHarmNothing(_ request: String) async throws {
    try await Site.serve(limits: Self.impatient) { site async throws in
      let answer = await site.send(Array(request.utf8))
      #expect(
        answer == nil || answer?.status == 400 || answer?.status == 200 || answer?.status == 403)
      #expect(try await site.get("/healthz").status == 200)
    }
  }

  private static var impatient: ServingLimits {
    var limits = ServingLimits()
    (limits.request, limits.idle, limits.stall) = (0.5, 0.5, 0.5)
    return limits
  }

  @Test func queriesThatAreNoTextAreRefused() async throws {
    try await Site.serve { site async throws in
      for query in ["lot=%00", "lot=%FF%FE", "lot=%4", "lot=%zz", "lot=a%0", "%ff=1"] {
        #expect(try await site.get("/api/v1/inspections?\(query)").status == 400, "\(query)")
        #expect(try await site.get("/results?\(query)").status == 400, "\(query)")
      }
      let many = (0..<200).map { "a\($0)=1" }.joined(separator: "&")
      #expect(try await site.get("/results?\(many)").status == 400)
    }
  }

  @Test func otherMethodsAreRefused() async throws {
    try await Site.serve { site async throws in
      for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST"] {
        let answer = try #require(await site.ask(method, "/api/v1/status"))
        #expect(answer.status == 405 && answer["allow"] == "GET, HEAD", "\(method)")
      }
      let answer = try await site.get("/review/decisions")
      #expect(answer.status == 405 && answer["allow"] == "POST")
    }
  }

  @Test func everyAnswerCarriesTheHeadersThatProtect() async throws {
    try await Site.serve(roles: [.viewer], prepare: { try $0.record() }) { site async throws in
      let browser = try await site.logIn(.viewer)
      for target in [
        "/", "/login", "/nothing", "/..", "/images/1", "/api/v1/status", "/api/v1/audit",
        "/assets/style.css", "/healthz", "/metrics", "/images/1/thumbnail",
      ] {
        for headers in [[], [browser.cookieField]] {
          let answer = try await site.get(target, headers)
          let policy = try #require(answer["content-security-policy"], "\(target)")
          #expect(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
          #expect(!policy.contains("unsafe"))
          #expect(answer["x-content-type-options"] == "nosniff")
          #expect(answer["referrer-policy"] == "same-origin")
          #expect(answer["cache-control"] != nil)
          #expect(answer["server"] == nil)
        }
      }
    }
  }

  @Test func errorsAreProblemDetailsForProgramsAndPagesForPeople() async throws {
    try await Site.serve { site async throws in
      let program = try await site.get("/api/v1/inspections?limit=0")
      #expect(program.status == 400 && program["content-type"] == "application/problem+json")
      let problem = try program.json()
      #expect(
        problem["status"] as? Int == 400 && problem["detail"] as? String == "limit: 1 to 1000")
      let page = try await site.get("/nothing")
      #expect(page["content-type"] == "text/html; charset=utf-8")
    }
  }
}
