import Accounts
import ArgumentParser
import Dashboard
import Foundation
import Station
import Wording

/// `sightline accounts …`: who may use the dashboard.
struct AccountsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts",
    abstract: .told(.helpAccountsAbstract),
    discussion: .told(.helpAccountsDiscussion),
    subcommands: [
      Add.self, List.self, ChangeRole.self, ChangePassword.self, Disable.self, Enable.self,
      Token.self,
    ])

  /// The accounts file, for every subcommand.
  struct Source: ParsableArguments {
    @Option(help: .told(.helpAccountsFile, valueName: "file"))
    var accounts: String

    @OptionGroup var speech: LanguageOptions

    /// Calls `body` with the accounts; what goes wrong ends the command with exit code 2.
    func use(mayBeNew: Bool = false, _ body: (AccountStore) throws -> Void) throws {
      do {
        try body(AccountStore(path: accounts, mayBeNew: mayBeNew))
      } catch let error as AccountError {
        Console.error(speech.words.text(.sayError, ["text": speech.words.sentence(of: error)]))
        throw ExitCode(RunStatus.nothingInspected.rawValue)
      }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: .told(.helpAccountsAdd))

    @OptionGroup var source: Source
    @Argument(help: .told(.helpAccountsName)) var name: String
    @Option(help: .told(.helpAccountsRoles)) var role: Role

    func run() throws {
      try source.use(mayBeNew: true) { accounts in
        try accounts.add(name: name, role: role, password: try PasswordPrompt.new(for: name))
        Console.line(
          source.speech.words.text(
            .sentencePair, ["label": oneLine(name), "value": role.rawValue]))
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: .told(.helpAccountsList))

    @OptionGroup var source: Source

    func run() throws {
      try source.use { accounts in
        for account in try accounts.accounts() {
          let disabled = account.isDisabled ? "  " + source.speech.words[.sayDisabled] : ""
          Console.line("\(account.name)  \(account.role.rawValue)\(disabled)")
        }
      }
    }
  }

  struct ChangeRole: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "role", abstract: .told(.helpAccountsChangeRole))

    @OptionGroup var source: Source
    @Argument(help: .told(.helpAccount)) var name: String
    @Argument(help: .told(.helpAccountsRoles)) var role: Role

    func run() throws {
      try source.use { accounts in
        try accounts.setRole(role, of: name)
        Console.line(
          source.speech.words.text(
            .sentencePair, ["label": oneLine(name), "value": role.rawValue]))
      }
    }
  }

  struct ChangePassword: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "password",
      abstract: .told(.helpAccountsPassword))

    @OptionGroup var source: Source
    @Argument(help: .told(.helpAccount)) var name: String

    func run() throws {
      try source.use { accounts in
        try accounts.setPassword(try PasswordPrompt.new(for: name), of: name)
        Console.line(source.speech.words.text(.sayPasswordChanged, ["name": oneLine(name)]))
      }
    }
  }

  struct Disable: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: .told(.helpAccountsDisable))

    @OptionGroup var source: Source
    @Argument(help: .told(.helpAccount)) var name: String

    func run() throws {
      try source.use { accounts in
        try accounts.setDisabled(true, of: name)
        Console.line(source.speech.words.text(.sayAccountDisabled, ["name": oneLine(name)]))
      }
    }
  }

  struct Enable: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: .told(.helpAccountsEnable))

    @OptionGroup var source: Source
    @Argument(help: .told(.helpAccount)) var name: String

    func run() throws {
      try source.use { accounts in
        try accounts.setDisabled(false, of: name)
        Console.line(source.speech.words.text(.sayAccountEnabled, ["name": oneLine(name)]))
      }
    }
  }

  struct Token: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: .told(.helpAccountsToken),
      discussion: .told(.helpAccountsTokenDiscussion))

    @OptionGroup var source: Source
    @Argument(help: .told(.helpAccount)) var name: String
    @Option(help: .told(.helpAccountsLifetime, valueName: "time"))
    var lifetime = TimeSpan(.seconds(90 * 86400), "90d")

    func run() throws {
      try source.use { accounts in
        Console.line(try accounts.issueToken(for: name, lifetime: lifetime.seconds).text)
      }
    }
  }
}

extension Role: ExpressibleByArgument {}
