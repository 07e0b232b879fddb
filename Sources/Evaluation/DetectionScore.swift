import Decision

/// How well detections agree with the truth, by the rule of the DeepPCB dataset.
///
/// Matching: for each truth box in file order, the first not yet used detection (by falling
/// confidence) with an intersection over union above 0.33 is taken, whatever its class, and is
/// correct when the class agrees too. AP is pooled over all classes: the sum over correct detections
/// of the precision at their rank, divided by the number of truth boxes. Detections of equal
/// confidence rank in the order in which they were added.
public struct DetectionScore: Sendable {
  /// Overlap above which a detection belongs to a truth box.
  public static let minimumOverlap = 0.33

  private struct Entry {
    var confidence: Double
    var isCorrect: Bool
    var defectClass: DefectClass
    /// The class of the truth box that the detection was matched with.
    var truthClass: DefectClass?
  }

  /// The number of truth boxes.
  public private(set) var truthCount = 0
  /// The number of detections.
  public var detectionCount: Int { entries.count }
  private var entries: [Entry] = []
  private var truthByClass: [DefectClass: Int] = [:]

  /// Nothing added yet.
  public init() {}

  /// Adds one image: its detections, which must come by falling confidence, and its truth.
  ///
  /// Traps where a detection is more confident than one before it.
  public mutating func add(detections: [Defect], truth: [TruthBox]) {
    precondition(
      zip(detections, detections.dropFirst()).allSatisfy { $0.confidence >= $1.confidence },
      "detections are not in the order of falling confidence")
    var used = [Bool](repeating: false, count: detections.count)
    var matched = [DefectClass?](repeating: nil, count: detections.count)
    for target in truth {
      truthCount += 1
      truthByClass[target.defectClass, default: 0] += 1
      let match = detections.indices.first {
        !used[$0]
          && detections[$0].box.intersectionOverUnion(target.box) > Self.minimumOverlap
      }
      guard let match else { continue }
      used[match] = true
      matched[match] = target.defectClass
    }
    for (i, detection) in detections.enumerated() {
      entries.append(
        Entry(
          confidence: detection.confidence, isCorrect: matched[i] == detection.defectClass,
          defectClass: detection.defectClass, truthClass: matched[i]))
    }
  }

  /// Average precision, pooled over all classes, 0...1; 0 without truth.
  public var averagePrecision: Double { Self.averagePrecision(entries, truthCount) }

  /// Average precision among the detections and the truth of one class, 0...1; `nil` for a class
  /// that the truth does not have.
  public func averagePrecision(of defectClass: DefectClass) -> Double? {
    guard let truth = truthByClass[defectClass] else { return nil }
    return Self.averagePrecision(entries.filter { $0.defectClass == defectClass }, truth)
  }

  /// Precision, recall and their harmonic mean F when detections of at least `threshold` count.
  public func operating(at threshold: Double) -> (precision: Double, recall: Double, f: Double) {
    let kept = entries.filter { $0.confidence >= threshold }
    let correct = Double(kept.count { $0.isCorrect })
    let precision = kept.isEmpty ? 0 : correct / Double(kept.count)
    let recall = truthCount == 0 ? 0 : correct / Double(truthCount)
    let sum = precision + recall
    return (precision, recall, sum > 0 ? 2 * precision * recall / sum : 0)
  }

  /// One kind of outcome: what was there and what was said, `nil` for no defect.
  public struct Outcome: Hashable, Sendable {
    /// The class of the truth box; `nil` for a false alarm.
    public var truth: DefectClass?
    /// The class of the detection; `nil` for a miss.
    public var detected: DefectClass?

    /// `detected` was said where `truth` was.
    public init(truth: DefectClass?, detected: DefectClass?) {
      (self.truth, self.detected) = (truth, detected)
    }
  }

  /// How often each outcome occurs when detections of at least `threshold` count.
  public func confusion(at threshold: Double) -> [Outcome: Int] {
    var counts: [Outcome: Int] = [:]
    var missed = truthByClass
    for entry in entries where entry.confidence >= threshold {
      counts[Outcome(truth: entry.truthClass, detected: entry.defectClass), default: 0] += 1
      if let truth = entry.truthClass { missed[truth, default: 0] -= 1 }
    }
    for (truth, count) in missed where count > 0 {
      counts[Outcome(truth: truth, detected: nil)] = count
    }
    return counts
  }

  /// Adds what `other` has.
  public mutating func add(_ other: DetectionScore) {
    entries += other.entries
    truthCount += other.truthCount
    truthByClass.merge(other.truthByClass, uniquingKeysWith: +)
  }

  /// The highest F over all thresholds, and the threshold that gives it; found after the fact, for
  /// comparison only.
  public var best: (f: Double, threshold: Double) {
    var best = (f: 0.0, threshold: 1.0)
    var correct = 0
    for (i, entry) in Self.ranked(entries).enumerated() {
      correct += entry.isCorrect ? 1 : 0
      let f = 2 * Double(correct) / Double(i + 1 + truthCount)
      // Of equal ones the higher threshold, as the dataset's scorer has it.
      if f > best.f || (f == best.f && entry.confidence > best.threshold) {
        best = (f, entry.confidence)
      }
    }
    return best
  }

  private static func ranked(_ entries: [Entry]) -> [Entry] {
    // Swift's sort is stable in practice but does not promise it.
    entries.enumerated().sorted {
      ($1.element.confidence, $0.offset) < ($0.element.confidence, $1.offset)
    }.map(\.element)
  }

  private static func averagePrecision(_ entries: [Entry], _ truth: Int) -> Double {
    guard truth > 0 else { return 0 }
    var correct = 0
    var sum = 0.0
    for (i, entry) in ranked(entries).enumerated() where entry.isCorrect {
      correct += 1
      sum += Double(correct) / Double(i + 1)
    }
    return sum / Double(truth)
  }
}
