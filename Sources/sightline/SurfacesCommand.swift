import ArgumentParser
import Codecs
import Evaluation
import Foundation
import Station
import Synthesis

/// `sightline surfaces`: synthetic surfaces without a pattern, and how well texture tells them apart.
struct SurfacesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "surfaces",
    abstract: "Draw surfaces without a pattern, and measure texture inspection on them.",
    subcommands: [Draw.self, Trial.self])

  /// `sightline surfaces draw`.
  struct Draw: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write pictures of good and defective surfaces, and the truth about them.",
      discussion: """
        Writes good/NAME.png and bad/NAME.png, and truth.csv with the columns image, verdict, x1, y1, \
        x2, y2, class. Defects are scratches, stains, holes and dents. The same options give the same \
        pixels on every machine.

        Exit code 0 when all was written, 2 otherwise.
        """)

    @Option(help: "The folder to write to; made if there is none.")
    var output: String

    @Option(help: "The surface: \(SurfaceKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: String

    @Option(help: "Good surfaces.")
    var good = 12

    @Option(help: "Defective surfaces.")
    var defective = 12

    @Option(help: "What the surfaces are drawn from: any whole number from 0.")
    var seed: UInt64 = 1

    @Option(help: "What the contrast of defects is multiplied with, 0.1 to 10.")
    var contrast = 1.0

    func run() throws {
      do {
        let parameters = try surfaceParameters(kind, contrast: contrast)
        for count in [good, defective] where !SurfaceSeries.counts.contains(count) {
          throw ValidationError(
            "\(count) surfaces: allowed is 0 to \(SurfaceSeries.counts.upperBound)")
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
        Console.line("\(series.count) surfaces and their truth in \(oneLine(output))")
      } catch {
        Console.error("\(error)")
        throw ExitCode(2)
      }
    }
  }

  /// `sightline surfaces trial`.
  struct Trial: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Teach texture on good surfaces and judge others, all drawn in memory.",
      discussion: """
        Prints the area under the receiver operating characteristic by kind and class of defect, the \
        shares of good and defective surfaces that fail, and the share of defects that a box was found \
        for. Teaches on surfaces of one seed and judges those of another.
        """)

    @Option(help: "Good surfaces of each kind to learn from.")
    var taught = 12

    @Option(help: "Good surfaces of each kind, and as many defective ones, to judge.")
    var count = 50

    @Option(
      help: "What the surfaces to judge are drawn from; another than 1, which is taught from.")
    var seed: UInt64 = 2

    @Option(help: "What the contrast of defects is multiplied with, 0.1 to 10.")
    var contrast = 1.0

    @OptionGroup var workers: WorkerOptions

    func validate() throws {
      guard (1...1000).contains(taught), (1...1000).contains(count) else {
        throw ValidationError("--taught and --count: allowed is 1 to 1000")
      }
      guard seed != 1 else {
        throw ValidationError("--seed 1 is what is taught from: judge others")
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
        print(try await trial.run().table)
      } catch {
        Console.error("\(error)")
        throw ExitCode(2)
      }
    }
  }

  private static func surfaceParameters(
    _ kind: String, contrast: Double
  ) throws -> SurfaceParameters {
    guard let kind = SurfaceKind(rawValue: kind) else {
      let known = SurfaceKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(oneLine(kind))' is no surface: \(known)")
    }
    var parameters = SurfaceParameters(kind: kind)
    parameters.contrast = contrast
    try parameters.validate()
    return parameters
  }
}
