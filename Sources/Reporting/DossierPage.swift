import Foundation
import Traceability
import Wording

/// A dossier as one page that loads nothing: what was inspected, what was decided since, and how to
/// check that none of it was changed.
public struct DossierPage {
  private let dossier: Dossier
  private let records: [InspectionRecord]
  private let head: ChainHead
  private let key: VerifyingKey
  private let zone: TimeZone
  private let words: Words

  /// The page of `dossier`, whose inspections are `records`, signed with `key`; times in `zone`,
  /// in the language of `words`.
  public init(
    _ dossier: Dossier, records: [InspectionRecord], head: ChainHead, key: VerifyingKey,
    zone: TimeZone = .current, words: Words = Words(.standard)
  ) {
    self.dossier = dossier
    self.records = records
    self.head = head
    self.key = key
    self.zone = zone
    self.words = words
  }

  /// Writes the page to `path`. It is there whole or, where this throws, not at all.
  public func write(to path: String) throws(ReportError) {
    var file = try OutputFile(path: path, purpose: .replacement)
    try file.put(html)
    try file.commit()
  }

  private var title: String {
    dossier.subject.lot.map { words.text(.dossierLot, ["lot": $0]) }
      ?? words.text(.dossierPart, ["serial": dossier.subject.serial ?? ""])
  }

  /// The page's text.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="\(words.language.tag)">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
    style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="\(escaped(dossier.software))">
    <title>\(escaped(words.text(.dossierPageTitle, ["subject": title])))</title>
    <style>\(StudyStyle.text)
    .words { font-size: .82rem; }
    .words :is(th, td) { padding-right: .6rem; }
    .words thead th { white-space: nowrap; font-size: .76rem; }
    .words td { overflow-wrap: normal; }
    .words :is(.free, .time, .hash) { display: inline-block; overflow-wrap: anywhere; }
    .free { min-width: 3.3rem; }
    .time { min-width: 4.9rem; }
    .hash { min-width: 5.2rem; font-family: var(--mono); font-size: .72rem; }
    @page { size: A4 landscape; margin: 12mm; }</style>
    </head>
    <body>
    \(VerdictMark.symbols)<main>
    <header class="masthead">
    <p class="eyebrow">\(escaped(words[.dossierTitle]))</p>
    <h1><bdi>\(escaped(title))</bdi></h1>
    \(DefinitionList.html(facts, style: "facts"))
    </header>
    \(inspections)\(overrides)\(deletions)\(proof)</main>
    </body>
    </html>

