import Pixels
import Quality
import Testing

@testable import Reporting
@testable import Traceability

struct ChartPlotTests {
  /// Words that no English ones are, so that one that was forgotten shows.
  private static let chinese = ChartWords { words in
    words.point = "{0}：{1}"
    words.pointOf = "{0}：{1}（n = {2}）"
    words.broken = "规则 {0}：{1}"
    words.measured = "数值"
    words.centre = "平均值"
    words.limits = "控制限"
    words.beyondLimits = "超出控制限"
    words.otherRule = "违反其他规则"
    for rule in ControlRule.allCases { words.rules[rule] = "规则说明" }
    words.count = "个数"
    words.bar = "{0}：{1} 至 {2}"
    words.lowerSpecification = "规格下限"
    words.upperSpecification = "规格上限"
    words.paretoBar = "{0}：{1}（{2}）"
    words.otherCategories = "另 {0} 类"
    words.defectsHere = "{0} 个缺陷"
    words.trend = "趋势"
    words.prediction = "单个数值，{0}"
    words.limit = "限值"
    words.reached = "到达"
    words.firstPeriod = "之前"
    words.secondPeriod = "之后"
    words.interval = "{0}：{1}（{2} 至 {3}）"
    words.told = "并非偶然"
    words.percent = "{0}%"
  }

  private static let counts =
    [5, 4, 6, 5, 30, 5, 4, 6, 5, 4, 5, 6] + Array(repeating: 12, count: 10)

  private static func controlChart(_ words: ChartWords) -> String {
    let chart = ControlChart.proportions(
      counts.enumerated().map { AttributeSample($1, of: 60 + $0) })
    return ControlChartPlot.html(
      chart, labels: counts.indices.map { "\($0 + 1)" }, axis: "日", title: "不合格率",
      unit: .share, words: words)
  }

  private static let values: [Double] = (0..<200).map { (index: Int) -> Double in
    let scatter = Double((index * 7919) % 101) / 10
    return scatter + Double(index) / 50
  }

