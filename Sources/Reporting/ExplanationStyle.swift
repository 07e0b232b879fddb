/// What the explanation's page adds to the report's style sheet.
enum ExplanationStyle {
  static let text =
    PageStyle.text + """
      .why { margin-top: 1rem; display: grid; gap: .6rem; }
      .why .reason { padding: 0; font-size: 1.1rem; }
      .why .mark { font-size: 1.15rem; }
      .traced { margin-top: 1.25rem; }
      .traced .facts { display: grid; gap: .5rem; }
      .traced .facts > div { display: grid; grid-template-columns: 7rem minmax(0, 1fr); }
      .traced dt { font-size: .87rem; line-height: 1.5; }
      .traced dd { overflow-wrap: anywhere; }
      .whole { margin-top: 1rem; max-width: 60rem; }
      .maps { display: grid; gap: 1.5rem; margin-top: .75rem;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); }
      .maps img { width: 100%; height: auto; display: block; }
      .legend { list-style: none; margin: .75rem 0 0; padding: 0; display: flex; flex-wrap: wrap;
        gap: .3rem 1.2rem; font-size: .87rem; }
      .legend li { display: flex; align-items: center; gap: .45rem; }
      .legend i { width: 1rem; height: 1rem; flex: none; border: 1px solid var(--line); }
      .card { content-visibility: visible; }
      .card > header h3 { font-size: 1.15rem; }
      .card.weak h3 { color: var(--muted); }
      .explained { padding: 1.1rem 1.25rem 1.25rem; display: grid; gap: .8rem;
        grid-template-columns: minmax(0, 1fr); }
      .magnified { display: flex; flex-wrap: wrap; gap: 1rem; }
      .magnified figure { max-width: 100%; }
      .magnified img { image-rendering: pixelated; display: block; }
      .bars { list-style: none; font-size: .92rem; }
      .bars li { display: grid; align-items: center; gap: .15rem 1rem; padding: .35rem 0;
        grid-template-columns: minmax(0, 1fr) minmax(8rem, 20rem) 4.6rem;
        border-top: 1px solid var(--line); }
      .bars.rule li { grid-template-columns: minmax(0, 1fr) minmax(6rem, 12rem) 19rem; }
      .bars svg { width: 100%; height: 1rem; display: block; overflow: visible; }
      .bars code { display: block; color: var(--muted); overflow-wrap: anywhere; }
      .bars .amount { text-align: right; font-variant-numeric: tabular-nums; }
      .bars.rule .amount { text-align: left; }
      .bars .total { font-weight: 600; grid-template-columns: minmax(0, 1fr) 4.6rem; }
      .bars path { vector-effect: non-scaling-stroke; fill: none; }
      .bars .track { stroke: var(--muted); stroke-width: 1px; }
      .bars .limit { stroke: var(--text); stroke-width: 2px; }
      .bars .for { fill: var(--fail); }
      .bars .against { fill: var(--pass); }
      @media (max-width: 640px) {
        .explained { padding-left: 1rem; padding-right: 1rem; }
        .traced .facts > div { grid-template-columns: minmax(0, 1fr); }
        .bars li, .bars.rule li { grid-template-columns: minmax(0, 1fr) 4.6rem; }
        .bars.rule li { grid-template-columns: minmax(0, 1fr); }
        .bars .what { grid-column: 1 / -1; }
        .bars .total .what { grid-column: auto; }
      }
      @media print {
        .card { break-inside: auto; }
        .magnified figure, .bars li { break-inside: avoid; }
        .magnified figure { max-width: 31%; }
      }

      """
}
