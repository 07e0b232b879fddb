import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Synchronization

/// Counts connections, and how many each other machine has.
final class ConnectionCount: Sendable {
  private struct State {
    var all = 0
    var byAddress: [String: Int] = [:]
  }

  private let state = Mutex(State())

  /// How many there are.
  var current: Int { state.withLock { $0.all } }

  /// Counts one more from `address`; `nil` for this machine's own. Returns whether that is within
  /// `limit`, of which one machine gets a quarter at most.
  fileprivate func enter(from address: String?, limit: Int) -> Bool {
    state.withLock { state in
      state.all += 1
      guard let address else { return state.all <= limit }
      state.byAddress[address, default: 0] += 1
      return state.all <= limit && state.byAddress[address, default: 0] <= max(1, limit / 4)
    }
  }

  fileprivate func leave(from address: String?) {
    state.withLock { state in
      state.all -= 1
      guard let address, let count = state.byAddress[address] else { return }
      state.byAddress[address] = count > 1 ? count - 1 : nil
    }
  }
}

/// Closes a connection that is one too many, that sends its request too slowly, that is not used, or
/// that does not take its answer.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart

  private let limits: ServingLimits
  private let connections: ConnectionCount
  private var isCounted = false
  // Whose; nil for this machine, where a proxy may stand for many.
  private var address: String?
  // Until when the next part of a request must have come.
  private var requestDeadline: Scheduled<Void>?
  // Until when something must have been taken.
  private var stallDeadline: Scheduled<Void>?
  private var requestsInFlight = 0

  init(limits: ServingLimits, connections: ConnectionCount) {
    (self.limits, self.connections) = (limits, connections)
  }

  func channelActive(context: ChannelHandlerContext) {
    isCounted = true
    address = context.remoteAddress?.ipAddress.flatMap { address in
      ListeningAddress(host: address, port: 0).isOnThisMachineOnly ? nil : address
    }
    guard connections.enter(from: address, limit: limits.connections) else {
      context.close(promise: nil)
      return
    }
    expect(within: limits.request, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { end() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      requestsInFlight += 1
      expect(within: limits.request, context)
    case .body: break
    case .end:
      requestDeadline?.cancel()
      requestDeadline = nil
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      requestsInFlight -= 1
      if requestsInFlight <= 0, requestDeadline == nil { expect(within: limits.idle, context) }
    }
    context.write(data, promise: promise)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stallDeadline?.cancel()
    stallDeadline = context.channel.isWritable ? nil : close(after: limits.stall, context)
    context.fireChannelWritabilityChanged()
  }

  private func expect(within seconds: Double, _ context: ChannelHandlerContext) {
    requestDeadline?.cancel()
    requestDeadline = close(after: seconds, context)
  }

  private func close(
    after seconds: Double, _ context: ChannelHandlerContext
  ) -> Scheduled<Void> {
    let channel = context.channel
    return context.eventLoop.scheduleTask(in: .milliseconds(Int64(seconds * 1000))) {
      channel.close(mode: .all, promise: nil)
    }
  }

  private func end() {
    requestDeadline?.cancel()
    stallDeadline?.cancel()
    (requestDeadline, stallDeadline) = (nil, nil)
    if isCounted { connections.leave(from: address) }
    isCounted = false
  }
}
