import ArgumentParser
import Foundation
import Kernels
import Station

/// The command line: the only place where the parts are put together.
@main
struct Sightline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sightline",
    abstract: "Machine-vision quality inspection.",
    version: SoftwareVersion.text,
    subcommands: [
      TeachCommand.self, LearnCommand.self, InspectCommand.self, WatchCommand.self,
      DoctorCommand.self, ExplainCommand.self,
      EvaluateCommand.self, TrainCommand.self, RecipeCommand.self, ProbeCommand.self,
      SynthesizeCommand.self, SurfacesCommand.self,
      TuneCommand.self, RepeatabilityCommand.self, TraceCommand.self, ReportCommand.self,
      RelabelCommand.self, ServeCommand.self, AccountsCommand.self,
    ])

  /// Runs the command that the arguments name. Wrong usage ends with exit code 2, as it does for
  /// every other program of a factory's scripts, not with ArgumentParser's 64.
  static func main() async {
    do {
      var command = try parseAsRoot()
      try checkInstructionSet()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
      exit(withError: ExitCode(2))
    }
  }

  /// The kernels stop the program where the environment asks for what they cannot do; here the
  /// user gets to know what can be asked for.
  private static func checkInstructionSet() throws {
    do {
      _ = try InstructionSet.fromEnvironment()
    } catch {
      throw ValidationError("\(error)")
    }
  }
}
