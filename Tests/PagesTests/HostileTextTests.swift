import Decision
import Foundation
import Pages
import Pixels
import Testing
import Traceability
import Wording

@Suite struct HostileTextTests {
  /// Texts as nobody who means well writes them.
  private static let texts = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onfocus='alert(1)",
    // A quote or bracket with an accent is one character, and still ends an attribute.
    "\"\u{301} onfocus=alert(1) x=\"\u{301}", "<\u{301}script>", "\u{1}\u{1F}\u{7F}\u{85}",
    "\u{202E}gnp.exe", "{{words.product}}", "{{{symbols}}}", "{count}", "a\r\nb\tc",
    "\\xFF\\xFE.png", "&lt;b&gt;",
  ]

  @Test(arguments: texts) func nothingOfARecordBecomesMarkup(_ text: String) throws {
    var record = sampleRecord(119, verdict: .fail, serial: text, lot: text)
    record.reason = text
    record.imagePath = text
    record.station = text
    record.camera = text
    record.operator = text
    record.recipe = text
    record.software = text
    record.parents = [PartParent(serial: text, lot: text)]
    record.timings[0].stage = text
    record.defects[0] = Defect(
      defectClass: DefectClass(rawValue: text), confidence: 0.5, area: 9,
      box: PixelBox(x1: 1, y1: 2, x2: 3, y2: 4))
    record.health?.findings = [
      PictureHealth.Finding(problem: text, severity: text, sentence: text)
    ]
    let sample = try SampleStore([record])
    _ = try sample.store.decide(.unsure, about: 1, reviewer: text, reason: text)
    _ = try sample.store.decide(.unsure, about: 1, reviewer: "li", reason: text)
    var entries = StationEntries()
    entries.alarms = [
      StationAlarm(
        date: SampleStore.now, kind: text, folder: text, sentence: text, state: .raised)
    ]
    _ = try sample.store.append(entries)
    let pages = sample.pages
    let parameters = Dictionary(
      uniqueKeysWithValues: [
        "from", "to", "lot", "serial", "class", "verdict", "problem", "name", "lang", "by", "lower",
        "recipe", "quantity", "before", "record", text,
      ].map { ($0, [text]) })
    for address in [
      PageAddress.line, .results, .part(record: 1), .quality, .review, .station, .login, .report,
    ] {
      for asked in [[:], parameters] {
        let html = try pages.html(request(address, asked, viewer: text))
        #expect(flaws(of: html, hasBraces: true) == [], "\(address) \(text.debugDescription)")
        for bad in ["<script>", "<img src=x", "<\u{301}script", "\u{1}", "\u{7F}", "\u{85}"] {
          #expect(!html.unicodeScalars.contains(bad.unicodeScalars), "\(address) \(bad)")
        }
        // Attributes as a browser finds them, scalar by scalar.
        #expect(handlers(html) == 0, "\(address)")
      }
    }
    let file = try ShiftReport(
      records: sample.store.reader, settings: PageSettings(), lot: text, at: SampleStore.now
    ).html()
    #expect(!file.unicodeScalars.contains("<script>".unicodeScalars))
    #expect(!file.unicodeScalars.contains("<img src=x".unicodeScalars))
  }

  /// How many attributes have names as those of handlers.
  private func handlers(_ html: String) -> Int {
    var count = 0
    var isInTag = false
    var quote: Unicode.Scalar?
    var word = ""
    for scalar in html.unicodeScalars {
      if let open = quote {
        if scalar == open { quote = nil }
        continue
      }
      switch scalar {
      case "<": (isInTag, word) = (true, "")
      case ">": isInTag = false
      case "\"", "'": if isInTag { quote = scalar }
      case "=":
        if isInTag, word.hasPrefix("on") { count += 1 }
        word = ""
      case " ", "\n": word = ""
      default: word.unicodeScalars.append(scalar)
      }
    }
    return count
  }
}

extension String.UnicodeScalarView {
  /// Whether `other` stands in it, scalar by scalar.
  fileprivate func contains(_ other: String.UnicodeScalarView) -> Bool {
    let (text, wanted) = (Array(self), Array(other))
    guard text.count >= wanted.count else { return false }
    return (0...(text.count - wanted.count)).contains {
      text[$0] == wanted[0] && Array(text[$0..<($0 + wanted.count)]) == wanted
    }
  }
}
