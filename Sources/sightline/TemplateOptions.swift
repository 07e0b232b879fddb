import ArgumentParser
import Station
import Wording

/// What images are compared with, where the recipe has no reference of its own.
struct TemplateOptions: ParsableArguments {
  @Option(help: .told(.helpTemplateSuffix, valueName: "A=B"))
  var templateSuffix: String?

  @Option(help: .told(.helpTemplate, valueName: "file"))
  var template: String?

  func validate() throws {
    guard templateSuffix == nil || template == nil else {
      throw ValidationError(
        .told(.usageNotTogether, ["option": "--template-suffix", "other": "--template"]))
    }
  }

  /// Whether there is a template at all.
  var areGiven: Bool { templateSuffix != nil || template != nil }

  /// Where templates are; `unneeded` where none were given.
  func rule() throws -> TemplateRule {
    if let template { return .file(template) }
    if let templateSuffix { return .suffix(try TemplateSuffix(templateSuffix)) }
    return .unneeded
  }
}
