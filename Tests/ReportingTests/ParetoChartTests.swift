import Decision
import Quality
import Testing
import Wording

@testable import Reporting

@Test(arguments: [
  (1, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (6, [0, 2, 4, 6]), (113, [0, 20, 40, 60, 80, 100]),
  (999, [0, 200, 400, 600, 800]),
])
func axisTicksAreRound(total: Int, ticks: [Int]) {
  #expect(ParetoPlot.ticks(total) == ticks)
}

@Test func rareClassesShareOneBar() {
  var tally = RunTally()
  for index in 0..<14 {
    let defect = Defect(
      defectClass: DefectClass(rawValue: "class \(index)"), confidence: 1, area: 1,
      box: ReportSamples.short.box)
    tally.add(
      ReportSamples.record(.fail, defects: Array(repeating: defect, count: 20 - index)))
  }
  let html = ParetoChart.html(tally, words: Words(.english))
  #expect(html.matches(of: /<rect class="bar"/).count == ParetoPlot.barLimit)
  #expect(html.contains(">5 more</th>"))
  #expect(html.contains("100.0 %</td></tr>"))
}

@Test func namesOfClassesAreWholeWhereverTheyStand() {
  func chart(_ names: [String]) -> String {
    ParetoPlot.html(ParetoCounts(names.map { ($0, 3) }), title: "classes")
  }
  let level = chart(["open", "short", "spur"])
  #expect(level.contains(">short</text>") && !level.contains("slanted"))
  let names = ["pin-hole", "mousebite", "copper", "open", "short", "spur", "anomaly", "edge"]
  for words in [names, names.map { _ in "毛刺与残铜" }] {
    let slanted = chart(words)
    #expect(slanted.contains("slanted") && !slanted.contains("…"))
    #expect(words.allSatisfy { slanted.contains(">\($0)</text>") })
  }
  #expect(chart([String(repeating: "long ", count: 20), "open"]).contains("…"))
}

@Test func tallyCountsDefectsAndTheirParts() {
  var tally = RunTally()
  #expect(tally.yield == nil)
  tally.add(ReportSamples.record(.pass))
  tally.add(
    ReportSamples.record(
      .fail, defects: [ReportSamples.short, ReportSamples.open, ReportSamples.short]))
  tally.add(ReportSamples.record(.review, defects: [ReportSamples.open]))
  tally.add(ReportSamples.record(.uninspectable))
  #expect(tally.yield == 0.25)
  #expect(tally.total == 4)
  #expect(tally.defects == 4)
  #expect(tally.partsWithDefects == 2)
  // Two each: by name.
  #expect(tally.classesByFrequency.map(\.defectClass) == [.open, .short])
  #expect(tally.classesByFrequency.map(\.parts) == [2, 1])
}
