import Decision
import Evaluation
import Pixels

/// The dataset's scorer, transcribed line by line from its Python form
/// (`score_deeppcb.py`: `iou`, `average_precision`, `f_score`, `best_f`, `main`).
struct ReferenceScore {
  typealias Record = (confidence: Double, isCorrect: Bool, name: String)

  var records: [Record] = []
  var truths: [String: Int] = [:]

  static func iou(_ a: PixelBox, _ b: PixelBox) -> Double {
    let w = Double(min(a.x2, b.x2) - max(a.x1, b.x1))
    let h = Double(min(a.y2, b.y2) - max(a.y1, b.y1))
    if w <= 0 || h <= 0 { return 0 }
    let first = Double((a.x2 - a.x1) * (a.y2 - a.y1))
    let second = Double((b.x2 - b.x1) * (b.y2 - b.y1))
    return w * h / (first + second - w * h)
  }

  /// Python's sort: by falling confidence, equal ones in their order.
  static func sorted(_ records: [Record]) -> [Record] {
    var out: [Record] = []
    for record in records {
      var i = out.count
      while i > 0 && out[i - 1].confidence < record.confidence { i -= 1 }
      out.insert(record, at: i)
    }
    return out
  }

  mutating func add(_ detections: [Defect], _ truth: [TruthBox]) {
    var used = Set<Int>()
    var matched = Set<Int>()
    for g in truth {
      truths[g.defectClass.rawValue, default: 0] += 1
      for (j, d) in detections.enumerated() {
        if !used.contains(j) && Self.iou(d.box, g.box) > 0.33 {
          used.insert(j)
          if d.defectClass == g.defectClass { matched.insert(j) }
          break
        }
      }
    }
    for (j, d) in detections.enumerated() {
      records.append((d.confidence, matched.contains(j), d.defectClass.rawValue))
    }
  }

  var total: Int { truths.values.reduce(0, +) }

  static func averagePrecision(_ records: [Record], _ total: Int) -> Double {
    var correct = 0
    var ap = 0.0
    for (i, record) in sorted(records).enumerated() {
      correct += record.isCorrect ? 1 : 0
      ap += record.isCorrect ? Double(correct) / Double(i + 1) : 0
    }
    return total == 0 ? 0 : ap / Double(total)
  }

  func averagePrecision(of name: String) -> Double {
    Self.averagePrecision(records.filter { $0.name == name }, truths[name] ?? 0)
  }

  func f(at threshold: Double) -> (f: Double, precision: Double, recall: Double) {
    let kept = records.filter { $0.confidence >= threshold }
    let ok = Double(kept.count { $0.isCorrect })
    let p = kept.isEmpty ? 0 : ok / Double(kept.count)
    let r = total == 0 ? 0 : ok / Double(total)
    return (p + r > 0 ? 2 * p * r / (p + r) : 0, p, r)
  }

  var best: (f: Double, threshold: Double) {
    var best = (0.0, 1.0)
    var ok = 0
    for (i, record) in Self.sorted(records).enumerated() {
      ok += record.isCorrect ? 1 : 0
      best = max(best, (2 * Double(ok) / Double(i + 1 + total), record.confidence), by: <)
    }
    return best
  }
}

private func max<T>(_ a: T, _ b: T, by isLess: (T, T) -> Bool) -> T { isLess(a, b) ? b : a }
