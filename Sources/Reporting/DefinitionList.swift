/// Names with their values as an HTML `dl`.
enum DefinitionList {
  static func html(_ facts: [(name: String, value: String)], style: String) -> String {
    let items = facts.map {
      "<div><dt>\(escaped($0.name))</dt><dd><bdi>\(escaped($0.value))</bdi></dd></div>"
    }
    return "<dl class=\"\(style)\">\(items.joined())</dl>"
  }
}
