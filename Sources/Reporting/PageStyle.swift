/// The HTML report's style sheet: light and dark, screen, phone and paper. System fonts only.
enum PageStyle {
  static let text = tokens + layout + overview + ChartStyle.frame + list + cards + pictures + media

  /// Colours. Verdicts differ in lightness as well as in hue (after Okabe and Ito), and never say
  /// anything that a shape and a word do not say too.
  static let tokens = """

    :root {
      color-scheme: light dark;
      --page: #f5f5f3; --surface: #fff; --sunken: #f0f0ed; --line: #dcdedc; --text: #1b1f23;
      --muted: #5c636b; --accent: #1a5b9c; --ink: #fff;
      --pass: #00765a; --fail: #b83a0a; --review: #8a6000; --uninspectable: #56568f;
      --bar: #5b7083; --sum: #b83a0a; --radius: 8px;
      --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #131619; --surface: #1b1f23; --sunken: #15191c; --line: #31373d; --text: #e4e7ea;
        --muted: #9ba4ad; --accent: #7db4ee; --ink: #131619;
        --pass: #3fc79e; --fail: #ff8c60; --review: #e6b43c; --uninspectable: #b0b0ea;
        --bar: #7890a5; --sum: #ff8c60;
      }
    }
    .pass { --verdict: var(--pass); }
    .fail { --verdict: var(--fail); }
    .review { --verdict: var(--review); }
    .uninspectable { --verdict: var(--uninspectable); }

    """

  private static let layout = """
    *, ::before, ::after { box-sizing: border-box; }
    [hidden] { display: none !important; }
    html { scroll-padding-top: 5rem; -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--page); color: var(--text);
      font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans",
        "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
    }
    main { max-width: 1240px; margin: 0 auto; padding: 2.25rem 1.5rem 4rem; }
    h1, h2, h3, h4, p, dl, dd, ol, figure, fieldset { margin: 0; padding: 0; }
    h1, h3, h4, td, dd, .reason { overflow-wrap: anywhere; }
    h1 { font-size: 2.1rem; line-height: 1.15; font-weight: 650; letter-spacing: -.015em; }
    h2 { font-size: 1.15rem; line-height: 1.3; font-weight: 650; letter-spacing: -.005em; }
    h3, h4 { font-size: 1rem; font-weight: 600; }
    section { margin-top: 2.5rem; }
    a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: 1px; }
    a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible {
      outline: 2px solid var(--accent); outline-offset: 2px;
    }
    code { font-family: var(--mono); font-size: .92em; }
    small, .note, figcaption { color: var(--muted); font-size: .87rem; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    th { text-align: left; font-weight: 600; }
    .symbols { position: absolute; }
    .ink { fill: none; stroke: var(--ink); stroke-width: 2.2; stroke-linecap: round;
      stroke-linejoin: round; }
    .mark { display: inline-flex; align-items: baseline; gap: .45em; font-weight: 600;
      color: var(--verdict); white-space: nowrap; }
    .shape { width: 1.15em; height: 1.15em; flex: none; align-self: center; overflow: visible; }
    .facts { display: flex; flex-wrap: wrap; gap: .75rem 2.25rem; }
    dt { color: var(--muted); font-size: .8rem; line-height: 1.4; }
    dd { font-variant-numeric: tabular-nums; }
    .numbers { font-size: .9rem; }
    .numbers th, .numbers td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); }
    .numbers thead th { color: var(--muted); font-size: .8rem; }
    .scroll { overflow: auto; }

    """

