import Foundation
import HTTPTypes
import Hummingbird

/// What a request is answered with.
struct Answer: Sendable {
  /// What is sent after the header.
  enum Body: Sendable {
    case bytes([UInt8])
    /// Written as it comes.
    case stream(@Sendable (inout any ResponseBodyWriter) async throws -> Void)
  }

  var status: HTTPResponse.Status
  var headers = HTTPFields()
  var body: Body

  init(_ status: HTTPResponse.Status = .ok, type: String, _ bytes: [UInt8]) {
    (self.status, body) = (status, .bytes(bytes))
    headers[.contentType] = type
  }

  init(_ status: HTTPResponse.Status = .ok, type: String, _ text: String) {
    self.init(status, type: type, Array(text.utf8))
  }

  init(
    type: String, stream: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
  ) {
    (status, body) = (.ok, .stream(stream))
    headers[.contentType] = type
  }

  /// A page.
  static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Answer {
    Answer(status, type: "text/html; charset=utf-8", text)
  }

  /// JSON.
  static func json(_ text: String) -> Answer { Answer(type: "application/json", text + "\n") }

  /// Go there, with GET.
  static func redirect(to path: String) -> Answer {
    var answer = Answer(.seeOther, type: "text/plain; charset=utf-8", "")
    answer.headers[.location] = path
    return answer
  }

  /// Bytes that stay the same as long as `tag` does; nothing where the browser has them.
  static func cacheable(
    _ bytes: @autoclosure () throws -> (type: String, bytes: [UInt8]), tag: String,
    for exchange: Exchange, cache: String
  ) rethrows -> Answer {
    let tag = "\"\(tag)\""
    var answer: Answer
    if exchange.headers[.ifNoneMatch] == tag {
      answer = Answer(.notModified, type: "text/plain", "")
      answer.headers[.contentType] = nil
    } else {
      let made = try bytes()
      answer = Answer(type: made.type, made.bytes)
    }
    answer.headers[.eTag] = tag
    answer.headers[.cacheControl] = cache
    return answer
  }
}

/// Why a request gets no answer of its own.
struct Refusal: Error {
  var status: HTTPResponse.Status
  /// What is wrong, and what to do, for whoever asked: nothing that they may not know.
  var detail: String
  var headers = HTTPFields()

  init(_ status: HTTPResponse.Status, _ detail: String) {
    (self.status, self.detail) = (status, detail)
  }

  /// Come back after `seconds`.
  static func later(
    _ status: HTTPResponse.Status, seconds: Double, _ detail: String
  ) -> Refusal {
    var refusal = Refusal(status, detail)
    refusal.headers[.retryAfter] = "\(Int(max(1, seconds.rounded(.up))))"
    return refusal
  }

  /// Problem details (RFC 9457) for programs, a plain page for people.
  func answer(isProgram: Bool) -> Answer {
    var answer: Answer
    if isProgram {
      let text = JSONObject([
        ("type", .text("about:blank")), ("title", .text(status.reasonPhrase)),
        ("status", .number(status.code)), ("detail", .text(detail)),
      ]).text
      answer = Answer(status, type: "application/problem+json", text + "\n")
    } else {
      answer = .html(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">\
        <meta name="viewport" content="width=device-width">\
        <title>\(status.code)</title></head>
        <body><h1>\(status.code) \(Self.escaped(status.reasonPhrase))</h1>
        <p>\(Self.escaped(detail))</p><p><a href="/">Sightline</a></p></body></html>

        """, status: status)
    }
    for field in headers { answer.headers.append(field) }
    return answer
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { out, character in
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.append(character)
      }
    }
  }
}
