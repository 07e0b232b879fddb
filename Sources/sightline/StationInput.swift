import Foundation
import Synchronization

/// What a station tells the dashboard that it started, on its standard input: lines `waiting N`, each of which is
/// answered on standard output. Their end is the station's.
final class StationInput: Sendable {
  private let waiting = Atomic(0)

  /// Images that wait to be inspected, as told last.
  var imagesWaiting: Int { waiting.load(ordering: .relaxed) }

  /// Hears it on a thread of its own until it ends, and calls `atEnd` then.
  func follow(atEnd: @escaping @Sendable () -> Void) {
    Thread.detachNewThread { [self] in
      while let line = readLine() {
        let words = line.split(separator: " ")
        guard words.first == "waiting", words.count == 2, let count = Int(words[1]) else {
          continue
        }
        waiting.store(count, ordering: .relaxed)
        // That this program still runs.
        Console.line("here")
      }
      atEnd()
    }
  }
}
