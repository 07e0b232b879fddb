import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Leads each request through all checks to its handler, and each answer out with the headers that all
/// have. The order of the checks is the order in ``answer(to:_:)``; there is no other way in.
struct Dispatcher: HTTPResponder {
  typealias Context = ConnectionContext

  let routes: RouteTable
  let check: RequestCheck
  let reception: Reception
  let workshop: Workshop
  let budget: ByteBudget
  let limits: ServingLimits

  func respond(to request: Request, context: Context) async throws -> Response {
    let isProgram = request.uri.path.hasPrefix("/api/") || request.uri.path == "/metrics"
    var answer: Answer
    do {
      answer = try await self.answer(to: request, context)
    } catch let refusal as Refusal {
      answer = refusal.answer(isProgram: isProgram)
    } catch is NIOTooManyBytesError {
      answer = Refusal(.contentTooLarge, "a form has no more than \(limits.body) bytes")
        .answer(isProgram: isProgram)
    } catch {
      context.logger.critical("\(request.method) \(request.uri.path): \(error)")
      // What it says may name files.
      answer = Refusal(.internalServerError, "this failed; the program's log says why")
        .answer(isProgram: isProgram)
    }
    return response(answer, isHead: request.method == .head, on: context.eventLoop)
  }

  private func answer(to request: Request, _ context: Context) async throws -> Answer {
    let (path, query) = try RequestCheck.target(request.head.path)
    try check.host(
      request.head.authority, others: request.headers[values: HTTPField.Name("Host")!],
      reached: context.localAddress)
    let (route, record, name) = try self.route(request.method, path)
    let fields = try FormFields(query)
    var form = FormFields()
    if route.method == .get {
      try RequestCheck.fetch(request.headers, isPage: Self.isPage(String(path)))
    }
    if route.method == .post {
      try RequestCheck.origin(request.headers, authority: request.head.authority)
      form = try await self.form(of: request)
    }
    let cookies = Reception.cookies(request.headers)
    let address = reception.address(connection: context.remoteAddress, request.headers)
    return try await workshop.run(in: route.lane) { [form] in
      let visitor = try reception.visitor(request.headers, cookies)
      let exchange = Exchange(
        path: String(path), headers: request.headers, query: fields, form: form, record: record,
        name: name, address: address, cookies: cookies, visitor: visitor)
      if let turnedAway = try admit(exchange, to: route) { return turnedAway }
      return try route.handle(exchange)
    }
  }

  private func route(
    _ method: HTTPRequest.Method, _ path: Substring
  ) throws(Refusal) -> (Route, record: Int64?, name: String?) {
    switch routes.match(method, path) {
    case .found(let route, let record, let name): return (route, record, name)
    case .none: throw Refusal(.notFound, "there is nothing at this address")
    case .otherMethod(let allowed):
      var refusal = Refusal(.methodNotAllowed, "this address is used in another way")
      refusal.headers[.allow] = Set(allowed.map(\.rawValue)).sorted().joined(separator: ", ")
      throw refusal
    }
  }

