import Decision
import Foundation
import Quality
import Traceability
import Wording

/// What the review page shows.
struct ReviewContent: Sendable {
  struct Choice: Sendable {
    let address: String
    let name: String
    let isCurrent: Bool
  }

  struct Entry: Sendable {
    let row: ResultRow
    let address: String
    let unsure: String?
  }

  struct Current: Sendable {
    let record: String
    let title: String
    let page: String
    let verdict: VerdictView
    let summary: String
    let reason: ToldSentence?
    let serial: String?
    let lot: String?
    let time: String
    let image: String
    let alt: String
    let boxes: String?
    let width: String?
    let height: String?
    let unsure: String?
    let next: String?
    let previous: String?
  }

  struct Pair: Sendable {
    let names: String
    let parts: String
    let same: String
    let kappa: String
  }

  let choices: [Choice]
  let isSecond: Bool
  let count: String
  let entries: [Entry]
  let current: Current?
  let problem: String?
  let mayReview: Bool
  let show: String
  let pairs: [Pair]
  let hasPairs: Bool

  /// So many parts are listed.
  static let listLength = 30

  init(_ pages: PageSet, _ request: PageRequest) throws {
    let say = pages.recordWords(request)
    let words = say.words
    let show = request.value("show") ?? "all"
    let name = request.reviewer
    let selection: ReviewQueue.Selection =
      switch show {
      case "review": .undecided([.review])
      case "fail": .undecided([.fail])
      case "second": .decidedByOthers(than: name)
      default: .undecided([.review, .fail])
      }
    self.show = ["review", "fail", "second"].contains(show) ? show : "all"
    isSecond = show == "second"
    let shown = self.show
    func address(_ show: String, record: Int64? = nil) -> String {
      var parameters = ["show": [show]]
      if let record { parameters["record"] = ["\(record)"] }
      parameters["lang"] = request.parameters["lang"]
      return PageAddress.review.path + QueryText.of(parameters)
    }
    let kinds: [(String, Phrase)] = [
      ("all", .reviewShowAll), ("review", .reviewShowReview), ("fail", .reviewShowFail),
      ("second", .reviewShowSecond),
    ]
    choices = kinds.map { kind, name in
      Choice(address: address(kind), name: words[name], isCurrent: kind == shown)
    }
    let queue = try pages.records.reviewQueue(selection, limit: Self.listLength)
    count =
      queue.isMore
      ? words.text(.reviewCountMore, count: queue.count)
      : words.text(.reviewCount, count: queue.count)
    let wanted = request.value("record").flatMap { Int64($0) }
    let place = queue.items.firstIndex { $0.record.sequence == wanted } ?? 0
    // Others' doubts would lead whoever is asked for an opinion of their own.
    let isSecond = isSecond
    func unsure(_ item: ReviewQueue.Item) -> String? {
      let names = item.decisions.filter { $0.answer == .unsure }.map { say.person($0.reviewer) }
      guard !names.isEmpty, !isSecond else { return nil }
      return words.text(.reviewUnsureBy, ["reviewers": words.list(Set(names).sorted())])
    }
    let currentNumber = queue.items.isEmpty ? nil : queue.items[place].record.sequence
    entries = queue.items.map { item in
      Entry(
        row: ResultRow(item.record, say, current: currentNumber),
        address: address(shown, record: item.record.sequence), unsure: unsure(item))
    }
    func neighbour(_ index: Int) -> String? {
      queue.items.indices.contains(index)
        ? address(shown, record: queue.items[index].record.sequence) : nil
    }
    current =
      queue.items.isEmpty
      ? nil
      : Current(
        queue.items[place].record, say, unsure: unsure(queue.items[place]),
        next: neighbour(place + 1), previous: neighbour(place - 1))
    problem = request.value("problem").map { code in
      let cause: Phrase =
        switch code {
        case "reason": .reviewProblemReason
        case "same": .reviewProblemSame
        case "gone": .reviewProblemGone
        default: .reviewProblemOther
        }
      return words.text(.reviewProblem, ["problem": words[cause]])
    }
    mayReview = request.mayReview
    pairs = Self.pairs(try pages.records.sharedReviews(), say)
    hasPairs = !pairs.isEmpty
  }

  /// Each two reviewers who decided about the same parts.
  private static func pairs(_ decisions: [ReviewDecision], _ say: RecordWords) -> [Pair] {
    let words = say.words
    var answers: [String: [Int64: ReviewDecision.Answer]] = [:]
    for decision in decisions {
      answers[decision.reviewer, default: [:]][decision.sequence] = decision.answer
    }
    let names = answers.keys.sorted()
    var pairs: [Pair] = []
    for (index, first) in names.enumerated() {
      for second in names.dropFirst(index + 1) {
        let shared = (answers[first] ?? [:]).keys.filter { answers[second]?[$0] != nil }.sorted()
        let one = shared.compactMap { answers[first]?[$0] }
        let other = shared.compactMap { answers[second]?[$0] }
        guard !shared.isEmpty, one.count == other.count else { continue }
        let same = zip(one, other).count { $0 == $1 }
        pairs.append(
          Pair(
            names: words.list([say.person(first), say.person(second)]),
            parts: words.number(shared.count),
            same: words.percent(Double(same) / Double(shared.count)),
            kappa: Kappa.cohen(one, other).map { words.decimal($0, places: 2) }
              ?? words[.notTold]))
      }
    }
    return pairs
  }
}

extension ReviewContent.Current {
  fileprivate init(
    _ record: InspectionRecord, _ say: RecordWords, unsure: String?, next: String?,
    previous: String?
  ) {
    let words = say.words
    let number = record.sequence ?? 0
    self.record = "\(number)"
    title = words.text(.partTitle, ["sequence": words.number(number)])
    page = PageAddress.part(record: number).path
    verdict = say.verdict(record.verdict)
    summary = say.summary(record.defects)
    reason = say.reason(record)
    (serial, lot) = (record.serial, record.lot)
    time = say.time(record)
    image = say.image(record)
    alt = words.text(.reviewImageAlt, ["sequence": words.number(number)])
    boxes = record.imageSize.map { size in
      BoxOverlay.svg(record.defects, size: size) { say.className($0.defectClass) }
    }
    width = record.imageSize.map { "\($0.width)" }
    height = record.imageSize.map { "\($0.height)" }
    (self.unsure, self.next, self.previous) = (unsure, next, previous)
  }
}

extension PageSet {
  /// The page of reviewers.
  func reviewPage(_ request: PageRequest) throws -> String {
    PageTemplates.shared.render(
      PageFrame(
        request, settings, title: Words(request.language)[.reviewTitle], style: "review",
        scripts: ["viewer.js", "review.js"], content: try ReviewContent(self, request)), "review")
  }
}
