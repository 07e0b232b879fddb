import Foundation
import Quality
import Reporting
import Traceability
import Wording

extension QualityFigures {
  /// Where a measured value drifts to.
  func drift(_ values: [MeasuredValue], _ name: String) -> QualityFigure {
    let words = say.words
    let title = words.text(.qualityDrift, ["name": name])
    let how = words[.qualityDriftHow]
    let origin = values.first?.recordedAt ?? Date(timeIntervalSince1970: 0)
    // In days, so that the slope is one a day.
    let points = values.filter(\.value.isFinite).map {
      (time: $0.recordedAt.timeIntervalSince(origin) / 86400, value: $0.value)
    }
    // Parts made one after the other are alike; hours less so.
    let means = DriftForecast.means(of: points, per: 1 / 24.0)
    let isOfMeans = means.count >= Self.fewestMeans
    guard let forecast = DriftForecast(isOfMeans ? means : points) else {
      return QualityFigure(
        "drift", title, chart: nil, notes: [words[.qualityNotEnough]], how: [how])
    }
    let length = forecast.times.upperBound - forecast.times.lowerBound
    let end = forecast.times.upperBound + length / 2
    let limit = limitAhead(forecast)
    let moments = moments(origin, forecast.times.lowerBound...end)
    var notes = [Self.slope(forecast, words)]
    if isOfMeans { notes.append(words[.qualityDriftMeans]) }
    let crossing = limit.map(forecast.crossing)
    if let limit, crossing == .leadsAway {
      notes.append(words.text(.qualityDriftAway, ["limit": words.significant(limit)]))
    } else if let limit, case .at(let time, _, _)? = crossing, time <= forecast.times.upperBound {
      let reached = say.dayAndTime(origin.addingTimeInterval(time * 86400))
      notes.append(
        words.text(
          .qualityDriftReached, ["limit": words.significant(limit), "time": reached]))
    } else if let limit, case .at(let time, let earliest, let latest)? = crossing {
      func moment(_ days: Double) -> String {
        guard days.isFinite, days < 36500 else { return words[.qualityDriftNever] }
        return say.dayAndTime(origin.addingTimeInterval(days * 86400))
      }
      notes.append(
        words.text(
          .qualityDriftAt,
          [
            "limit": words.significant(limit), "time": moment(time), "earliest": moment(earliest),
            "latest": moment(latest),
          ]))
    }
    return QualityFigure(
      "drift", title,
      chart: ForecastPlot.html(
        forecast, values: isOfMeans ? means : points, to: end, limit: limit, moments: moments,
        axis: words[.qualityTime], title: name, unit: .number(""), words: ChartWords(words)),
      notes: notes,
      how: [
        how, words.says(forecast.computation),
      ] + (limit == nil ? [] : [words.says(Computation(.fieller, count: forecast.count))]))
  }

  /// Hours that tell a drift better than single values.
  private static let fewestMeans = 6

  /// Four moments of `days` after `origin`, as fine as it takes to tell them apart; one that cannot be told
  /// from the one before is left out.
  private func moments(_ origin: Date, _ days: ClosedRange<Double>) -> [ForecastPlot.Moment] {
    let length = days.upperBound - days.lowerBound
    // Of `2025-06-01 14:30:05 +02:00`: day, day with hour and minute, or the clock with seconds.
    let shown = length > 8 ? 5..<10 : length > 4 / 1440.0 ? 5..<16 : 11..<19
    return (0...3).reduce(into: []) { moments, index in
      let time = days.lowerBound + length * Double(index) / 3
      let text = Array(say.time(origin.addingTimeInterval(time * 86400)))
      let label = String(text[shown.clamped(to: text.indices)])
      if moments.last?.label != label { moments.append(ForecastPlot.Moment(time, label)) }
    }
  }

  /// The limit of the specification that the values drift to.
  private func limitAhead(_ forecast: DriftForecast) -> Double? {
    guard let limits = chosen.limits else { return nil }
    return forecast.slope < 0
      ? limits.lower ?? limits.upper : limits.upper ?? limits.lower
  }

  private static func slope(_ forecast: DriftForecast, _ words: Words) -> String {
    guard forecast.isDrift else { return words[.qualityDriftNone] }
    let interval = forecast.slopeInterval
    let ends = [interval.lowerBound.magnitude, interval.upperBound.magnitude].sorted()
    return words.text(
      forecast.slope > 0 ? .qualityDriftUp : .qualityDriftDown,
      [
        "slope": words.significant(forecast.slope.magnitude, digits: 3),
        "lower": words.significant(ends[0], digits: 3),
        "upper": words.significant(ends[1], digits: 3),
      ])
  }
}