  private func form(of request: Request) async throws -> FormFields {
    let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
    guard type == "application/x-www-form-urlencoded" else {
      throw Refusal(.unsupportedMediaType, "a form is application/x-www-form-urlencoded")
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limits.body {
      throw Refusal(.contentTooLarge, "a form has no more than \(limits.body) bytes")
    }
    do {
      let body = try await request.body.collect(upTo: limits.body)
      return try FormFields(String(decoding: body.readableBytesView, as: UTF8.self))
    } catch let error as NIOTooManyBytesError {
      throw error
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      // Who sends broke off, or sends what is no body: nothing that the log must know.
      throw Refusal(.badRequest, "the form did not come whole")
    }
  }

  /// Where whoever asks may not: says so, or leads a person to the login.
  private func admit(_ exchange: Exchange, to route: Route) throws(Refusal) -> Answer? {
    let visitor = exchange.visitor
    if case .only(let permission) = route.access, !visitor.may(permission) {
      guard visitor.account == nil, !visitor.isAlone else {
        throw Refusal(.forbidden, "your role does not allow this")
      }
      if Self.isPage(exchange.path), route.method == .get { return .redirect(to: "/login") }
      var refusal = Refusal(.unauthorized, "log in first")
      refusal.headers[.wwwAuthenticate] = "Bearer realm=\"sightline\""
      throw refusal
    }
    if route.method == .post {
      guard !Reception.isProgram(exchange.headers), visitor.hasToken,
        let token = exchange.form["csrf"],
        visitor.token.accepts(formToken: token, key: visitor.formKey)
      else {
        throw Refusal(.forbidden, "the form is too old or not ours; load its page again")
      }
    }
    return nil
  }

  private static func isPage(_ path: String) -> Bool {
    !["/api/", "/images/", "/fragments/", "/events", "/metrics"].contains { path.hasPrefix($0) }
  }

  // MARK: - Out

  private static let chunk = 64 << 10

  private func response(
    _ answer: Answer, isHead: Bool, on loop: any EventLoop
  ) -> Response {
    var answer = answer
    var body: ResponseBody
    switch answer.body {
    case .bytes(let bytes) where bytes.count <= Self.chunk:
      body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    case .bytes(let bytes):
      if let share = budget.take(bytes.count) {
        body = Self.chunked(bytes, share, on: loop)
      } else {
        answer = Refusal.later(
          .serviceUnavailable, seconds: 5, "too many large answers are on their way; try again"
        ).answer(isProgram: true)
        if case .bytes(let bytes) = answer.body {
          body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        } else {
          body = ResponseBody()
        }
      }
    case .stream(let write):
      body = ResponseBody { writer in
        var paced: any ResponseBodyWriter = PacedWriter(writer, on: loop)
        try await write(&paced)
        try await writer.finish(nil)
      }
    }
    for (name, value) in SecurityHeaders.all { answer.headers[name] = value }
    if answer.headers[.cacheControl] == nil { answer.headers[.cacheControl] = "no-store" }
    if reception.isBehindProxy {
      answer.headers[.strictTransportSecurity] = "max-age=31536000"
    }
    let response = Response(status: answer.status, headers: answer.headers, body: body)
    return isHead ? response.createHeadResponse() : response
  }

  private static func chunked(
    _ bytes: [UInt8], _ share: ByteBudget.Share, on loop: any EventLoop
  ) -> ResponseBody {
    // The only copy: the array is gone when this returns.
    let whole = ByteBuffer(bytes: bytes)
    return ResponseBody(contentLength: bytes.count) { writer in
      var paced = PacedWriter(writer, on: loop)
      var rest = whole
      while let part = rest.readSlice(length: min(chunk, rest.readableBytes)),
        part.readableBytes > 0
      {
        try await paced.write(part)
      }
      try await writer.finish(nil)
      withExtendedLifetime(share) {}
    }
  }
}

/// What every answer carries.
enum SecurityHeaders {
  static let all: [(HTTPField.Name, String)] = [
    (
      .contentSecurityPolicy,
      "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    (.xContentTypeOptions, "nosniff"),
    // Nothing goes to other sites. With no-referrer browsers would send `Origin: null` with our own
    // forms, which is also what sandboxed pages of others send.
    (HTTPField.Name("Referrer-Policy")!, "same-origin"),
    (HTTPField.Name("Cross-Origin-Resource-Policy")!, "same-origin"),
    (HTTPField.Name("Cross-Origin-Opener-Policy")!, "same-origin"),
    (HTTPField.Name("X-Frame-Options")!, "DENY"),
  ]
}

/// What is known of the connection that a request came by.
struct ConnectionContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Whose address; `nil` where there is none.
  let remoteAddress: String?
  /// Which of this machine's addresses was reached.
  let localAddress: String?
  /// Where the connection is served.
  let eventLoop: any EventLoop

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress?.ipAddress
    localAddress = source.channel.localAddress?.ipAddress
    eventLoop = source.channel.eventLoop
  }
}
