import Accounts
import ArgumentParser
import Foundation
import Station

/// `sightline accounts …`: who may use the dashboard.
struct AccountsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts",
    abstract: "Manage who may use the dashboard.",
    discussion: """
      Accounts are kept in a file of their own that only its owner may read; give it to serve and \
      watch with --accounts. Roles: viewer (look), operator (and review parts), engineer (and export, \
      change recipes), auditor (look, export, read the audit), admin (everything). Passwords are asked \
      for at the terminal, or read as one line from standard input. A change counts at once.

      Exit code 0 when it is done; 2 for wrong usage or where it cannot be.
      """,
    subcommands: [
      Add.self, List.self, ChangeRole.self, ChangePassword.self, Disable.self, Enable.self,
      Token.self,
    ])

  /// The accounts file, for every subcommand.
  struct Source: ParsableArguments {
    @Option(help: ArgumentHelp("The accounts file.", valueName: "file"))
    var accounts: String

    /// Calls `body` with the accounts; what goes wrong ends the command with exit code 2.
    func use(mayBeNew: Bool = false, _ body: (AccountStore) throws -> Void) throws {
      do {
        try body(AccountStore(path: accounts, mayBeNew: mayBeNew))
      } catch let error as AccountError {
        Console.error("Error: \(error)")
        throw ExitCode(RunStatus.nothingInspected.rawValue)
      }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add an account; makes the file where there is none.")

    @OptionGroup var source: Source
    @Argument(help: "The name to log in with; it stands in the audit.") var name: String
    @Option(help: "viewer, operator, engineer, auditor or admin.") var role: Role

    func run() throws {
      try source.use(mayBeNew: true) { accounts in
        try accounts.add(name: name, role: role, password: try PasswordPrompt.new(for: name))
        Console.line("\(oneLine(name)): \(role.rawValue)")
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the accounts.")

    @OptionGroup var source: Source

    func run() throws {
      try source.use { accounts in
        for account in try accounts.accounts() {
          Console.line(
            "\(account.name)  \(account.role.rawValue)\(account.isDisabled ? "  disabled" : "")")
        }
      }
    }
  }

  struct ChangeRole: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "role", abstract: "Give an account another role.")

    @OptionGroup var source: Source
    @Argument(help: "The account.") var name: String
    @Argument(help: "viewer, operator, engineer, auditor or admin.") var role: Role

    func run() throws {
      try source.use { accounts in
        try accounts.setRole(role, of: name)
        Console.line("\(oneLine(name)): \(role.rawValue)")
      }
    }
  }

  struct ChangePassword: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "password",
      abstract: "Give an account another password; ends its sessions and tokens.")

    @OptionGroup var source: Source
    @Argument(help: "The account.") var name: String

    func run() throws {
      try source.use { accounts in
        try accounts.setPassword(try PasswordPrompt.new(for: name), of: name)
        Console.line("\(oneLine(name)): password changed")
      }
    }
  }

  struct Disable: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Disable an account; ends its sessions and tokens.")

    @OptionGroup var source: Source
    @Argument(help: "The account.") var name: String

    func run() throws {
      try source.use { accounts in
        try accounts.setDisabled(true, of: name)
        Console.line("\(oneLine(name)): disabled")
      }
    }
  }

  struct Enable: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Enable a disabled account.")

    @OptionGroup var source: Source
    @Argument(help: "The account.") var name: String

    func run() throws {
      try source.use { accounts in
        try accounts.setDisabled(false, of: name)
        Console.line("\(oneLine(name)): enabled")
      }
    }
  }

  struct Token: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a token with which a program, such as Prometheus, may read as an account.",
      discussion: """
        It is printed once and not kept. The program sends it as `Authorization: Bearer TOKEN`. \
        Another password or disabling the account ends it.
        """)

    @OptionGroup var source: Source
    @Argument(help: "The account.") var name: String
    @Option(help: ArgumentHelp("How long it may be used.", valueName: "time"))
    var lifetime = TimeSpan(.seconds(90 * 86400), "90d")

    func run() throws {
      try source.use { accounts in
        Console.line(try accounts.issueToken(for: name, lifetime: lifetime.seconds).text)
      }
    }
  }
}

extension Role: ExpressibleByArgument {}
