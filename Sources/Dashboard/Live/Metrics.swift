import Decision
import Foundation
import Synchronization
import Traceability

/// Numbers for Prometheus, in its text format (version 0.0.4).
final class Metrics: Sendable {
  /// Upper ends of the classes of the latency histogram, in seconds.
  private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private struct State {
    var tally = RecordTally()
    // Since this program started; a longer history is in the records.
    var latencies = [Int](repeating: 0, count: Metrics.bounds.count + 1)
    var latencySum = 0.0
  }

  private let reader: RecordReader
  private let queueLength: (@Sendable () -> Int)?
  private let connections: ConnectionCount
  private let listeners: @Sendable () -> Int
  private let state = Mutex(State())

  init(
    reader: RecordReader, queueLength: (@Sendable () -> Int)?, connections: ConnectionCount,
    listeners: @escaping @Sendable () -> Int
  ) {
    (self.reader, self.queueLength) = (reader, queueLength)
    (self.connections, self.listeners) = (connections, listeners)
  }

  /// All of them as they are now.
  func text() throws -> String {
    let state = try state.withLock { state in
      var (latencies, sum) = (state.latencies, state.latencySum)
      try state.tally.update(from: reader) { record in
        let seconds = record.timings.reduce(0) { $0 + $1.milliseconds } / 1000
        latencies[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
        sum += seconds
      }
      (state.latencies, state.latencySum) = (latencies, sum)
      return state
    }
    var text = MetricsText()
    text.family("sightline_images_total", "counter", "Images recorded.")
    text.sample("sightline_images_total", [], "\(state.tally.verdicts.values.reduce(0, +))")
    text.family("sightline_verdicts_total", "counter", "Records by verdict.")
    for verdict in Verdict.allCases {
      text.sample(
        "sightline_verdicts_total", [("verdict", verdict.rawValue)],
        "\(state.tally.verdicts[verdict] ?? 0)")
    }
    text.family("sightline_defects_total", "counter", "Defects by class.")
    for (name, count) in state.tally.defects.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      text.sample("sightline_defects_total", [("class", name.rawValue)], "\(count)")
    }
    text.family(
      "sightline_inspection_seconds", "histogram",
      "Time from reading an image to its verdict, of records since this program started.")
    var cumulative = 0
    for (place, count) in state.latencies.enumerated() {
      cumulative += count
      let bound = place < Self.bounds.count ? "\(Self.bounds[place])" : "+Inf"
      text.sample("sightline_inspection_seconds_bucket", [("le", bound)], "\(cumulative)")
    }
    text.sample("sightline_inspection_seconds_sum", [], "\(state.latencySum)")
    text.sample("sightline_inspection_seconds_count", [], "\(cumulative)")
    if let queueLength {
      text.family("sightline_queue_images", "gauge", "Images that wait to be inspected.")
      text.sample("sightline_queue_images", [], "\(queueLength())")
    }
    if let disk = DiskSpace(of: reader.path) {
      text.family("sightline_disk_free_bytes", "gauge", "Room on the disk of the records.")
      text.sample("sightline_disk_free_bytes", [], "\(disk.free)")
      text.family("sightline_disk_bytes", "gauge", "Size of the disk of the records.")
      text.sample("sightline_disk_bytes", [], "\(disk.total)")
    }
    text.family("sightline_dashboard_connections", "gauge", "Connections to the dashboard.")
    text.sample("sightline_dashboard_connections", [], "\(connections.current)")
    text.family("sightline_dashboard_listeners", "gauge", "Listeners to live events.")
    text.sample("sightline_dashboard_listeners", [], "\(listeners())")
    return text.text
  }
}

/// Writes the text format of Prometheus.
struct MetricsText {
  private(set) var text = ""

  /// What the samples that follow are.
  mutating func family(_ name: String, _ kind: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
  }

  /// One sample.
  mutating func sample(_ name: String, _ labels: [(name: String, value: String)], _ value: String) {
    text += name
    if !labels.isEmpty {
      text +=
        "{" + labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
    }
    text += " \(value)\n"
  }

  private static func escaped(_ value: String) -> String {
    value.unicodeScalars.reduce(into: "") { out, scalar in
      switch scalar {
      case "\\": out += "\\\\"
      case "\"": out += "\\\""
      case "\n": out += "\\n"
      default: out.unicodeScalars.append(scalar)
      }
    }
  }
}
