import ArgumentParser
import Foundation
import Reporting
import Station
import Wording

/// `sightline doctor`: checks whether this machine can run a station.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: .told(.helpDoctorAbstract),
    discussion: .told(.helpDoctorDiscussion))

  @OptionGroup var place: WatchPlaceOptions

  @Option(help: .told(.helpDoctorTakt, valueName: "time"))
  var takt: TimeSpan?

  @Option(help: .told(.helpDoctorSample, valueName: "file"))
  var sample: String?

  func run() throws {
    let words = place.speech.words
    let options: WatchOptions
    do {
      options = try place.options()
    } catch {
      Console.error(words.sentence(of: error))
      throw ExitCode(2)
    }
    var worst = DoctorFinding.Level.good
    StationDoctor(
      options: options, records: place.records, takt: takt?.duration, sample: sample,
      words: words
    ).examine { finding in
      worst = max(worst, finding.level)
      let mark: Phrase =
        switch finding.level {
        case .good: .sayDoctorGood
        case .warning: .severityWarn
        case .problem: .sayDoctorProblem
        }
      Console.line(
        TerminalText.padded(words[mark], to: 9) + TerminalText.padded(finding.subject, to: 12)
          + words.systemWords(in: oneLine(finding.sentence)))
    }
    guard worst == .good else { throw ExitCode(Int32(worst.rawValue)) }
  }
}
