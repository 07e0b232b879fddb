/// A sentence that a record or an alarm has in English, recognised by its form, so that it can be said in
/// another language.
public struct RecordedSentence: Sendable, Equatable {
  /// The phrase that has its form.
  public let phrase: Phrase
  /// What stands in the sentence for the placeholders of the phrase, by their names.
  public let values: [String: String]

  /// The phrases for sentences that are recorded, the one that leaves the least open first.
  static let forms: [PhraseForm] = Phrase.allCases
    .filter { $0.rawValue.hasPrefix("told") }
    .map { PhraseForm($0) }
    .sorted { $0.fixedCount > $1.fixedCount }

  /// Texts longer than this are not looked at.
  private static let longest = 4000

  /// What `text` says, as a whole; `nil` where no phrase has its form.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.longest else { return nil }
    for form in Self.forms {
      guard let values = form.values(in: text) else { continue }
      (phrase, self.values) = (form.phrase, values)
      return
    }
    return nil
  }
}
