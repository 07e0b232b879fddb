import ArgumentParser
import Station

/// What images are compared with, where the recipe has no reference of its own.
struct TemplateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The template of xA.jpg is xB.jpg beside it; templates are not inspected.",
      valueName: "A=B"))
  var templateSuffix: String?

  @Option(help: ArgumentHelp("One template for all images.", valueName: "file"))
  var template: String?

  func validate() throws {
    guard templateSuffix == nil || template == nil else {
      throw ValidationError("--template-suffix does not go with --template.")
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
