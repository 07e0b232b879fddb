import ArgumentParser
import Kernels
import Station
import Wording

/// The command line: the only place where the parts are put together.
@main
struct Sightline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sightline",
    abstract: .told(.helpSightlineAbstract),
    version: SoftwareVersion.text,
    subcommands: [
      TeachCommand.self, LearnCommand.self, InspectCommand.self, WatchCommand.self,
      DoctorCommand.self, ExplainCommand.self,
      EvaluateCommand.self, TrainCommand.self, RecipeCommand.self, ProbeCommand.self,
      SynthesizeCommand.self, SurfacesCommand.self,
      TuneCommand.self, RepeatabilityCommand.self, TraceCommand.self, ReportCommand.self,
      RelabelCommand.self, ServeCommand.self, AccountsCommand.self,
    ])

  /// Runs the command that the arguments name.
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
      end(with: error)
    }
  }

  /// The kernels stop the program where the environment asks for what they cannot do; here the
  /// user gets to know what can be asked for.
  private static func checkInstructionSet() throws {
    do {
      _ = try InstructionSet.fromEnvironment()
    } catch {
      let (key, name, available): (Phrase, String, [InstructionSet]) =
        switch error {
        case .unknown(let name, let available):
          (.usageInstructionSetUnknown, String(reflecting: name), available)
        case .unavailable(let set, let available):
          (.usageInstructionSetMissing, set.rawValue, available)
        }
      let words = Words(.ofThisRun)
      throw ValidationError(
        words.text(
          key,
          [
            "variable": InstructionSet.variable, "name": name,
            "all": words.list(InstructionSet.allCases.map(\.rawValue)),
            "available": words.list(available.map(\.rawValue)),
          ]))
    }
  }
}
