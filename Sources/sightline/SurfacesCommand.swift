import ArgumentParser
import Codecs
import Evaluation
import Foundation
import Reporting
import Station
import Synthesis
import Wording

/// `sightline surfaces`: synthetic surfaces without a pattern, and how well texture tells them apart.
struct SurfacesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "surfaces",
    abstract: .told(.helpSurfacesAbstract),
    subcommands: [Draw.self, Trial.self])

  /// `sightline surfaces draw`.
  struct Draw: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: .told(.helpSurfacesDrawAbstract), discussion: .told(.helpSurfacesDrawDiscussion))

    @Option(help: .told(.helpDrawOutput))
    var output: String

    @Option(
      help: .told(
        .helpSurfacesKind,
        ["kinds": SurfaceKind.allCases.map(\.rawValue).joined(separator: ", ")]))
    var kind: String

    @Option(help: .told(.helpSurfacesGood))
    var good = 12

    @Option(help: .told(.helpSurfacesDefective))
    var defective = 12

    @Option(help: .told(.helpSurfacesSeed))
    var seed: UInt64 = 1

    @Option(help: .told(.helpSurfacesContrast))
    var contrast = 1.0

    @OptionGroup var speech: LanguageOptions

    func run() throws {
      do {
        let parameters = try surfaceParameters(kind, contrast: contrast)
        for count in [good, defective] where !SurfaceSeries.counts.contains(count) {
          throw ValidationError(
            .told(
              .usageSurfaces,
              ["count": "\(count)", "most": "\(SurfaceSeries.counts.upperBound)"]))
        }
        let series = SurfaceSeries(
          good: good, defective: defective, seed: seed, parameters: parameters)
        for folder in ["good", "bad"] {
          try FileManager.default.createDirectory(
            atPath: output + "/" + folder, withIntermediateDirectories: true)
        }
        var rows = "image,verdict,x1,y1,x2,y2,class\n"
        for index in 0..<series.count {
          let surface = try series.surface(index)
          let folder = series.isDefective(index) ? "bad" : "good"
          let file = "\(folder)/\(series.name(index)).png"
          try Data(try ImageEncoder.png(surface.image))
            .write(to: URL(fileURLWithPath: output + "/" + file), options: .atomic)
          if surface.truth.isEmpty { rows += "\(file),good,,,,,\n" }
          for defect in surface.truth {
            let box = defect.box
            rows +=
              "\(file),defective,\(box.x1),\(box.y1),\(box.x2),\(box.y2),"
              + "\(defect.defectClass.rawValue)\n"
          }
        }
        try Data(rows.utf8)
          .write(to: URL(fileURLWithPath: output + "/truth.csv"), options: .atomic)
        Console.line(
          speech.words.counted(.saySurfaces, series.count, ["path": oneLine(output)]))
      } catch {
        Console.error(speech.words.sentence(of: error))
        throw ExitCode(2)
      }
    }
  }

  /// `sightline surfaces trial`.
  struct Trial: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: .told(.helpSurfacesTrialAbstract), discussion: .told(.helpSurfacesTrialDiscussion))

    @Option(help: .told(.helpSurfacesTaught))
    var taught = 12

    @Option(help: .told(.helpSurfacesCount))
    var count = 50

    @Option(help: .told(.helpSurfacesTrialSeed))
    var seed: UInt64 = 2

    @Option(help: .told(.helpSurfacesContrast))
    var contrast = 1.0

    @OptionGroup var workers: WorkerOptions

    @OptionGroup var speech: LanguageOptions

    func validate() throws {
      guard (1...1000).contains(taught), (1...1000).contains(count) else {
        throw ValidationError(.told(.usageTrialCounts))
      }
      guard seed != 1 else {
        throw ValidationError(.told(.usageTrialSeed))
      }
    }

    func run() async throws {
      var trial = SurfaceTrial()
      trial.taught = taught
      (trial.good, trial.defective) = (count, count)
      trial.testSeed = seed
      trial.contrast = contrast
      trial.jobs = workers.jobs
      do {
        // The same in every language, as other programs may read it.
        print(try await trial.run().table)
      } catch {
        Console.error(speech.words.sentence(of: error))
        throw ExitCode(2)
      }
    }
  }

  private static func surfaceParameters(
    _ kind: String, contrast: Double
  ) throws -> SurfaceParameters {
    guard let kind = SurfaceKind(rawValue: kind) else {
      let known = SurfaceKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(.told(.usageSurfaceKind, ["kind": oneLine(kind), "known": known]))
    }
    var parameters = SurfaceParameters(kind: kind)
    parameters.contrast = contrast
    try parameters.validate()
    return parameters
  }
}
