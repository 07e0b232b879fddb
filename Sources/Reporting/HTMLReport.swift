import Decision

/// `report.html`: one self-contained page for people, see docs/reports.md.
///
/// Totals stand at the top of the page, so table rows and cards wait in scratch files, and memory
/// holds one part at a time however many there are.
final class HTMLReport: ReportWriter {
  private let path: String
  private let options: ReportOptions
  private var rows: OutputFile
  private var cards: OutputFile
  private var cardCount = 0
  private var pictureBytes = 0
  private var hasSerials = false
  private var hasLots = false
  /// Classes in the order in which they first occurred; their numbers are what the filter uses, so
  /// that a class may have any name.
  private var classes: [DefectClass] = []
  private var classNumbers: [DefectClass: Int] = [:]

  init(path: String, options: ReportOptions) throws(ReportError) {
    self.path = path
    self.options = options
    rows = try OutputFile(path: path, purpose: .scratch)
    cards = try OutputFile(path: path, purpose: .scratch)
  }

  var wantsPictures: Bool { pictureBytes < options.pictureBudget }

  func append(_ entry: ReportEntry) throws(ReportError) {
    let record = entry.record
    hasSerials = hasSerials || record.serial != nil
    hasLots = hasLots || record.lot != nil
    var id: String?
    if record.verdict != .pass {
      cardCount += 1
      // A worker that asked wantsPictures made none: that too is for want of budget.
      let isOverBudget = !wantsPictures && record.verdict != .uninspectable
      let card = PartCard(
        record: record, pictures: admitted(entry.pictures), isOverBudget: isOverBudget,
        id: "p\(cardCount)", options: options)
      try cards.put(card.html)
      id = card.id
    }
    let classes = Set(record.defects.map(\.defectClass)).map(number(of:)).sorted()
    try rows.put(PartRow.html(record, card: id, classes: classes, options: options))
  }

  func finish(_ run: RunSummary, _ tally: RunTally) throws(ReportError) {
    let page = HTMLPage(
      run: run, tally: tally, classes: classes, cardCount: cardCount, hasSerials: hasSerials,
      hasLots: hasLots, options: options)
    var file = try OutputFile(path: path, purpose: .replacement)
    try file.put(page.beforeRows)
    try file.put(contentsOf: &rows)
    try file.put(page.betweenRowsAndCards)
    try file.put(contentsOf: &cards)
    try file.put(page.afterCards)
    try file.commit()
  }

  /// `pictures`, unless they no longer fit into the budget.
  private func admitted(_ pictures: PartPictures?) -> PartPictures? {
    guard let pictures, wantsPictures else { return nil }
    pictureBytes += pictures.byteCount
    return pictures
  }

  private func number(of defectClass: DefectClass) -> Int {
    if let known = classNumbers[defectClass] { return known }
    classNumbers[defectClass] = classes.count
    classes.append(defectClass)
    return classes.count - 1
  }
}