  private static func drawings(_ words: ChartWords) -> [String] {
    let timed = values.enumerated().map { (Double($0.offset), $0.element) }
    let map = DefectMap(
      imageSize: PixelSize(width: 40, height: 30), newest: 7, columns: 4, rows: 3,
      counts: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 40], leftOut: 0)
    return [
      controlChart(words),
      HistogramPlot.html(
        values, limits: SpecificationLimits(lower: -1, upper: 15), title: "亮度", unit: .number("灰"),
        words: words) ?? "",
      ParetoPlot.html(
        ParetoCounts((0..<14).map { ("类\($0)", 20 - $0) }), title: "缺陷", words: words),
      DefectMapPlot.html(map, title: "位置", picture: "/images/7", words: words),
      DriftForecast(timed).map {
        ForecastPlot.html(
          $0, values: timed, to: 400, limit: 12, moments: [.init(0, "周一"), .init(200, "周二")],
          axis: "日", title: "亮度", unit: .number(""), words: words)
      } ?? "",
      ComparisonPlot.html(
        [
          .init("全部", ShareComparison(first: (10, 1000), second: (60, 1000)), isTold: true),
          .init("开路", ShareComparison(first: (0, 1000), second: (1, 1000)), isTold: false),
        ], title: "份额", words: words),
    ]
  }

  @Test(arguments: 0..<6)
  func drawingsFitUnderAStrictPolicy(index: Int) throws {
    for words in [ChartWords.english, Self.chinese] {
      let html = Self.drawings(words)[index]
      #expect(html.hasPrefix("<svg class=\"chart\" viewBox=\"0 0 560 "))
      #expect(try elements(of: html).unbalanced.isEmpty)
      #expect(!html.contains("style=") && !html.contains("<script") && !html.contains("<style"))
      #expect(!html.contains(" on") || !html.contains("onload"))
      #expect(!html.contains("width=\"560\"") && !html.contains("nan") && !html.contains("inf"))
      #expect(html.contains("role=\"img\" aria-label="))
    }
  }

  @Test(arguments: 0..<6)
  func everyWordIsGivenByTheCaller(index: Int) {
    var text = Self.drawings(Self.chinese)[index]
    // What stands between tags, and titles.
    text = text.replacing(/<[^>]*>/, with: " ")
    #expect(
      text.matches(of: /[A-Za-z]{2,}/).isEmpty, "\(text.matches(of: /[A-Za-z]{2,}/).map { $0.0 })")
  }

  @Test func brokenRulesHaveAShapeAndAText() {
    let html = Self.controlChart(.english)
    #expect(html.matches(of: /class="out-mark"/).count == 2)
    #expect(html.contains("5: 46.88 % (n = 64)&#10;Rule 1: one point beyond three standard errors"))
    // Nine on one side from the 21st on; as sizes grow, shares fall from the 18th on; and the key.
    #expect(html.matches(of: /class="rule-mark"/).count == 1 + 5)
    #expect(html.contains("Rule 3: six points in a row rising or falling"))
    #expect(html.contains("Rule 2: nine points in a row on one side of the mean"))
    // Both limits step at every point, since sizes differ.
    #expect(html.matches(of: /class="line limit-line"/).count >= 2)
  }

  @Test func manyPointsAreALineWithMarks() {
    let chart = ControlChart.proportions(
      (0..<720).map { AttributeSample($0 == 300 ? 90 : [8, 12, 10, 11, 9][$0 % 5], of: 100) })
    let html = ControlChartPlot.html(
      chart, labels: (0..<720).map { "\($0)" }, axis: "", title: "", unit: .share)
    #expect(!html.contains("<circle") && html.matches(of: /<g><title>/).count == 1)
    #expect(html.utf8.count < 30_000)
    // Limits that stay are one stroke.
    #expect(html.matches(of: /limit-line" d="M[0-9. ]+H[0-9.]+"/).count >= 1)
  }

  @Test func emptyChartsAreAxes() throws {
    let html = ControlChartPlot.html(
      ControlChart.proportions([]), labels: [], axis: "hour", title: "rejects", unit: .share)
    #expect(try elements(of: html).unbalanced.isEmpty && html.contains("rejects"))
    #expect(ParetoPlot.html(ParetoCounts([]), title: "") == "")
    #expect(ComparisonPlot.html([], title: "") == "")
    #expect(HistogramPlot.html([], title: "", unit: .share) == nil)
    let map = DefectMap(
      imageSize: PixelSize(width: 4, height: 3), newest: 1, columns: 1, rows: 1, counts: [0],
      leftOut: 0)
    #expect(try elements(of: DefectMapPlot.html(map, title: "")).counts["rect"] == 2)
  }

  @Test func textsAreEscaped() {
    let evil = "<b a=\"1\">&'"
    let chart = ControlChart.proportions([AttributeSample(1, of: 9), AttributeSample(8, of: 9)])
    let all = [
      ControlChartPlot.html(
        chart, labels: [evil, evil], axis: evil, title: evil, unit: .number(evil)),
      ParetoPlot.html(ParetoCounts([(evil, 3)]), title: evil),
      HistogramPlot.html([1, 2, 3], title: evil, unit: .number(evil)) ?? "",
      ComparisonPlot.html(
        [.init(evil, ShareComparison(first: (1, 9), second: (2, 9)), isTold: false)], title: evil),
    ]
    for html in all { #expect(!html.contains("<b ") && html.contains("&lt;b")) }
  }

  @Test func shadesGoUpToTheMostFrequent() {
    #expect((1...10).map { DefectMapPlot.shade($0, 10) } == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    #expect(DefectMapPlot.shade(1, 1) == 5 && DefectMapPlot.shade(1, 1_000_000) == 1)
  }

  @Test func numbersAreShortAndTrue() {
    let words = ChartWords.english
    #expect(words.significant(1.5056024) == "1.506" && words.significant(0.00012345) == "0.0001235")
    #expect(words.significant(123_456) == "123456" && words.significant(0) == "0")
    #expect(words.significant(-2.50) == "-2.5" && words.significant(.infinity) == "–")
    #expect(words.percent(0.99999) == "99.9 %" && words.percent(1) == "100 %")
    #expect(ChartWords { $0.decimalSeparator = "," }.significant(1.5) == "1,5")
  }
}
