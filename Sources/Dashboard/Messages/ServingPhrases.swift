import Accounts
import Station
import Wording

/// What is said where the dashboard cannot be served or accounts cannot be used.
extension Words {
  /// What `error` says for a person: of the dashboard and its accounts too, which the station does not
  /// know.
  public func says(serving error: any Error) -> String {
    switch error {
    case let error as AccountError: says(error)
    case let error as DashboardError: says(error)
    default: says(error)
    }
  }

  /// What `error` says of an accounts file.
  public func says(_ error: AccountError) -> String {
    language == .english ? "\(error)" : phrase(error)
  }

  /// What `error` says of the dashboard.
  public func says(_ error: DashboardError) -> String {
    language == .english ? "\(error)" : phrase(error)
  }

  func phrase(_ error: DashboardError) -> String {
    switch error {
    case .openWithoutAccounts(let address):
      text(.dashboardOpen, ["address": "\(address)"])
    case .nobodyMayLogIn(let accounts): text(.dashboardNobody, ["path": accounts])
    case .cannotAudit(let error): text(.dashboardNoAudit, ["reason": says(error)])
    case .cannotListen(let address, let reason):
      text(.dashboardNotListening, ["address": "\(address)", "reason": reason])
    }
  }

  func phrase(_ error: AccountError) -> String {
    text(.accountSubject, ["path": error.path, "problem": phrase(error.cause)])
  }

  private func phrase(_ cause: AccountError.Cause) -> String {
    switch cause {
    case .missing: self[.accountMissing]
    case .unusable(let reason): reason
    case .notAPath: self[.accountNoPath]
    case .notAFile: self[.accountNoFile]
    case .open(let mode): text(.accountOpen, ["mode": String(mode, radix: 8)])
    case .notAnAccountsFile: self[.accountForeign]
    case .newerVersion(let version): text(.accountNewer, ["version": "\(version)"])
    case .nameTaken(let name): text(.accountTaken, ["name": name])
    case .noSuchAccount(let name): text(.accountUnknown, ["name": name])
    case .name(let name, let problem):
      text(.accountName, ["name": name, "problem": phrase(problem)])
    case .password(let problem): text(.accountPassword, ["problem": phrase(problem)])
    case .database(let message): text(.accountDatabase, ["reason": message])
    }
  }

  private func phrase(_ problem: AccountError.NameProblem) -> String {
    switch problem {
    case .empty: self[.errorIsEmpty]
    case .tooLong(let limit): text(.accountTooLong, ["limit": "\(limit)"])
    case .characters: self[.accountCharacters]
    }
  }

  private func phrase(_ problem: AccountError.PasswordProblem) -> String {
    switch problem {
    case .tooShort(let least): text(.accountTooShort, ["least": "\(least)"])
    case .tooLong(let limit): text(.accountTooLong, ["limit": "\(limit)"])
    case .lineEnd: self[.accountLineEnd]
    case .isName: self[.accountIsName]
    case .tooUniform(let least): text(.accountTooUniform, ["least": "\(least)"])
    }
  }
}