    """
  }

  private var facts: [(name: String, value: String)] {
    let counts = Dictionary(grouping: records, by: \.finalVerdict)
    let verdicts = counts.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.value.count) \(words.term(for: $0.key))" }
    let recipes = Set(records.map { "\($0.recipe) \($0.recipeVersion)" }).sorted()
    var facts = [
      (
        words[.reportInspections],
        words.counted(.dossierCounted, records.count, ["verdicts": words.list(verdicts)])
      ), (words[.reportRecipes], words.list(recipes)),
      (words[.reportMade], ReportTime.local(head.takenAt, zone: zone)),
      (words[.partSoftware], dossier.software),
    ]
    if let first = records.first, let last = records.last {
      facts.insert(
        (
          words[.partTime],
          words.text(
            .dossierSpan,
            [
              "from": ReportTime.local(first.recordedAt, zone: zone),
              "to": ReportTime.local(last.recordedAt, zone: zone),
            ])
        ), at: 1)
    }
    return facts
  }

  private var inspections: String {
    let head: [Phrase] = [
      .resultsRecord, .reportVerdict, .dossierCountsNow, .runSerial, .partLot, .partTime,
      .partStation, .partCamera, .partOperator, .dossierFound, .partRecipe, .dossierImageHash,
      .dossierRecordHash,
    ]
    let hashes = Dictionary(
      dossier.entries.filter { $0.kind == .inspection }.map { entry in
        (entry.values["sequence"] ?? .null, entry.hash)
      }, uniquingKeysWith: { first, _ in first })
    let rows = records.map { record in
      let sequence = record.sequence ?? 0
      let cells = [
        "\(sequence)", VerdictMark.html(record.verdict, words: words),
        VerdictMark.html(record.finalVerdict, words: words), text(record.serial),
        text(record.lot), time(record.recordedAt),
        text(record.station), text(record.camera), text(record.operator),
        text(found(record)), text("\(record.recipe) \(record.recipeVersion)"),
        hash(record.imageSHA256), hash(hashes[.integer(sequence)] ?? ""),
      ]
      return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>\n"
    }
    return section(words[.dossierInspections], table(head, rows))
  }

  private var overrides: String {
    let all = records.flatMap(\.overrides)
    guard !all.isEmpty else { return "" }
    let rows = all.map { override in
      let cells = [
        "\(override.sequence)", VerdictMark.html(override.oldVerdict, words: words),
        VerdictMark.html(override.newVerdict, words: words), text(override.operator),
        text(override.reason), time(override.recordedAt),
      ]
      return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>\n"
    }
    return section(
      words[.dossierOverrides],
      table(
        [
          .resultsRecord, .dossierFrom, .dossierTo, .partOperator, .dossierReason,
          .partDecisionWhen,
        ], rows))
  }

  private var deletions: String {
    let rows = dossier.entries.filter { $0.kind == .pruning }.map { entry in
      let cells = ["sequence", "image_path", "recorded_at", "operator", "reason"].map { name in
        switch entry.values[name] {
        case .text(let value): text(value)
        case .integer(let value): "\(value)"
        default: ""
        }
      }
      return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>\n"
    }
    guard !rows.isEmpty else { return "" }
    return section(
      words[.dossierDeletions],
      table(
        [.resultsRecord, .partImage, .dossierWhenUTC, .dossierBy, .dossierReason], rows))
  }

  private var proof: String {
    let facts = [
      (words[.dossierRecordsFile], dossier.entries.isEmpty ? "" : head.fileID),
      (words[.dossierEnd], words.text(.dossierLink, ["position": "\(head.position)"])),
      (words[.dossierItsHash], head.hash.hexadecimal), (words[.dossierKey], key.fingerprint),
    ]
    let command = "<code>sightline trace verify-dossier FOLDER --public-key KEY.pub</code>"
    return section(
      words[.dossierHow],
      """
      <p>\(words.sentences([
        words.text(.dossierHowChain, ["command": command]),
        words.text(.dossierHowRecords, ["file": "<code>dossier.json</code>"]),
      ]))</p>
      \(DefinitionList.html(facts, style: "facts"))
      """)
  }

  private func found(_ record: InspectionRecord) -> String {
    guard !record.defects.isEmpty else { return words.told(record.reason) }
    var tally = RunTally()
    tally.add(record)
    return words.list(
      tally.classesByFrequency.map { "\($0.defects) \(words.term(for: $0.defectClass))" })
  }

  /// What people chose: it may be long, without a blank at which a line could end.
  private func text(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "" }
    return "<bdi class=\"free\">\(escaped(text))</bdi>"
  }

  private func time(_ date: Date) -> String {
    "<span class=\"time\">\(ReportTime.local(date, zone: zone))</span>"
  }

  private func hash(_ text: String) -> String { "<span class=\"hash\">\(escaped(text))</span>" }

  private func section(_ title: String, _ content: String) -> String {
    "<section>\n<h2>\(escaped(title))</h2>\n\(content)</section>\n"
  }

  private func table(_ head: [Phrase], _ rows: [String]) -> String {
    let titles = head.map { "<th scope=\"col\">\(escaped(words[$0]))</th>" }.joined()
    return """
      <div class="scroll"><table class="numbers words"><thead><tr>\(titles)</tr></thead>
      <tbody>
      \(rows.joined())</tbody></table></div>

      """
  }
}
