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
    abstract: "Say and draw why one image got its verdict.",
    discussion: """
      Inspects the image as `inspect` does, keeps no record, and prints the verdict, how the \
      template was brought over the image, and for each detection which pixels, which rule or \
      which measurements, and which template made it. An image without detections shows the \
      candidate nearest to the limit.

      Exit code 0: the image passed; 1: it failed or is to be reviewed; 2: wrong usage or something \
      given cannot be used, nothing was inspected; 3: it is uninspectable; 4: the page could not be \
      written.
      """)

  @Argument(help: "A PNG or JPEG file.")
  var image: String

  @Option(
    help: ArgumentHelp(
      "The image of a good part to compare it with; not for recipes with a learned reference.",
      valueName: "file"))
  var template: String?

  @Option(help: "The recipe file, or the folder that holds recipe.yaml.")
  var recipe: String

  @OptionGroup var overrides: OverrideOptions

  @Option(
    help: ArgumentHelp(
      "Write the explanation with its pictures to this HTML file as well.", valueName: "file"))
  var output: String?

  @OptionGroup var speech: LanguageOptions

  @Flag(help: "Explain every candidate, also those too weak to count.")
  var all = false

  func validate() throws {
    if let output, output.allSatisfy(\.isWhitespace) {
      throw ValidationError("--output is empty; leave it out or name a file.")
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
          template == nil
            ? "The image needs something to be compared with: give --template."
            : "The recipe has a reference of its own: leave --template out.")
      }
      explainer = Explainer(recipe: recipe, words: words)
      job = try Explainer.job(image: image, template: template)
    } catch {
      Console.error(words.says(error))
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
        Console.error(words.says(error))
        throw ExitCode(RunStatus.notWritten.rawValue)
      }
    }
    let status = RunStatus(of: explanation.record.verdict)
    guard status == .allPassed else { throw ExitCode(status.rawValue) }
  }
}