  private static let overview = """
    .eyebrow { color: var(--muted); font-size: .87rem; font-weight: 600; margin-bottom: .35rem; }
    .masthead .facts { margin-top: 1.4rem; }
    .warning { margin-top: 1.25rem; padding: .7rem 1rem; border-left: 4px solid var(--review);
      background: var(--surface); font-weight: 600; }
    .changes { margin-top: 1.25rem; }
    .changes summary { cursor: pointer; font-weight: 600; }
    .changes table { margin-top: .4rem; }
    .totals { display: grid; grid-template-columns: 1.5fr repeat(4, 1fr); background: var(--surface);
      border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden;
      margin-top: 2rem; }
    .totals > p { padding: 1.2rem 1.4rem; grid-column: 1 / -1; }
    .yield, .tile { padding: 1.1rem 1.4rem 1.2rem; display: grid; align-content: start;
      grid-template-columns: auto 1fr; column-gap: .5rem; align-items: baseline; }
    .tile { border-left: 1px solid var(--line); }
    .yield > span, .tile > .mark, .totals small { grid-column: 1 / -1; }
    .yield > span { font-weight: 600; }
    .yield strong, .tile strong { font-size: 2rem; line-height: 1.25; font-weight: 650;
      letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
    .yield strong { grid-column: 1 / -1; }
    .share { color: var(--muted); }
    .tile.none strong { color: var(--muted); font-weight: 400; }
    .strip { grid-column: 1 / -1; display: flex; gap: 2px; height: 8px; background: var(--surface); }
    .strip i { background: var(--verdict); min-width: 3px; flex-basis: 0; }
    .pareto { display: grid; grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr); gap: 2rem;
      align-items: start; margin-top: .75rem; padding: 1.1rem 1.4rem; background: var(--surface);
      border: 1px solid var(--line); border-radius: var(--radius); }
    .pareto .numbers { width: 100%; }
    .pareto .numbers tbody th { overflow-wrap: anywhere; }
    .pareto .numbers :is(td, th):not(:first-child) { text-align: right; padding: .3rem 0 .3rem .7rem;
      white-space: nowrap; }

    """

  private static let list = """
    .filters { display: none; flex-wrap: wrap; gap: .6rem .9rem; align-items: center;
      position: sticky; top: 0; z-index: 2; margin: 2.25rem -1rem -1.25rem; padding: .7rem 1rem;
      background: var(--page); border-bottom: 1px solid var(--line); }
    .js .filters { display: flex; }
    .filters fieldset { border: 0; display: flex; flex-wrap: wrap; gap: .4rem; }
    .filters legend { position: absolute; opacity: 0; pointer-events: none; }
    .chip { display: inline-flex; align-items: center; gap: .5rem; cursor: pointer;
      padding: .3rem .75rem; border: 1px solid var(--line); border-radius: 99px;
      background: var(--surface); }
    .chip input { margin: 0; accent-color: var(--accent); }
    .chip:not(:has(:checked)) { background: none; }
    .chip:not(:has(:checked)) .mark { --verdict: var(--muted); font-weight: 400; }
    .filters select, .filters [type=search], .filters button { font: inherit; color: inherit;
      padding: .3rem .7rem; border: 1px solid var(--line); border-radius: 6px;
      background: var(--surface); min-width: 0; }
    .filters [type=search] { flex: 1 1 12rem; }
    .filters button { cursor: pointer; }
    .filters output { color: var(--muted); font-variant-numeric: tabular-nums; margin-left: auto; }
    .list { margin-top: .75rem; max-height: 27rem; background: var(--surface);
      border: 1px solid var(--line); border-radius: var(--radius); }
    .parts { width: 100%; font-size: .9rem; }
    .parts th { position: sticky; top: 0; background: var(--surface); color: var(--muted);
      font-size: .8rem; box-shadow: inset 0 -1px var(--line); z-index: 1; }
    .parts th, .parts td { padding: .32rem .9rem; text-align: left; vertical-align: baseline; }
    .parts tr + tr td { border-top: 1px solid var(--line); }
    .parts .seq, .parts .time { text-align: right; white-space: nowrap; }
    .parts td.seq, .parts td.time, .folder { color: var(--muted); }
    .parts .file { min-width: 18rem; }
    .parts .what { min-width: 13rem; }
    .parts :is(.serial, .lot) { white-space: nowrap; max-width: 14rem; overflow: hidden;
      text-overflow: ellipsis; }
    .no-serial .serial, .no-lot .lot { display: none; }
    .parts tr:hover td { background: var(--sunken); }

    """

