import TestSupport
import Testing
import Wording

@testable import CommandSpeech

@Suite struct LineBreaksTests {
  @Test(arguments: [
    // Chinese breaks between characters, Latin at spaces.
    ("检测每一张到达的图像", 10, "检测每一张\n到达的图像"),
    ("one two three", 8, "one two\nthree"), ("one two", 7, "one two"),
    // What closes is not at the start of a line, what opens not at the end.
    ("检测每一张。到达", 10, "检测每一\n张。到达"), ("检测（图像）到", 6, "检测\n（图\n像）到"),
    ("检测“图像”到达", 9, "检测“图\n像”到达"), ("检测每一张”。", 10, "检测每一\n张”。"),
    ("等等……结束", 5, "等\n等……\n结束"),
    // Words and options stay whole, beside Chinese, too.
    ("用--records指定", 11, "用--records\n指定"), ("用 --records 指定", 11, "用\n--records\n指定"),
    ("文件 docs/station.md。", 12, "文件\ndocs/station.md。"),
    // Quotation marks stay with what they hold; a full stop with what it ends.
    ("无法读取'图'时", 8, "无法读\n取'图'时"), ("见图a.b", 4, "见图\na.b"), ("合格/不合格", 4, "合\n格/\n不合\n格"),
    // Spaces: at a break they go, elsewhere they stay; those at the start come again.
    ("a  b c", 4, "a  b\nc"), ("  - 检测每一张", 10, "  - 检测每\n  一张"),
    ("        深处的图", 10, "        深\n处的图"),
    // Line feeds stay.
    ("一\n\n二", 8, "一\n\n二"), ("一 \n", 8, "一\n"), ("", 8, ""),
  ])
  func linesBreakWhereTheyMay(_ text: String, _ columns: Int, _ expected: String) {
    #expect(LineBreaks.wrapped(text, to: columns) == expected)
  }

  @Test func linesAreIndented() {
    #expect(LineBreaks.wrapped("检测图像\n\n一", to: 8, indent: 4) == "    检测\n    图像\n\n    一")
    #expect(
      LineBreaks.wrapped("检测图像", to: 8, behind: "  a", indent: 4) == "  a 检测\n    图像")
    #expect(LineBreaks.wrapped("", to: 8, behind: "  a", indent: 4) == "  a")
    // Less room than there is: one piece a line.
    #expect(LineBreaks.wrapped("检测", to: 2, indent: 4) == "    检\n    测")
  }

  @Test func noLineIsTooWideAndNothingIsLost() {
    var random = TestRandom(1)
    for _ in 0..<600 {
      let text = Self.text(&random)
      let columns = random.int(8...90)
      let indent = random.int(0...6)
      let wrapped = LineBreaks.wrapped(text, to: columns, indent: indent)
      #expect(Self.inked(wrapped) == Self.inked(text), "\(text)")
      #expect(Self.words(wrapped) == Self.words(text), "\(text)")

      let starts = Set(text.split(separator: "\n").compactMap { $0.first { $0 != " " } })
      let ends = Set(text.split(separator: "\n").compactMap { $0.last { $0 != " " } })
      for line in wrapped.split(separator: "\n") {
        #expect(line.last != " ")
        let content = line.drop { $0 == " " }
        let isSingle = LineBreaks.pieces(of: content).count == 1
        #expect(line.displayWidth <= columns || isSingle, "\(line) in \(columns)")
        if let first = content.first, LineBreaks.closing.contains(first) {
          #expect(starts.contains(first), "\(line) begins with \(first)")
        }
        if let last = content.last, LineBreaks.opening.contains(last) {
          #expect(ends.contains(last), "\(line) ends with \(last)")
        }
      }
    }
  }

  @Test func linesTakeWhatTheyCan() {
    var random = TestRandom(2)
    for _ in 0..<300 {
      // No list: its lines go on behind a margin.
      let text = Self.text(&random).replacing(/[ \n]+/, with: " ").drop { $0 == " " }
      let columns = random.int(8...60)
      let lines = LineBreaks.wrapped(String(text), to: columns).split(separator: "\n")
      for (line, next) in zip(lines, lines.dropFirst()) {
        let piece = LineBreaks.pieces(of: next).first?.text.displayWidth ?? 0
        // Whether a space lay between them is lost.
        #expect(line.displayWidth + piece + 1 > columns, "\(line) | \(next) in \(columns)")
      }
    }
  }

  /// Characters that are not spaces.
  private static func inked(_ text: String) -> String {
    String(text.filter { !$0.isWhitespace })
  }

  /// Latin words, options and paths.
  private static func words(_ text: String) -> [String] {
    text.matches(of: /[A-Za-z0-9.\/_-]+/).map { String($0.output) }
  }

  private static func text(_ random: inout TestRandom) -> String {
    let parts = [
      "检", "测", "图", "像", "质", "量", "合", "格", "检测", "工位", "。", "，", "；", "：", "）", "》", "”", "、",
      "（", "《",
      "“", "……", "——", " ", " ", "  ", "\n", "pass", "--records", "docs/station.md", "'a'", "(b)",
      "100", "%", "JSON", "sightline", "a-very-long-option-that-hardly-fits-anywhere",
    ]
    return (0..<random.int(0...60)).map { _ in parts[random.int(0...(parts.count - 1))] }.joined()
  }
}
