import Foundation
import Hummingbird

/// `/events`: what is new, as server-sent events.
struct EventRoute: Sendable {
  let feed: EventFeed
  let reception: Reception
  let workshop: Workshop
  let limits: ServingLimits

  var routes: [Route] {
    [.get("/events") { try self.events($0) }]
  }

  private func events(_ exchange: Exchange) throws -> Answer {
    guard let events = feed.listen() else {
      throw Refusal.later(.serviceUnavailable, seconds: 30, "too many listen already")
    }
    let end = ContinuousClock.now + .seconds(limits.listening)
    let (reception, workshop) = (reception, workshop)
    return Answer(type: "text/event-stream") { writer in
      // The browser comes back after three seconds, and is recognised anew then.
      try await writer.write(ByteBuffer(string: "retry: 3000\n\n"))
      for await event in events {
        if ContinuousClock.now > end { return }
        if event == .beat {
          // Of all listeners at once, so that none is turned away for being many; a page that is open
          // is no use.
          let visitor = try await workshop.run(in: .listening) {
            try reception.visitor(exchange.headers, exchange.cookies, countsAsUse: false)
          }
          guard visitor.may(.view) else { return }
        }
        try await writer.write(ByteBuffer(string: event.text))
      }
    }
  }
}
