import Decision
import Foundation
import Traceability
import Wording

/// What a part's page shows.
struct PartContent: Sendable {
  struct DefectRow: Sendable {
    let number: String
    let name: String
    let confidence: String
    let area: String
    let box: String
  }

  struct Fact: Sendable {
    let name: String
    let value: String
    var isCode = false
  }

  struct Finding: Sendable {
    let name: String
    let sentence: ToldSentence
  }

  struct DecisionRow: Sendable {
    let time: String
    let decision: String
    let by: String
    let why: String
  }

  let verdict: VerdictView
  let changed: String?
  let sequence: String
  let reason: ToldSentence?
  let summary: String
  let image: String
  let difference: String
  let alt: String
  let differenceAlt: String
  let boxes: String?
  let width: String?
  let height: String?
  let pruned: String?
  let defects: [DefectRow]
  let hasDefects: Bool
  let facts: [Fact]
  let hashes: [Fact]
  let thresholds: SettingsTable
  let health: [Fact]
  let findings: [Finding]
  let hasHealth: Bool
  let timings: [Fact]
  let history: [ResultRow]
  let hasSerial: Bool
  let allOfSerial: String?
  let decisions: [DecisionRow]
  let hasDecisions: Bool
  let chain: ChainView
  let previous: String?
  let next: String?
  let mayReview: Bool
  let record: String

  init(_ part: PartOverview, _ say: RecordWords, _ request: PageRequest) {
    let words = say.words
    let record = part.record
    let number = record.sequence ?? 0
    self.record = "\(number)"
    sequence = words.number(number)
    verdict = say.verdict(record.verdict)
    changed =
      record.finalVerdict == record.verdict
      ? nil
      : words.text(.verdictChanged, ["verdict": say.verdict(record.finalVerdict).name])
    reason = say.reason(record)
    summary = say.summary(record.defects)
    image = say.image(record)
    difference = "/images/\(number)/difference"
    alt = words.text(.partImageAlt, ["sequence": words.number(number)])
    differenceAlt = words.text(.partDifferenceAlt, ["sequence": words.number(number)])
    boxes = record.imageSize.map { size in
      BoxOverlay.svg(record.defects, size: size) { say.className($0.defectClass) }
    }
    width = record.imageSize.map { "\($0.width)" }
    height = record.imageSize.map { "\($0.height)" }
    pruned = part.pruning.map { pruning in
      words.text(
        .partPruned,
        [
          "time": say.time(pruning.recordedAt), "operator": pruning.operator,
          "reason": pruning.reason,
        ])
    }
    defects = record.defects.enumerated().map { index, defect in
      let box = defect.box
      return DefectRow(
        number: words.number(index + 1), name: say.className(defect.defectClass),
        confidence: words.decimal(defect.confidence, places: 2),
        area: words.pixelArea(defect.area), box: "\(box.x1), \(box.y1), \(box.x2), \(box.y2)")
    }
    hasDefects = !defects.isEmpty
    facts = Self.facts(record, say)
    hashes = Self.hashes(record, words)
    thresholds = SettingsTable(record, words)
    health = (record.health?.measurements ?? []).map {
      Fact(name: say.measurement($0.name), value: words.significant($0.value))
    }
    findings = (record.health?.findings ?? []).map {
      Finding(
        name: words.text(
          .sentencePair,
          ["label": say.severity($0.severity), "value": say.problem($0.problem)]),
        sentence: say.told($0.sentence))
    }
    hasHealth = record.health != nil
    let total = record.timings.reduce(0) { $0 + $1.milliseconds }
    timings =
      record.timings.map {
        Fact(name: say.stage($0.stage), value: words.milliseconds($0.milliseconds))
      } + [Fact(name: words[.stageTotal], value: words.milliseconds(total))]
    history = part.history.map { ResultRow($0, say, current: number) }
    hasSerial = record.serial != nil
    allOfSerial =
      part.hasMoreHistory
      ? record.serial.map { "/results" + QueryText.of(["serial": [$0]]) } : nil
    decisions = Self.decisions(part, say)
    hasDecisions = !decisions.isEmpty
    chain = ChainView(part.seal, words)
    previous = number > 1 ? PageAddress.part(record: number - 1).path : nil
    next = number < part.newest ? PageAddress.part(record: number + 1).path : nil
    mayReview = request.mayReview
  }