  private static let cards = """
    .switch { position: fixed; top: 0; opacity: 0; pointer-events: none; }
    .cards-head { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
    .boxes { display: inline-flex; align-items: center; gap: .5rem; cursor: pointer; }
    .boxes::before { content: ""; width: 2rem; height: 1.1rem; border-radius: 99px;
      border: 1px solid var(--muted);
      background: radial-gradient(circle at .5rem 50%, var(--muted) .33rem, transparent .37rem); }
    #boxes:checked ~ main .boxes::before { border-color: var(--accent);
      background: radial-gradient(circle at calc(100% - .5rem) 50%, var(--ink) .33rem,
        transparent .37rem) var(--accent); }
    #boxes:focus-visible ~ main .boxes { outline: 2px solid var(--accent); outline-offset: 3px; }
    #boxes:not(:checked) ~ main .overlay { display: none; }
    .card { margin-top: 1rem; background: var(--surface); border: 1px solid var(--line);
      border-radius: var(--radius); overflow: clip;
      content-visibility: auto; contain-intrinsic-size: auto 46rem; }
    .card.uninspectable { contain-intrinsic-size: auto 12rem; }
    .card:target { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
    .card > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .35rem 1.1rem;
      padding: .85rem 1.25rem; border-bottom: 1px solid var(--line); }
    .ids { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin-left: auto; }
    .ids div { display: flex; gap: .45rem; align-items: baseline; }
    .reason { padding: .9rem 1.25rem 0; max-width: 75ch; }
    .reason.health { color: var(--review); font-size: 1rem; font-weight: 400; }
    .uninspectable .reason { font-size: 1.15rem; font-weight: 600; color: var(--verdict); }
    .body { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.2fr);
      gap: 1rem 1.75rem; padding: 1.1rem 1.25rem 1.25rem; align-items: start; }
    .nopicture { color: var(--muted); overflow-wrap: anywhere; }
    .nopicture:only-child { grid-column: 1 / -1; }
    .card > footer { padding: .75rem 1.25rem .85rem; border-top: 1px solid var(--line);
      background: var(--sunken); font-size: .84rem; }
    .card > footer .facts { gap: .3rem 1.75rem; }
    .card > footer dd { font-family: var(--mono); font-size: .92em; }

    """

  private static let pictures = """
    .overview { position: sticky; top: 4.25rem; }
    .frame { position: relative; line-height: 0; background: var(--sunken);
      outline: 1px solid var(--line); }
    .frame img { width: 100%; height: auto; }
    .overlay { position: absolute; inset: 0; width: 100%; height: 100%; }
    .overlay path { fill: none; vector-effect: non-scaling-stroke; }
    .overlay .casing { stroke: #000; stroke-opacity: .7; stroke-width: 4px; }
    .overlay .line { stroke: #ffb000; stroke-width: 1.75px; }
    .overlay text { font-size: calc(var(--u) * 2.4); font-weight: 600; fill: #ffd166;
      filter: url(#plate); }
    .overlay .end { text-anchor: end; }
    .overlay a:hover text { fill: #fff; }
    figcaption { margin-top: .3rem; line-height: 1.4; }
    .details { list-style: none; display: grid; gap: 1.1rem 1.5rem;
      grid-template-columns: repeat(auto-fill, minmax(16.5rem, 1fr)); }
    .card > .details { padding: .9rem 1.25rem 1.2rem; }
    .details li { border-radius: 4px; }
    :is(.details li, .numbers tr):target { outline: 2px solid var(--accent); outline-offset: 5px; }
    .details h4 { display: flex; align-items: baseline; gap: .5rem; margin-bottom: .35rem; }
    .no { color: var(--muted); font-weight: 400; font-variant-numeric: tabular-nums; }
    .confidence { margin-left: auto; font-weight: 400; font-variant-numeric: tabular-nums; }
    .pair { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; max-width: 24rem; }
    .details li:only-child .pair { max-width: 34rem; }
    .details li:only-child { grid-column: 1 / -1; }
    .details .frame img { image-rendering: pixelated; }
    .details figcaption { font-size: .8rem; }
    p.numbers { color: var(--muted); font-size: .84rem; font-variant-numeric: tabular-nums; }
    .defects > .note { margin-top: 1rem; }
    .defects .numbers { margin-top: .4rem; }

    """

