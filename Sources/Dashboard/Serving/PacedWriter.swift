import HTTPTypes
import Hummingbird
import NIOCore

/// Writes no faster than the other side takes. NIO's writer waits while a connection is full, but gets to
/// know that only from the event loop: whoever writes without a pause has written everything before.
struct PacedWriter: ResponseBodyWriter {
  private var writer: any ResponseBodyWriter
  private let loop: any EventLoop

  /// Writes by `writer`, whose connection `loop` serves.
  init(_ writer: any ResponseBodyWriter, on loop: any EventLoop) {
    (self.writer, self.loop) = (writer, loop)
  }

  mutating func write(_ buffer: ByteBuffer) async throws {
    try await writer.write(buffer)
    // What was handed over before this has been written now, and whether it fits is known.
    try await loop.submit {}.get()
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
    try await writer.finish(trailingHeaders)
  }
}
