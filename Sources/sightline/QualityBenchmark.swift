import Foundation
import Quality
import Reporting
import Traceability
import Wording

/// How long it takes to read and draw the charts of the quality pages; `sightline trace benchmark
/// --quality`.
struct QualityBenchmark {
  let reader: RecordReader
  let words: Words

  /// Prints the first and the median time of each chart, the median of processor time, and writes the charts to `page` where told.
  func run(page: String?) throws {
    let count = try reader.latestSequence()
    let span = try reader.qualitySubgroups(by: .day)
    Console.line(
      words.text(.benchmarkQuality, ["days": "\(span.count)", "count": "\(count)"]))
    var parts: [String] = []
    for (phrase, draw) in charts() {
      let name = words[phrase]
      var (times, processor): ([Double], [Double]) = ([], [])
      var drawn = ""
      for _ in 0..<5 {
        let (start, used) = (ContinuousClock.now, Self.processorTime)
        drawn = try draw()
        times.append((ContinuousClock.now - start) / .milliseconds(1))
        processor.append(Self.processorTime - used)
      }
      parts.append("<section class=\"plot\"><h2>\(name)</h2>\n\(drawn)</section>\n")
      Console.line(
        name + String(repeating: " ", count: max(0, 40 - name.displayWidth)) + " "
          + String(
            format: "%8.1f %8.1f %8.1f", times[0], times.sorted()[2], processor.sorted()[2])
          + "  \(drawn.utf8.count / 1000) kB")
    }
    guard let page else { return }
    let text = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Quality charts</title><style>\(ChartStyle.colours + ChartStyle.text)
      body { font: 15px/1.5 system-ui, sans-serif; background: var(--page); color: var(--text);
        max-width: 46rem; margin: 0 auto; padding: 1rem; }
      .plot { background: var(--surface); padding: 1rem; margin: 1rem 0; }
      h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
      </style></head><body>
      \(parts.joined())</body></html>

      """
    try text.write(toFile: page, atomically: true, encoding: .utf8)
  }

  /// What this process has used so far, in milliseconds.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
  }

  private func charts() -> [(Phrase, () throws -> String)] {
    [
      (.benchmarkPHour, { try proportions(.hour) }),
      (.benchmarkPDay, { try proportions(.day) }),
      (.benchmarkPLot, { try proportions(.lot) }),
      (.benchmarkUShift, { try defectRates(.shift(starts: [360, 840, 1320])) }),
      (.benchmarkPareto, pareto), (.benchmarkMap, map),
      (.benchmarkFirstPass, yield), (.benchmarkMeans, { try means(\.location) }),
      (.benchmarkRanges, { try means(\.spread) }),
      (.benchmarkSingles, individuals), (.benchmarkHistogram, histogram),
      (.benchmarkDrift, forecast), (.benchmarkHalves, comparison),
    ]
  }

  private func labels(_ subgroups: [QualitySubgroup]) -> [String] {
    subgroups.map { subgroup in
      if let lot = subgroup.lot { return lot }
      let local = subgroup.start.addingTimeInterval(Double(subgroup.utcOffset))
      return String(RecordTime.text(local).dropFirst(5).prefix(11))
        .replacing("T", with: " ")
    }
  }

  private func proportions(_ subgrouping: Subgrouping) throws -> String {
    let subgroups = try reader.qualitySubgroups(by: subgrouping)
    let chart = ControlChart.proportions(
      subgroups.map { AttributeSample($0.counts.notPassed, of: $0.counts.total) })
    return ControlChartPlot.html(
      chart, labels: labels(subgroups), axis: "beginning", title: "not passed", unit: .share)
  }

  private func defectRates(_ subgrouping: Subgrouping) throws -> String {
    let subgroups = try reader.qualitySubgroups(by: subgrouping)
    let chart = ControlChart.defectRates(
      subgroups.map { AttributeSample($0.counts.defects, of: $0.counts.total) },
      rules: .westernElectric)
    return ControlChartPlot.html(
      chart, labels: labels(subgroups), axis: "beginning", title: "defects per part",
      unit: .number(""))
  }

  private func pareto() throws -> String {
    let counts = try reader.defectsByClass()
    return ParetoPlot.html(
      ParetoCounts(counts.map { ($0.defectClass.rawValue, $0.defects) }),
      title: "defects by class")
  }

  private func map() throws -> String {
    guard let map = try reader.defectMap() else { return "" }
    return DefectMapPlot.html(map, title: "places of defects")
  }

  private func yield() throws -> String {
    let found = try reader.serialYield()
    let yield = ProcessYield(
      parts: found.parts, passedFirst: found.passedFirst, passedLast: found.passedLast,
      repeated: found.repeated)
    let shares = [yield.firstPass()?.share, yield.final()?.share].compactMap(\.self)
    return "<p>\(yield.parts) parts: \(shares.map { "\($0)" }.joined(separator: ", "))</p>\n"
  }

  private func means(_ chart: (VariablesCharts) -> ControlChart) throws -> String {
    let groups = try reader.measuredSubgroups(of: .health("level"), by: .hour, size: 5)
      .filter { $0.values.count >= 2 }
    let charts = try VariablesCharts(subgroups: groups.map { $0.values.map(\.value) })
    return ControlChartPlot.html(
      chart(charts), labels: labels(groups.map(\.subgroup)), axis: "hour",
      title: "level", unit: .number(""))
  }

  private func individuals() throws -> String {
    let values = try reader.measuredValues(of: .health("level"), limit: 100)
    let charts = try VariablesCharts(individuals: values.map(\.value))
    var text = ControlChartPlot.html(
      charts.location,
      labels: values.map { String(RecordTime.text($0.recordedAt).dropFirst(5).prefix(5)) },
      axis: "day", title: "level", unit: .number(""))
    if let limits = SpecificationLimits(lower: 100, upper: 180) {
      let capability = try Capability(individuals: values.map(\.value), limits: limits)
      text += "<p>Cp \(capability.cp ?? 0), Ppk \(capability.ppk ?? 0)</p>\n"
    }
    return text
  }

  private func histogram() throws -> String {
    let values = try reader.measuredValues(of: .health("sharpness")).map(\.value)
    return HistogramPlot.html(
      values, limits: SpecificationLimits(lower: 0.38, upper: 0.52), title: "sharpness in 1/px",
      unit: .number("1/px")) ?? ""
  }

  private func forecast() throws -> String {
    let values = try reader.measuredValues(of: .health("level"))
      .map { ($0.recordedAt.timeIntervalSince1970 / 86_400, $0.value) }
    guard let forecast = DriftForecast(values) else { return "" }
    let days = forecast.times.lowerBound.rounded(.up)
    let end = forecast.times.upperBound + 10
    let moments = stride(from: days, through: end, by: 7).map { day in
      let date = Date(timeIntervalSince1970: day * 86_400)
      return ForecastPlot.Moment(day, String(RecordTime.text(date).dropFirst(5).prefix(5)))
    }
    return ForecastPlot.html(
      forecast, values: values, to: end, limit: 140, moments: moments, axis: "day",
      title: "level", unit: .number(""))
  }

  private func comparison() throws -> String {
    let days = try reader.qualitySubgroups(by: .day)
    guard let middle = days.dropFirst(days.count / 2).first?.start else { return "" }
    let filters = [QualityFilter(until: middle), QualityFilter(since: middle)]
    let counts = try filters.map { try reader.qualityCounts($0) }
    let classes = try filters.map { try reader.defectsByClass($0) }
    guard counts.allSatisfy({ $0.total > 0 }) else { return "" }
    var names = ["not passed"]
    var comparisons = [
      ShareComparison(
        first: (counts[0].notPassed, counts[0].total),
        second: (counts[1].notPassed, counts[1].total))
    ]
    for row in classes[0].prefix(4) {
      let other = classes[1].first { $0.defectClass == row.defectClass }
      names.append(row.defectClass.rawValue)
      comparisons.append(
        ShareComparison(
          first: (row.inspections, counts[0].total),
          second: (other?.inspections ?? 0, counts[1].total)))
    }
    let rows = zip(names, zip(comparisons, ShareComparison.told(comparisons))).map {
      ComparisonPlot.Row($0, $1.0, isTold: $1.1)
    }
    return ComparisonPlot.html(rows, title: "share of parts")
  }
}
