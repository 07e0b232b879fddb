import Foundation
import Logging

/// Writes errors to standard error, each a line; what others send is no reason to write anything.
struct QuietLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.error

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let text = "dashboard: \(event.message)".prefix(2000)
      .map { $0.isNewline ? " " : String($0) }.joined()
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
