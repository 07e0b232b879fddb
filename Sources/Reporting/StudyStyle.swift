/// What the pages of studies add to the report's style sheet. Lines of charts differ in their dashes
/// as well as in colour.
enum StudyStyle {
  static let text =
    PageStyle.text + ChartStyle.plots + """
      .answer { margin-top: 1rem; font-size: 1.1rem; max-width: 75ch; }
      .answer + .answer { margin-top: .4rem; }
      .answer strong { font-weight: 650; }
      .answer.bad { color: var(--fail); }
      .answer.good { color: var(--pass); }
      section > .note { max-width: 80ch; margin-top: .25rem; }
      .plot { margin-top: .75rem; padding: 1.1rem 1.4rem; background: var(--surface);
        border: 1px solid var(--line); border-radius: var(--radius); max-width: 46rem; }
      .plots { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); }
      .plots .plot { margin-top: .75rem; }
      .plot h3 { margin-bottom: .5rem; }
      .chart .yield-line { stroke: var(--accent); }
      .chart .rejects-line { stroke: var(--review); stroke-dasharray: 6 3; }
      .chart .escapes-line { stroke: var(--fail); stroke-dasharray: 2 3; stroke-width: 2.5; }
      .chart .chosen-line { stroke: var(--accent); }
      .chart .before-line { stroke: var(--muted); stroke-dasharray: 5 4; }
      .chart .gap { fill: var(--accent); opacity: .13; }
      .chart .good-bar { fill: var(--pass); }
      .chart .bad-bar { fill: var(--fail); }
      .chart .unknown-bar { fill: var(--bar); }
      .chart .within { fill: var(--pass); opacity: .12; }
      .chart circle.point { fill: var(--surface); stroke: var(--accent); stroke-width: 2.5; }
      .chart circle.point.old { stroke: var(--muted); }
      .chart circle.sighting { fill: var(--accent); opacity: .75; }
      .chart circle.sighting.out { fill: var(--fail); opacity: 1; }
      .study { margin-top: .6rem; }
      .study td { white-space: nowrap; }
      .study :is(td, th):not(:first-child) { text-align: right; padding: .3rem 0 .3rem 1.1rem; }
      .study tbody th { font-weight: 400; overflow-wrap: break-word; max-width: 24rem; }
      .study tr.now :is(td, th) { background: var(--sunken); }
      .study tr.next :is(td, th) { background: var(--sunken); font-weight: 650; }
      .study tr.out :is(th, td:nth-child(2)) { color: var(--fail); font-weight: 600; }
      .study.words :is(td, th) { text-align: left; white-space: normal; }
      .bars { list-style: none; margin: .6rem 0 0; padding: 0; font-size: .92rem; max-width: 60rem; }
      .bars li { display: grid; align-items: center; gap: .15rem 1rem; padding: .35rem 0;
        grid-template-columns: minmax(0, 1fr) minmax(8rem, 20rem) 9rem;
        border-top: 1px solid var(--line); }
      .bars svg { width: 100%; height: 1rem; display: block; overflow: visible; }
      .bars .amount { text-align: right; font-variant-numeric: tabular-nums; }
      .bars path { vector-effect: non-scaling-stroke; fill: none; }
      .bars .track { stroke: var(--muted); stroke-width: 1px; }
      .bars .limit { stroke: var(--text); stroke-width: 2px; }
      .bars .bar { fill: var(--bar); }
      .bars .over { fill: var(--fail); }
      .bars .what { overflow-wrap: anywhere; }
      @media (max-width: 640px) {
        .plot { padding: .9rem .8rem; }
        .plots { grid-template-columns: minmax(0, 1fr); }
        .chart .label, .chart .mark-text, .chart .axis { font-size: 18px; }
        .bars li { grid-template-columns: minmax(0, 1fr) 8.5rem; }
        .bars .what { grid-column: 1 / -1; }
      }
      @media print {
        .plot, .bars li { break-inside: avoid; }
      }

      """
}
