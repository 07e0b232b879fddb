/// Elements of `page` that are not closed in the order in which they were opened, and how often
/// each element occurs. Scripts, styles and comments are skipped.
func elements(of page: String) throws -> (unbalanced: [String], counts: [String: Int]) {
  let void: Set = ["meta", "input", "img"]
  var open: [String] = []
  var unbalanced: [String] = []
  var counts: [String: Int] = [:]
  let body = page.replacing(
    try Regex(#"(?s)<(script|style)>.*?</(script|style)>|<!DOCTYPE html>"#), with: "")
  for match in body.matches(of: /<(\/?)([a-zA-Z0-9]+)((?:[^<>"]|"[^"]*")*)>/) {
    let name = String(match.2)
    if match.1 == "/" {
      if open.last == name { open.removeLast() } else { unbalanced.append("</\(name)>") }
    } else {
      counts[name, default: 0] += 1
      if !void.contains(name) && !match.3.hasSuffix("/") { open.append(name) }
    }
  }
  return (unbalanced + open, counts)
}
