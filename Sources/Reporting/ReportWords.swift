import Decision
import Pixels
import Wording

/// What reports and texts for a terminal say of verdicts, classes, stages and numbers.
///
/// In English they call these as records and recipes do, so that what is read here is found there.
extension Words {
  /// The verdict as a word of a heading or a table.
  func name(of verdict: Verdict) -> String {
    switch verdict {
    case .pass: self[.verdictPass]
    case .fail: self[.verdictFail]
    case .review: self[.verdictReview]
    case .uninspectable: self[.verdictUninspectable]
    }
  }

  /// The verdict within a sentence or a line of a terminal: in English as records have it.
  public func term(for verdict: Verdict) -> String {
    language == .english ? verdict.rawValue : name(of: verdict)
  }

  /// What the verdict says of the part.
  func meaning(of verdict: Verdict) -> String {
    switch verdict {
    case .pass: self[.verdictMeaningPass]
    case .fail: self[.verdictMeaningFail]
    case .review: self[.runMeaningReview]
    case .uninspectable: self[.verdictMeaningUninspectable]
    }
  }

  /// The class of defects as a word of a heading or a table; one that the catalogue does not know by its own
  /// name.
  public func name(of defectClass: DefectClass) -> String {
    Self.classes[defectClass.rawValue].map { self[$0] } ?? defectClass.rawValue
  }

  /// The stage of the inspection that records call `stage`, as a word of a heading or a table.
  public func name(ofStage stage: String) -> String {
    Self.stages[stage].map { self[$0] } ?? stage
  }

  /// How a class of defects is called within a sentence: in English as records have it.
  public func term(for defectClass: DefectClass) -> String {
    language == .english ? defectClass.rawValue : name(of: defectClass)
  }

  /// How a stage of the inspection is called within a sentence: in English as records have it.
  func term(forStage stage: String) -> String {
    language == .english ? stage : name(ofStage: stage)
  }

  private static let classes: [String: Phrase] = [
    "open": .classOpen, "short": .classShort, "mousebite": .classMousebite, "spur": .classSpur,
    "copper": .classCopper, "pin-hole": .classPinHole, "bright": .classBright, "dark": .classDark,
    "color": .classColor, "edge": .classEdge, "anomaly": .classAnomaly,
  ]
  private static let stages: [String: Phrase] = [
    "read": .stageRead, "decode": .stageDecode, "health": .stageHealth, "align": .stageAlign,
    "compare": .stageCompare, "blobs": .stageBlobs, "decide": .stageDecide,
  ]

  /// A recipe with its version.
  public func recipe(_ name: String, version: Int) -> String {
    text(.resultsRecipeVersion, ["recipe": name, "version": "\(version)"])
  }

  /// The size of an image, and how it is shown where it is not shown whole.
  func size(_ size: PixelSize, reducedBy reduction: Int) -> String {
    let text = "\(size.width) × \(size.height) px"
    return reduction > 1
      ? self.text(.explainReduced, ["size": text, "reduction": "\(reduction)"]) : text
  }

  /// A share of the whole in percent, with one decimal. What is not all is never called 100.0 %.
  public func percentage(_ share: Double) -> String {
    let rounded = fixedPoint(share * 100, places: 1) ?? self[.notTold]
    return inPercent(rounded == "100.0" && share < 1 ? "99.9" : rounded)
  }

  /// A number of percent that is written already.
  func inPercent(_ number: String) -> String { text(.runPercent, ["value": number]) }

  /// The phrase `key` for `count` things, whose number is written without separators.
  public func counted(
    _ key: Phrase, _ count: Int, _ values: [String: String] = [:]
  ) -> String {
    text(key, count: count, values.merging(["count": "\(count)"]) { own, _ in own })
  }

  /// Sentences one after the other.
  func sentences(_ sentences: [String]) -> String {
    sentences.filter { !$0.isEmpty }.joined(separator: language == .english ? " " : "")
  }
}

extension String {
  /// As the title of a column: with a capital, where the language has them.
  var titled: String { prefix(1).uppercased() + dropFirst() }
}
