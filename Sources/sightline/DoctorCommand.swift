import ArgumentParser
import Foundation
import Station

/// `sightline doctor`: checks whether this machine can run a station.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check whether a station can run here and keeps up with the line.",
    discussion: """
      Looks at permissions, disks, the system's limits for events, the records file and the recipe, \
      and times flushing of the disk and the inspection of an image. Takes the options of sightline \
      watch. Nothing is inspected for good, and nothing is left behind.

      Exit code 0: all is well; 1: a station runs, but something should be changed; 2: wrong usage, \
      or a station cannot run or does not keep up.
      """)

  @OptionGroup var place: WatchPlaceOptions

  @Option(help: ArgumentHelp("How often a part comes, such as 500ms.", valueName: "time"))
  var takt: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "An image of the line, to time its inspection; without it one in the folder.",
      valueName: "file"))
  var sample: String?

  func run() throws {
    let options: WatchOptions
    do {
      options = try place.options()
    } catch {
      Console.error(place.speech.words.says(error))
      throw ExitCode(2)
    }
    var worst = DoctorFinding.Level.good
    StationDoctor(
      options: options, records: place.records, takt: takt?.duration, sample: sample
    ).examine { finding in
      worst = max(worst, finding.level)
      let mark =
        switch finding.level {
        case .good: "ok     "
        case .warning: "warning"
        case .problem: "PROBLEM"
        }
      let subject = finding.subject.padding(toLength: 11, withPad: " ", startingAt: 0)
      Console.line("\(mark)  \(subject) \(oneLine(finding.sentence))")
    }
    guard worst == .good else { throw ExitCode(Int32(worst.rawValue)) }
  }
}
