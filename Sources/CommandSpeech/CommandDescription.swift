import Foundation

/// A command with its options and subcommands, as ArgumentParser describes it in JSON
/// (`--experimental-dump-help`, version 0 of its ToolInfo). The types for that are no product of
/// ArgumentParser; these have what help needs.
public struct CommandDescription: Decodable, Equatable, Sendable {
  /// Its own name, and that of the commands above it, outermost first.
  var commandName: String
  var superCommands: [String]?
  var aliases: [String]?
  var abstract: String?
  var discussion: String?
  var subcommands: [CommandDescription]?
  /// Hidden ones, too.
  var arguments: [Argument]?

  /// The root command that `json` describes.
  public init(json: String) throws {
    self = try JSONDecoder().decode(Tool.self, from: Data(json.utf8)).command
  }

  private struct Tool: Decodable { var command: CommandDescription }

  /// An option, a flag or a positional argument.
  struct Argument: Decodable, Equatable, Sendable {
    enum Kind: String, Decodable { case positional, option, flag }

    struct Name: Decodable, Equatable, Sendable {
      enum Kind: String, Decodable { case long, short, longWithSingleDash }

      var kind: Kind
      var name: String

      /// As it is written: `--name`, `-n`.
      var text: String { (kind == .long ? "--" : "-") + name }
    }

    var kind: Kind
    var sectionTitle: String?
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var allValues: [String]?
    /// What each value means, where the option's type says so.
    var allValueDescriptions: [String: String]?
    var abstract: String?
    var discussion: String?
  }

  /// The names of the commands above it and its own.
  var path: [String] { (superCommands ?? []) + [commandName] }

  /// It and all commands below it.
  var all: [CommandDescription] { [self] + (subcommands ?? []).flatMap(\.all) }
}

extension CommandDescription.Argument {
  /// How help may name it; which of these, ArgumentParser knows, but does not describe: a value may be
  /// left out where the option was declared so.
  var labels: [String] {
    let names = names ?? []
    let sorted = names.filter { $0.kind == .short } + names.filter { $0.kind != .short }
    let joined = sorted.map(\.text).joined(separator: ", ")
    let value = valueName ?? ""
    return switch kind {
    case .positional: ["<\(value)>"]
    case .flag: [joined]
    case .option: ["\(joined) <\(value)>", "\(joined) [<\(value)>]"]
    }
  }
}
