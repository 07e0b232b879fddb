import Decision
import Traceability
import Wording

/// A sentence that a record or an alarm has in English, as a page says it.
struct ToldSentence: Sendable {
  let text: String
  /// Whether it stayed English on a page that is not: its form is not known.
  let isForeign: Bool
}

extension RecordWords {
  /// `sentence` in the language of the page.
  func told(_ sentence: String) -> ToldSentence {
    guard words.language != .english else { return ToldSentence(text: sentence, isForeign: false) }
    let translated = translated(sentence, depth: 4)
    return ToldSentence(text: translated ?? sentence, isForeign: translated == nil)
  }

  /// Why `record` has its verdict; `nil` where no reason says more than its defects do.
  func reason(_ record: InspectionRecord) -> ToldSentence? {
    guard !record.reason.isEmpty,
      defectCounts(record.reason).map({ counts in
        counts.count != Set(record.defects.map(\.defectClass)).count
          || counts.contains { count in
            record.defects.count { $0.defectClass.rawValue == count.name } != count.number
          }
      }) ?? true
    else { return nil }
    return told(record.reason)
  }

  /// `text` in the language of the page; `nil` where its form is not known. Sentences may hold others,
  /// `depth` deep.
  private func translated(_ text: String, depth: Int) -> String? {
    guard depth > 0 else { return nil }
    // A reason, and what explains it.
    for split in text.ranges(of: "; ") {
      guard let first = RecordedSentence(String(text[..<split.lowerBound])),
        let rest = translated(String(text[split.upperBound...]), depth: depth - 1)
      else { continue }
      return said(first, depth) + "；" + rest
    }
    return RecordedSentence(text).map { said($0, depth) } ?? defectList(text)
  }

  private func said(_ sentence: RecordedSentence, _ depth: Int) -> String {
    var values = sentence.values
    for (name, value) in values {
      let own: String? =
        switch name {
        case "verdict": Verdict(rawValue: value).map { self.verdict($0).name }
        case "time": seconds(value).map { words.duration($0) }
        case "why", "reason", "defects": translated(value, depth: depth - 1)
        default: nil
        }
      if let own { values[name] = own }
    }
    return words.text(sentence.phrase, values)
  }

  /// How long `600.0 seconds` are.
  private func seconds(_ text: String) -> Double? {
    text.hasSuffix(" seconds") ? Double(text.dropLast(" seconds".count)) : nil
  }

  /// `2 open, 1 short` as pages say it.
  private func defectList(_ text: String) -> String? {
    defectCounts(text).map { counts in
      words.list(
        counts.map { count in
          words.text(
            .defectCounts,
            [
              "count": words.number(count.number),
              "class": className(DefectClass(rawValue: count.name)),
            ])
        })
    }
  }

  /// What `2 open, 1 short` counts; `nil` for any other text.
  private func defectCounts(_ text: String) -> [(number: Int, name: String)]? {
    var counts: [(number: Int, name: String)] = []
    for entry in text.split(separator: ", ", omittingEmptySubsequences: false) {
      let parts = entry.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let number = Int(parts[0]), !parts[1].contains(" ") else {
        return nil
      }
      counts.append((number, String(parts[1])))
    }
    return counts
  }
}
