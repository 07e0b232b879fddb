import Decision
import Foundation
import Quality
import Reporting
import Traceability
import Wording

/// Makes the charts of the quality page.
struct QualityFigures {
  let records: RecordReader
  let chosen: QualitySelection
  let say: RecordWords
  /// The period in subgroups.
  let groups: [QualitySubgroup]
  /// What was found in the period.
  let counts: QualityCounts
  /// Its defects by class.
  let classes: [ClassCount]

  private var words: Words { say.words }
  private var axis: String { words[chosen.by == "lot" ? .qualityLots : .qualityTime] }

  /// p and u charts.
  func attributes() -> [QualityFigure] {
    let labels = groups.map { chosen.label($0, words) }
    let shares = ControlChart.proportions(
      groups.map { AttributeSample($0.counts.notPassed, of: $0.counts.total) },
      rules: chosen.rules)
    let rates = ControlChart.defectRates(
      groups.map { AttributeSample($0.counts.defects, of: $0.counts.total) }, rules: chosen.rules)
    return [
      QualityFigure(
        "p-chart", words[.qualityProportion], shares, labels: labels, axis: axis,
        scale: words[.qualityNotPassed], unit: .share, words: words, notes: words.rough(shares)),
      QualityFigure(
        "u-chart", words[.qualityRate], rates, labels: labels, axis: axis,
        scale: words[.qualityDefectRate], unit: .number(""), words: words, notes: words.rough(rates)
      ),
    ]
  }

  /// Defects by class.
  func pareto() -> QualityFigure {
    let pareto = ParetoCounts(classes.map { (say.className($0.defectClass), $0.defects) })
    return QualityFigure(
      "pareto", words[.qualityPareto],
      chart: pareto.total > 0
        ? ParetoPlot.html(pareto, title: words[.qualityPareto], words: ChartWords(words)) : nil,
      notes: pareto.total > 0 ? [] : [words[.qualityNoDefects]],
      how: [words.says(pareto.computation)])
  }

  /// Where defects lie; nothing where no picture's size is known.
  func map() throws -> [QualityFigure] {
    guard let map = try records.defectMap(chosen.filter) else { return [] }
    var notes = [words.text(.qualityMapCount, count: map.total)]
    if map.leftOut > 0 { notes.append(words.text(.qualityMapLeftOut, count: map.leftOut)) }
    return [
      QualityFigure(
        "map", words[.qualityMap],
        chart: DefectMapPlot.html(
          map, title: words[.qualityMap], picture: "/images/\(map.newest)",
          words: ChartWords(words)), notes: notes, how: [words[.qualityMapHow]])
    ]
  }

  /// The charts of the chosen measured value.
  func measured() throws -> [QualityFigure] {
    let name = chosen.quantity.title(say)
    let values = try records.measuredValues(
      of: chosen.quantity, chosen.filter, limit: QualitySelection.sampleSize)
    let numbers = values.map(\.value).filter(\.isFinite)
    var figures: [QualityFigure] = []
    let groups = try records.measuredSubgroups(
      of: chosen.quantity, chosen.filter, by: chosen.subgrouping,
      size: QualitySelection.subgroupSize, subgroups: groups
    ).map { ($0, $0.values.map(\.value).filter(\.isFinite)) }.filter { $0.1.count > 1 }
    let newest =
      chosen.isSingles
      ? try records.newestValues(
        of: chosen.quantity, chosen.filter, count: QualitySelection.singles
      ).filter(\.value.isFinite) : []
    if chosen.isSingles {
      let charts = try VariablesCharts(individuals: newest.map(\.value), rules: chosen.rules)
      let labels = newest.map { words.number($0.sequence) }
      figures += variables(
        charts, (.qualitySingles, .qualityMovingRanges), name, labels,
        axis: words[.resultsRecord], spread: words[.qualityMovingRange])
    } else if !groups.isEmpty {
      let charts = try VariablesCharts(subgroups: groups.map(\.1), rules: chosen.rules)
      figures += variables(
        charts, (.qualityMeans, .qualityRanges), name,
        groups.map { chosen.label($0.0.subgroup, words) }, axis: axis,
        spread: words[.qualityRange])
    }
    let capability = try capability(numbers, groups.map(\.1), newest.map(\.value))
    let histogram = HistogramPlot.html(
      numbers, limits: chosen.limits, title: name, unit: .number(""), words: ChartWords(words))
    figures.append(
      QualityFigure(
        "histogram", words.text(.qualityHistogram, ["name": name]), chart: histogram,
        notes: capability.notes,
        how: [words.text(.qualityHistogramHow, count: QualitySelection.sampleSize)]
          + capability.how))
    figures.append(drift(values, name))
    return figures
  }

  private func variables(
    _ charts: VariablesCharts, _ titles: (Phrase, Phrase), _ name: String, _ labels: [String],
    axis: String, spread: String
  ) -> [QualityFigure] {
    [
      QualityFigure(
        "location", words.text(titles.0, ["name": name]), charts.location, labels: labels,
        axis: axis, scale: name, unit: .number(""), words: words),
      QualityFigure(
        "spread", words.text(titles.1, ["name": name]), charts.spread, labels: labels, axis: axis,
        scale: spread, unit: .number(""), words: words),
    ]
  }

