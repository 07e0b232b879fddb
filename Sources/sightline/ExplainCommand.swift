import ArgumentParser
import Decision
import Foundation
import Recipes
import Reporting
import Station
import Wording

/// `sightline explain`: why one image got its verdict.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: .told(.helpExplainAbstract),
    discussion: .told(.helpExplainDiscussion))

  @Argument(help: .told(.helpExplainImage))
  var image: String

  @Option(help: .told(.helpExplainTemplate, valueName: "file"))
  var template: String?

  @Option(help: .told(.helpRecipe))
  var recipe: String

  @OptionGroup var overrides: OverrideOptions

  @Option(help: .told(.helpExplainOutput, valueName: "file"))
  var output: String?

  @OptionGroup var speech: LanguageOptions

  @Flag(help: .told(.helpExplainAll))
  var all = false

  func validate() throws {
    if let output, output.allSatisfy(\.isWhitespace) {
      throw ValidationError(.told(.usageEmptyFile, ["option": "--output"]))
    }
  }

  func run() throws {
    let words = speech.words
    let job: InspectionJob
    var explainer: Explainer
    do {
      let recipe = try Recipe.load(path: recipe, overrides: overrides.values)
      guard (recipe.values.compare.method == .template) == (template != nil) else {
        throw ValidationError(
          .told(template == nil ? .usageExplainNoTemplate : .usageExplainTemplate))
      }
      explainer = Explainer(recipe: recipe, words: words)
      job = try Explainer.job(image: image, template: template)
    } catch {
      Console.error(words.sentence(of: error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    // Nobody reads along any more: no reason to leave the page unwritten.
    signal(SIGPIPE, SIG_IGN)
    let explanation = explainer.explain(job)
    Console.write(ExplanationText.text(explanation, all: all, words: words), to: STDOUT_FILENO)
    if let output {
      do throws(ReportError) {
        try ExplanationPage(explanation, all: all, words: words).write(to: output)
        Console.line("\n\(words[.sayPage])  \(oneLine(output))")
      } catch {
        Console.error(words.sentence(of: error))
        throw ExitCode(RunStatus.notWritten.rawValue)
      }
    }
    let status = RunStatus(of: explanation.record.verdict)
    guard status == .allPassed else { throw ExitCode(status.rawValue) }
  }
}