  private static func facts(_ record: InspectionRecord, _ say: RecordWords) -> [Fact] {
    let words = say.words
    let parents = record.parents.map { parent in
      [
        parent.serial.map { words.text(.partParentSerial, ["serial": $0]) },
        parent.lot.map { words.text(.partParentLot, ["lot": $0]) },
      ].compactMap(\.self).joined(separator: " ")
    }
    let entries: [(Phrase, String?)] = [
      (.partTime, say.time(record)),
      (.partArrived, record.arrivedAt.map { words.time($0, offset: say.offset(record)) }),
      (.partSerial, record.serial), (.partLot, record.lot),
      (.partParents, parents.isEmpty ? nil : words.list(parents)),
      (.partStation, record.station), (.partCamera, record.camera),
      (.partOperator, record.operator),
      (
        .partRecipe,
        words.text(
          .resultsRecipeVersion,
          ["recipe": record.recipe, "version": "\(record.recipeVersion)"])
      ), (.partSoftware, record.software),
      (
        .partSize,
        record.imageSize.map {
          words.text(.unitPixels, ["value": "\($0.width) × \($0.height)"])
            + (record.imageBytes.map { ", " + words.bytes($0) } ?? "")
        }
      ), (.partFile, record.imagePath), (.partTemplate, record.templatePath),
    ]
    return entries.compactMap { name, value in
      value.map { Fact(name: words[name], value: $0) }
    }
  }

  private static func hashes(_ record: InspectionRecord, _ words: Words) -> [Fact] {
    let entries: [(Phrase, String?)] = [
      (.partFileHash, record.imageSHA256.isEmpty ? nil : record.imageSHA256),
      (.partRecipeHash, record.recipeSHA256), (.partModelHash, record.modelSHA256),
    ]
    return entries.compactMap { name, value in
      value.map { Fact(name: words[name], value: $0, isCode: true) }
    }
  }

  /// Decisions of reviewers, and overrides that were made otherwise, in the order of their times.
  private static func decisions(_ part: PartOverview, _ say: RecordWords) -> [DecisionRow] {
    let reviewed = Set(part.decisions.compactMap(\.override))
    var rows = part.decisions.map { decision in
      (
        decision.recordedAt,
        DecisionRow(
          time: say.time(decision.recordedAt), decision: say.answer(decision.answer),
          by: say.person(decision.reviewer), why: decision.reason)
      )
    }
    for override in part.record.overrides where !reviewed.contains(override.number ?? 0) {
      rows.append(
        (
          override.recordedAt,
          DecisionRow(
            time: say.time(override.recordedAt),
            decision: say.verdict(override.oldVerdict).name + " → "
              + say.verdict(override.newVerdict).name,
            by: say.person(override.operator), why: override.reason)
        ))
    }
    return rows.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

/// Whether the record is as it was committed, in words.
struct ChainView: Sendable {
  let style: String
  let text: String
  let position: String?
  let hash: String?

  init(_ seal: RecordSeal, _ words: Words) {
    var link: ChainLink?
    switch seal {
    case .intact(let found):
      link = found
      (style, text) = ("good", words[found.isAdopted ? .partChainAdopted : .partChainIntact])
    case .changed(let found):
      link = found
      (style, text) = ("bad", words[.partChainChanged])
    case .missing: (style, text) = ("bad", words[.partChainMissing])
    case .older: (style, text) = ("plain", words[.partChainOlder])
    }
    position = link.map { words.number($0.position) }
    hash = link?.hash.hexadecimal
  }
}

/// A page that says that there is no such record.
struct MissingContent: Sendable {
  let title: String
  let note: String?
}

extension PageSet {
  /// The page of the record `sequence`.
  func partPage(_ request: PageRequest, _ sequence: Int64) throws -> String {
    let say = recordWords(request)
    let number = say.words.number(sequence)
    guard let part = try records.partOverview(sequence: sequence) else {
      let newest = try records.latestSequence()
      let title = say.words.text(.partMissing, ["sequence": number])
      let content = MissingContent(
        title: title,
        note: newest > 0
          ? say.words.text(.partMissingNote, ["newest": say.words.number(newest)]) : nil)
      return PageTemplates.shared.render(
        PageFrame(request, settings, title: title, style: "missing", content: content), "missing")
    }
    return PageTemplates.shared.render(
      PageFrame(
        request, settings, title: say.words.text(.partTitle, ["sequence": number]), style: "part",
        scripts: ["viewer.js"], content: PartContent(part, say, request)), "part")
  }
}
