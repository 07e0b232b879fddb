import Testing

/// What is wrong with a page's markup, in sentences; none of it shows in a picture of the page.
/// Values may hold braces where `hasBraces`.
func flaws(of html: String, isFragment: Bool = false, hasBraces: Bool = false) -> [String] {
  var flaws: [String] = []
  func count(_ pattern: Regex<Substring>) -> Int { html.matches(of: pattern).count }
  if !hasBraces, html.contains("{{") || html.contains("}}") {
    flaws.append("a place was not filled")
  }
  for leftover in ["Optional(", "FlattenSequence", "JoinedSequence", "Pages."]
  where html.contains(leftover) {
    flaws.append("\(leftover) stands in the text")
  }
  // Without the values of attributes; a quote anywhere else is escaped.
  let bare = html.replacing(/"[^"]*"/, with: "")
  // What the Content-Security-Policy of the pages forbids.
  if bare.contains(" style=") { flaws.append("inline style") }
  if html.contains("<style") { flaws.append("inline style sheet") }
  if html.contains("=\"javascript:") { flaws.append("javascript: address") }
  for match in html.matches(of: /<script([^>]*)>([^<]*)<\/script>/)
  where !match.output.1.contains("src=") || !match.output.2.isEmpty {
    flaws.append("inline script")
  }
  for tag in bare.matches(of: /<[a-zA-Z][^>]*>/)
  where !tag.output.matches(of: /\ on[a-z]+=/).isEmpty {
    flaws.append("inline event handler: \(tag.output)")
  }
  // What those who do not see the page need.
  for image in html.matches(of: /<img[^>]*>/) where !image.output.contains(" alt=\"") {
    flaws.append("no alt: \(image.output)")
  }
  for header in html.matches(of: /<th[ >][^>]*/) where !header.output.contains("scope=\"") {
    flaws.append("no scope: \(header.output)")
  }
  for field in html.matches(of: /<(?:input|select)[^>]*>/) {
    let text = String(field.output)
    let id = text.firstMatch(of: /\ id="([^"]*)"/).map { String($0.output.1) }
    let hasLabel =
      ["hidden", "checkbox", "radio"].contains { text.contains("type=\"\($0)\"") }
      || id.map { html.contains("<label for=\"\($0)\"") } ?? false
    if !hasLabel { flaws.append("no label: \(text)") }
  }
  for choice in html.matches(of: /<input type="(?:checkbox|radio)"[^>]*>/) {
    let before = html[..<choice.range.lowerBound]
    if let open = before.ranges(of: "<label").last,
      before.ranges(of: "</label>").last.map({ $0.lowerBound < open.lowerBound }) ?? true
    {
      continue
    }
    flaws.append("not in a label: \(choice.output)")
  }
  for list in html.matches(of: /\ (?:aria-labelledby|aria-describedby)="([^"]*)"/) {
    for id in list.output.1.split(separator: " ") where !html.contains(" id=\"\(id)\"") {
      flaws.append("labelled by \(id), which is not there")
    }
  }
  let ids = html.matches(of: /\ id="([^"]*)"/).map { String($0.output.1) }
  for (id, uses) in Dictionary(grouping: ids, by: \.self) where uses.count > 1 {
    flaws.append("the id \(id) stands \(uses.count) times")
  }
  for name in ["table", "section", "div", "ul", "ol", "dl", "form", "details", "svg", "p", "a"] {
    let opened = html.ranges(of: "<\(name) ").count + html.ranges(of: "<\(name)>").count
    let closed = html.ranges(of: "</\(name)>").count
    if opened != closed { flaws.append("\(opened) <\(name)>, \(closed) </\(name)>") }
  }
  guard !isFragment else { return flaws }
  if count(/<html lang="(?:en|zh-Hans)">/) != 1 { flaws.append("no language") }
  if count(/<main[ >]/) != 1 { flaws.append("not one main") }
  if count(/<h1[ >]/) != 1 { flaws.append("not one h1") }
  if count(/<head>(?:[^<]|<(?!\/head))*<title>[^<]+<\/title>/) != 1 { flaws.append("no title") }
  return flaws
}
