import Mustache
import Reporting

/// The templates, as they are compiled into the program.
///
/// What is put into them is escaped by ``EscapedMarkup``: the library's own escaping goes by characters,
/// and leaves a quote or a bracket alone that has a combining accent.
struct PageTemplates: Sendable {
  private static let markup = "MARKUP"

  static let shared = PageTemplates()

  private let library: MustacheLibrary

  private init() {
    MustacheContentTypes.register(EscapedMarkup(), named: Self.markup)
    let sources: [(name: String, text: [UInt8])] = [
      ("layout", PackageResources.layout_mustache), ("verdict", PackageResources.verdict_mustache),
      ("how", PackageResources.how_mustache), ("line", PackageResources.line_mustache),
      ("line-live", PackageResources.line_live_mustache),
      ("results", PackageResources.results_mustache), ("part", PackageResources.part_mustache),
      ("part-facts", PackageResources.part_facts_mustache),
      ("review", PackageResources.review_mustache),
      ("station", PackageResources.station_mustache),
      ("station-live", PackageResources.station_live_mustache),
      ("login", PackageResources.login_mustache), ("missing", PackageResources.missing_mustache),
      ("quality", PackageResources.quality_mustache),
      ("report", PackageResources.report_mustache),
      ("report-body", PackageResources.report_body_mustache),
      ("report-file", PackageResources.report_file_mustache),
    ]
    var templates: [String: MustacheTemplate] = [:]
    for (name, text) in sources {
      // Each needs it: the library starts every partial with its own escaping.
      let source = "{{% CONTENT_TYPE:\(Self.markup)}}" + String(decoding: text, as: UTF8.self)
      do {
        templates[name] = try MustacheTemplate(string: source)
      } catch {
        preconditionFailure("the template \(name) is none: \(error)")
      }
    }
    library = MustacheLibrary(templates: templates)
  }

  /// The template called `name`, filled with `content`.
  func render(_ content: some Sendable, _ name: String) -> String {
    guard let text = library.render(content, withTemplate: name) else {
      preconditionFailure("there is no template \(name)")
    }
    return text
  }
}

/// Escapes text for HTML, scalar by scalar.
private struct EscapedMarkup: MustacheContentType {
  func escapeText(_ text: String) -> String { escaped(text) }
}
