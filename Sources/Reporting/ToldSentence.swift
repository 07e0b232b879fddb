import Decision
import Wording

extension Words {
  /// `sentence`, which a record or an alarm has in English, in this language; as it is where its form is not
  /// known.
  public func told(_ sentence: String) -> String { translated(sentence) ?? sentence }

  /// `sentence` in this language; `nil` where its form is not known.
  public func translated(_ sentence: String) -> String? {
    language == .english ? sentence : translated(sentence, depth: 4)
  }

  /// What `2 open, 1 short` counts; `nil` for any other text.
  public static func defectCounts(_ text: String) -> [(number: Int, name: String)]? {
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

  /// Sentences may hold others, `depth` deep.
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
        case "verdict": Verdict(rawValue: value).map { self.name(of: $0) }
        case "time": seconds(value).map { duration($0) }
        case "why", "reason", "defects": translated(value, depth: depth - 1)
        default: nil
        }
      if let own { values[name] = own }
    }
    return text(sentence.phrase, values)
  }

  /// How long `600.0 seconds` are.
  private func seconds(_ text: String) -> Double? {
    text.hasSuffix(" seconds") ? Double(text.dropLast(" seconds".count)) : nil
  }

  /// `2 open, 1 short` in this language.
  private func defectList(_ text: String) -> String? {
    Self.defectCounts(text).map { counts in
      list(
        counts.map { count in
          self.text(
            .defectCounts,
            [
              "count": number(count.number), "class": term(for: DefectClass(rawValue: count.name)),
            ])
        })
    }
  }
}
