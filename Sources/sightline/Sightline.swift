import ArgumentParser

/// The command line: the only place where the parts are put together.
@main
struct Sightline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sightline",
    abstract: "Machine-vision quality inspection.",
    subcommands: [RecipeCommand.self])
}
