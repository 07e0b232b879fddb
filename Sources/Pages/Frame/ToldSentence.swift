import Decision
import Reporting
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
    let translated = words.translated(sentence)
    return ToldSentence(text: translated ?? sentence, isForeign: translated == nil)
  }

  /// Why `record` has its verdict; `nil` where no reason says more than its defects do.
  func reason(_ record: InspectionRecord) -> ToldSentence? {
    guard !record.reason.isEmpty,
      Words.defectCounts(record.reason).map({ counts in
        counts.count != Set(record.defects.map(\.defectClass)).count
          || counts.contains { count in
            record.defects.count { $0.defectClass.rawValue == count.name } != count.number
          }
      }) ?? true
    else { return nil }
    return told(record.reason)
  }
}