  /// Cp and Cpk of the values in the charts, Pp and Ppk of all `values`, in words, and how they were
  /// computed; what to do to see them where no limit is given.
  private func capability(
    _ values: [Double], _ groups: [[Double]], _ neighbours: [Double]
  ) throws -> (notes: [String], how: [String]) {
    guard let limits = chosen.limits else { return ([words[.qualityCapabilityHint]], []) }
    guard values.count > 1 else { return ([words[.qualityNotEnough]], []) }
    let capability =
      chosen.isSingles || groups.isEmpty
      ? try Capability(neighbours: neighbours, values: values, limits: limits)
      : try Capability(subgroups: groups, values: values, limits: limits)
    func says(_ name: String, _ value: Double?, _ interval: ClosedRange<Double>?) -> String? {
      guard let value else { return nil }
      var text = words.text(
        .sentencePair, ["label": name, "value": words.decimal(value, places: 2)])
      if let interval {
        text +=
          " ("
          + words.text(
            .qualityInterval,
            [
              "lower": words.decimal(interval.lowerBound, places: 2),
              "upper": words.decimal(interval.upperBound, places: 2),
              "confidence": words.percent(capability.confidence, places: 0),
            ]) + ")"
      }
      return text
    }
    let notes = [
      says("Cp", capability.cp, nil), says("Cpk", capability.cpk, capability.cpkInterval),
      says("Pp", capability.pp, nil), says("Ppk", capability.ppk, capability.ppkInterval),
      words.text(
        .sentencePair,
        [
          "label": words[.qualityOutside],
          "value": words.text(
            .qualityOutsideOf, count: capability.count,
            ["outside": words.number(capability.outside)]),
        ]),
    ].compactMap(\.self)
    return (
      notes,
      [
        words.says(capability.withinComputation), words.says(capability.overallComputation),
        words.says(Computation(.capabilityInterval, count: capability.withinCount)),
      ]
    )
  }

  /// Shares of this period beside those of the one before.
  func comparison() throws -> QualityFigure {
    let (first, second) = (try records.qualityCounts(chosen.before), counts)
    let how = [words.text(.qualityCompareHow, ["limit": words.percent(0.05, places: 0)])]
    guard first.total > 0 else {
      return QualityFigure(
        "comparison", words[.qualityCompare], chart: nil, notes: [words[.qualityCompareNothing]],
        how: how)
    }
    let now = classes
    let then = try records.defectsByClass(chosen.before)
    var names = [words[.qualityCompareAll]]
    var comparisons = [
      ShareComparison(
        first: (first.notPassed, first.total), second: (second.notPassed, second.total))
    ]
    let frequent = (now + then).sorted { $0.inspections > $1.inspections }.map(\.defectClass)
    var seen: Set<DefectClass> = []
    for defectClass in frequent where seen.insert(defectClass).inserted && seen.count <= 8 {
      func count(_ counts: [ClassCount]) -> Int {
        counts.first { $0.defectClass == defectClass }?.inspections ?? 0
      }
      names.append(say.className(defectClass))
      // No more than there are, also where the summary was changed from outside.
      comparisons.append(
        ShareComparison(
          first: (min(count(then), first.total), first.total),
          second: (min(count(now), second.total), second.total)))
    }
    let rows = zip(names, zip(comparisons, ShareComparison.told(comparisons))).map {
      ComparisonPlot.Row($0, $1.0, isTold: $1.1)
    }
    let told = rows.filter(\.isTold).map(\.name)
    // Each method once, in the order of the rows.
    let tests = comparisons.map(\.test).reduce(into: [Computation]()) { tests, test in
      if !tests.contains(where: { $0.method == test.method }) { tests.append(test) }
    }
    return QualityFigure(
      "comparison", words[.qualityCompare],
      chart: ComparisonPlot.html(
        rows, title: words[.qualityCompare], words: ChartWords(words)),
      notes: [
        told.isEmpty
          ? words[.qualityCompareNone]
          : words.text(.qualityCompareTold, ["names": words.list(told)]),
        difference(comparisons[0]),
      ],
      how: how + tests.map(words.says)
        + [
          words.says(Computation(.clopperPearson, count: first.total + second.total)),
          words.says(comparisons[0].intervalComputation),
        ])
  }

  /// By how much the share that did not pass changed.
  private func difference(_ comparison: ShareComparison) -> String {
    func points(_ share: Double) -> String {
      (share > 0 ? "+" : "") + words.percent(share, places: 2)
    }
    return words.text(
      .qualityCompareDifference,
      [
        "difference": points(comparison.difference),
        "interval": words.text(
          .qualityInterval,
          [
            "lower": points(comparison.interval.lowerBound),
            "upper": points(comparison.interval.upperBound),
            "confidence": words.percent(comparison.confidence, places: 0),
          ]),
      ])
  }
}

extension Words {
  /// That limits of `chart` are rough at some places, where they are.
  func rough(_ chart: ControlChart) -> [String] {
    guard chart.roughPlaces > 0 else { return [] }
    let places = chart.points.count { $0.value != nil }
    return [
      text(
        .qualityRough, ["rough": number(chart.roughPlaces), "count": number(places)])
    ]
  }
}
