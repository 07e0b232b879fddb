import Accounts
import Testing
import Traceability
import Wording

@testable import Dashboard

/// Errors describe themselves in English; the catalogue says the same in every language.
@Suite struct ServingPhrasesTests {
  private static let accounts: [AccountError] = [
    AccountError.Cause.missing, .unusable(reason: "r"), .notAPath, .notAFile, .open(mode: 0o640),
    .notAnAccountsFile, .newerVersion(2), .nameTaken("n"), .noSuchAccount("n"),
    .name("n", .empty), .name("n", .tooLong(limit: 9)), .name("n", .characters),
    .password(.tooShort(least: 9)), .password(.tooLong(limit: 9)), .password(.lineEnd),
    .password(.isName), .password(.tooUniform(least: 4)), .database("m"),
  ].map { AccountError(path: "p", cause: $0) }

  private static let serving: [DashboardError] = [
    .openWithoutAccounts(.standard), .nobodyMayLogIn(accounts: "p"),
    .cannotAudit(RecordStoreError(path: "p", cause: .readOnly)),
    .cannotListen(.standard, reason: "r"),
  ]

  @Test(arguments: accounts.indices) func errorsOfAccountsAreSaidAlike(index: Int) {
    let error = Self.accounts[index]
    #expect(Words(.english).phrase(error) == "\(error)")
    #expect(Words(.english).says(serving: error) == "\(error)")
    #expect(Words(.simplifiedChinese).says(serving: error).hasPrefix("账号文件 p："))
  }

  @Test(arguments: serving.indices) func errorsOfTheDashboardAreSaidAlike(index: Int) {
    let error = Self.serving[index]
    #expect(Words(.english).phrase(error) == "\(error)")
    #expect(Words(.english).says(serving: error) == "\(error)")
    #expect(Words(.simplifiedChinese).says(serving: error) != "\(error)")
  }

  @Test func errorsOfTheStationAreSaidToo() {
    let error = RecordStoreError(path: "p", cause: .locked)
    #expect(Words(.english).says(serving: error) == "\(error)")
    #expect(Words(.simplifiedChinese).says(serving: error).hasPrefix("记录文件 p："))
  }
}