  private static let media = """
    @media (max-width: 900px) {
      .totals { grid-template-columns: repeat(4, 1fr); }
      .yield { grid-column: 1 / -1; border-bottom: 1px solid var(--line); }
      .yield + .tile { border-left: 0; }
      .pareto, .body { grid-template-columns: minmax(0, 1fr); }
      .filters, .overview { position: static; }
      html { scroll-padding-top: 1rem; }
    }
    @media (max-width: 640px) {
      main { padding: 1.25rem 1rem 3rem; }
      h1 { font-size: 1.65rem; }
      .facts { gap: .6rem 1.5rem; }
      .totals { grid-template-columns: 1fr 1fr; }
      .yield, .tile { padding: .8rem 1rem .9rem; }
      .tile:nth-child(4) { border-left: 0; }
      .tile:nth-child(n + 4) { border-top: 1px solid var(--line); }
      .yield strong, .tile strong { font-size: 1.6rem; }
      .pareto { padding: .9rem 1rem; gap: 1.25rem; }
      .chart text, .chart .axis { font-size: 16px; }
      .pareto .numbers :is(td, th):nth-child(4) { display: none; }
      .parts thead, .parts :is(.seq, .serial, .lot, .time) { display: none; }
      .parts, .parts tbody { display: block; }
      .parts tr { display: grid; grid-template-columns: 9.8rem minmax(0, 1fr); }
      .parts tr + tr { border-top: 1px solid var(--line); }
      .parts tr + tr td { border-top: 0; }
      .parts .file, .parts .what { min-width: 0; }
      .parts td { padding: .35rem .6rem 0 1rem; }
      .parts td.file { padding-left: 0; }
      .parts td.what { grid-column: 2; padding: 0 .6rem .35rem 0; color: var(--muted); }
      .card > header, .body, .card > footer, .reason { padding-left: 1rem; padding-right: 1rem; }
      .ids { margin-left: 0; }
      .overlay text { font-size: calc(var(--u) * 4.2); }
      .overlay .long { display: none; }
    }
    @media print {
      :root {
        color-scheme: light;
        --page: #fff; --surface: #fff; --sunken: #fff; --line: #c8c8c8; --text: #000;
        --muted: #444; --accent: #000; --ink: #fff;
        --pass: #00765a; --fail: #b83a0a; --review: #8a6000; --uninspectable: #56568f;
        --bar: #5b7083; --sum: #b83a0a;
      }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      body { font-size: 10pt; }
      main { max-width: none; padding: 0; }
      section { margin-top: 1.5rem; }
      .js .filters, .boxes { display: none; }
      .list { max-height: none; overflow: visible; }
      .parts th { position: static; }
      .parts .file { min-width: 9rem; }
      .parts td { overflow-wrap: break-word; }
      .parts .time { display: none; }
      .pareto, .body { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1rem; }
      .details { grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .7rem 1rem; }
      .pareto { align-items: center; }
      .parts tr, .totals, .pareto, .details li, .overview { break-inside: avoid; }
      h2, .cards-head, .card > header, .reason { break-after: avoid; }
      .card { content-visibility: visible; overflow: visible; break-inside: avoid;
        border-width: 1px 0 0;
        border-radius: 0; }
      .overview { position: static; }
      a { color: inherit; text-decoration: none; }
    }

    """
}
