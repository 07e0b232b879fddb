/// The style of charts. Lines differ in their dashes and marks in their shapes as well as in colour.
public enum ChartStyle {
  /// All rules that a page with charts of this module needs; it takes its colours from ``colours``, or from
  /// properties of the same names.
  public static let text = frame + plots + quality

  /// The custom properties that colours are taken from, in light and dark.
  public static let colours = PageStyle.tokens

  /// Axes, bars and lines of all charts.
  static let frame = """
    .chart { width: 100%; height: auto; display: block; overflow: visible; }
    .chart text { font-size: 13px; fill: var(--text); text-anchor: middle; }
    .chart .axis { fill: var(--muted); font-size: 12px; text-anchor: start;
      dominant-baseline: central; }
    .chart .axis.end { text-anchor: end; }
    .chart .count { font-weight: 600; }
    .chart .slanted { text-anchor: end; }
    .chart .inside { fill: var(--ink); }
    .grid { stroke: var(--line); }
    .tick { stroke: var(--muted); }
    .bar { fill: var(--bar); }
    .sum { fill: none; stroke: var(--sum); stroke-width: 2; stroke-linejoin: round; }
    .dot { fill: var(--surface); stroke: var(--sum); stroke-width: 2; }

    """

  /// What plots with two scales share.
  static let plots = """
    .chart .label { font-size: 12px; fill: var(--muted); }
    .chart .mark-text { font-size: 12px; font-weight: 600; }
    .chart path.line { fill: none; stroke-width: 2; stroke-linejoin: round; }
    .chart .now { stroke: var(--muted); stroke-width: 1.5; stroke-dasharray: 4 3; }
    .chart .next { stroke: var(--accent); stroke-width: 2; }
    .chart text.next-text { fill: var(--accent); }
    .chart .base { stroke: var(--muted); }
    .key { list-style: none; margin: .6rem 0 0; padding: 0; display: flex; flex-wrap: wrap;
      gap: .3rem 1.2rem; font-size: .87rem; }
    .key li { display: flex; align-items: center; gap: .45rem; }
    .key svg { width: 1.9rem; height: .8rem; flex: none; }

    """

  /// Control charts, histograms, maps, forecasts and comparisons.
  private static let quality = """
    .chart .value-line { stroke: var(--bar); stroke-width: 1.5; }
    .chart .centre-line { stroke: var(--text); stroke-width: 1; }
    .chart .limit-line { stroke: var(--fail); stroke-width: 1.25; stroke-dasharray: 5 3; }
    .chart .value-point { fill: var(--surface); stroke: var(--bar); stroke-width: 1.5; }
    .chart .out-mark { fill: var(--fail); stroke: var(--surface); }
    .chart .rule-mark { fill: var(--review); stroke: var(--surface); }
    .chart .specification { stroke: var(--fail); stroke-width: 1.75; stroke-dasharray: 6 3; }
    .chart text.specification-text { fill: var(--fail); }
    .chart .average { stroke: var(--text); stroke-width: 1.5; }
    .chart .sunken { fill: var(--sunken); }
    .chart .outline { fill: none; stroke: var(--muted); }
    .chart .heat { fill: var(--fail); }
    .chart .backdrop { opacity: .45; }
    .chart .band { fill: var(--accent); fill-opacity: .13; }
    .chart .trend-line { stroke: var(--accent); }
    .chart .sample { fill: var(--bar); fill-opacity: .55; }
    .chart .whisker { fill: none; stroke: var(--bar); stroke-width: 2.5; }
    .chart .whisker.after { stroke: var(--accent); }
    .chart .share-point { fill: var(--surface); stroke: var(--bar); stroke-width: 2.5; }
    .chart .share-point.after { stroke: var(--accent); }
    .chart .share-point.told { fill: var(--accent); }
    @media (max-width: 640px) {
      .chart text, .chart .axis, .chart .label, .chart .mark-text { font-size: 18px; }
    }
    @media print { .key, .chart { break-inside: avoid; } }

    """
}
