/// How pages look: like a journal's, on paper, on a wide screen and on a phone.
enum PageStyle {
  static let css = """
    \(colors)
    \(text)
    \(tables)
    \(figures)
    \(print)
    """

  /// `prefers-color-scheme` is asked for on screens only: paper is white.
  private static let colors = """
    :root { --paper: #ffffff; --ink: #1f2328; --muted: #57606a; --rule: #d0d7de;
      --hairline: #e3e6ea; --tint: #f5f7f9; --link: #0a5fa5;
      --sans: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif;
      --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Palatino,
        Georgia, "Times New Roman", serif }
    @media screen and (prefers-color-scheme: dark) {
      :root { --paper: #14171c; --ink: #e6edf3; --muted: #9aa4af; --rule: #444c56;
        --hairline: #2a3038; --tint: #1b2027; --link: #6cb6ff }
    }
    """

  private static let text = """
    * { box-sizing: border-box }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 1.0625rem/1.6 var(--serif) }
    main { max-width: 68rem; margin: 0 auto; padding: 3rem 1.25rem 4rem }
    h1, h2, h3, p, ul, ol, dl, pre, nav, figure { max-width: 43rem; margin-inline: auto }
    h1, h2, h3 { font-family: var(--sans); line-height: 1.25; overflow-wrap: anywhere;
      text-wrap: balance }
    h1 { font-size: 1.9rem; letter-spacing: -.01em; margin-block: 0 .75rem }
    h2 { font-size: 1.3rem; margin-block: 3.25rem .75rem; padding-top: .75rem;
      border-top: 1px solid var(--rule) }
    h3 { font-size: 1.05rem; margin-block: 2rem .5rem }
    p, ul, ol, dl { margin-block: .75rem }
    li { margin-block: .4rem }
    a { color: var(--link) }
    .lead { font-size: 1.14rem; line-height: 1.6 }
    .notice { border-left: 3px solid #d55e00; padding: .1rem 0 .1rem 1rem; font-size: .97rem }
    .note, .byline { color: var(--muted); font-size: .9rem }
    .byline { font-family: var(--sans); margin-block: 0 1rem }
    dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.25rem;
      font-size: .95rem }
    dt { color: var(--muted) }
    dd { margin: 0; overflow-wrap: anywhere }
    pre { margin-block: .75rem; padding: .75rem 1rem; background: var(--tint);
      border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere;
      font: .85rem/1.5 ui-monospace, SFMono-Regular, "DejaVu Sans Mono", monospace }
    .skip { position: absolute; left: -99rem }
    .skip:focus { left: 1rem; top: 1rem; padding: .5rem; background: var(--paper) }
    nav { border-block: 1px solid var(--hairline); margin-block: 1.5rem 0 }
    nav ol { columns: 15rem; column-gap: 2rem; padding-left: 1.7rem; margin-block: .6rem;
      font: .9rem/1.45 var(--sans) }
    nav li { break-inside: avoid; margin: 0; padding: .15rem 0 }
    nav a { text-decoration: none }
    nav a:hover { text-decoration: underline }
    @media (max-width: 40rem) {
      body { font-size: 1rem }
      main { padding-top: 1.5rem }
      h1 { font-size: 1.5rem }
      dl { display: block }
      dd { margin: 0 0 .5rem }
    }
    """

  private static let tables = """
    .table { overflow-x: auto; width: fit-content; min-width: min(43rem, 100%); max-width: 100%;
      margin: 1.75rem auto; font: .875rem/1.4 var(--sans);
      font-variant-numeric: tabular-nums lining-nums;
      background: linear-gradient(to left, var(--paper) 50%, transparent) right / 2rem 100%
        no-repeat local, linear-gradient(to left, var(--rule), transparent) right / .6rem 100%
        no-repeat scroll }
    .table:focus-visible { outline: 2px solid var(--link); outline-offset: 3px }
    table { border-collapse: collapse; width: 100%; border-bottom: 1px solid var(--rule) }
    .words { max-width: min(43rem, 100%) }
    caption { text-align: left; font-weight: 600; padding: 0 0 .6rem }
    caption span { position: sticky; left: 0; display: inline-block;
      max-width: calc(100vw - 2.5rem) }
    th, td { text-align: left; vertical-align: top; padding: .45rem 0 .45rem .95rem }
    th:first-child { padding: .45rem 0; min-width: 8.5rem }
    thead th { vertical-align: bottom; font-weight: 600; border-top: 1px solid var(--ink);
      border-bottom: 1px solid var(--ink) }
    tbody th { font-weight: 400 }
    tbody tr + tr > * { border-top: 1px solid var(--hairline) }
    .number { text-align: right; white-space: nowrap }
    thead .number { white-space: normal; max-width: 8.5rem }
    td small { display: block; color: var(--muted); font-size: .8em }
    .reference > * { color: var(--muted); border-top-style: dotted !important }
    .reference th { padding-left: 1rem }
    @media (max-width: 40rem) {
      th:first-child { position: sticky; left: 0; background: var(--paper); min-width: 6.5rem;
        max-width: 9rem }
    }
    """

  private static let figures = """
    .figures { display: flex; flex-wrap: wrap; gap: 1rem 2rem; justify-content: center }
    .figures figure { flex: 0 1 460px; min-width: 0; margin: 0 }
    figure { margin-block: 2rem }
    figure > svg { display: block; width: min(100%, 33rem); height: auto; margin: 0 auto }
    figcaption { margin-top: .75rem; font: .9rem/1.5 var(--sans);
      color: var(--muted) }
    figcaption b { color: var(--ink) }
    .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr));
      gap: .6rem }
    .pictures img { display: block; width: 100%; aspect-ratio: 1; object-fit: cover;
      border-radius: 3px; background: var(--tint) }
    .pictures p { margin: .25rem 0 0; font: .75rem/1.3 var(--sans); color: var(--muted);
      overflow-wrap: anywhere }
    .group { margin: 1rem 0 .4rem; font: 600 .9rem/1.4 var(--sans) }
    @media (max-width: 40rem) {
      figure > svg { width: calc(100% + 1.75rem); margin: 0 -.875rem }
      .pictures { grid-template-columns: repeat(3, 1fr); gap: .35rem }
    }
    """

  private static let print = """
    @page { size: A4; margin: 17mm 15mm }
    @media print {
      html { font-size: 9.2pt }
      body { font-size: 1rem }
      main, h1, h2, h3, p, ul, ol, dl, pre, figure, figcaption, .words { max-width: none }
      main { padding: 0 }
      .lead { font-size: 1.08rem }
      nav, .skip { display: none }
      h2 { margin-top: 1.75rem }
      h1, h2, h3, caption, .group { break-after: avoid }
      figure, tr, pre, .pictures > div { break-inside: avoid }
      .table { overflow: visible; font-size: .77rem; break-inside: avoid; background: none }
      th, td { padding-left: .55rem }
      th:first-child { min-width: 0; padding-right: .2rem }
      figure > svg { width: min(100%, 10.5cm); max-height: 20cm }
      .pictures { grid-template-columns: repeat(6, 1fr) }
      p { orphans: 3; widows: 3 }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
    }
    """
}
