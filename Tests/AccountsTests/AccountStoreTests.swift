import Accounts
import Foundation
import Testing

struct AccountStoreTests {
  @Test func aNewFileIsForItsOwnerOnly() throws {
    let file = try AccountFile()
    _ = try file.store()
    var status = stat()
    #expect(stat(file.path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test func aFileThatOthersMayReadIsRefused() throws {
    let file = try AccountFile()
    _ = try file.store()
    chmod(file.path, 0o640)
    #expect(throws: AccountError(path: file.path, cause: .open(mode: 0o640))) {
      _ = try AccountStore(path: file.path)
    }
  }

  @Test func aMissingFileIsOnlyMadeWhereThatIsWanted() throws {
    let file = try AccountFile()
    #expect(throws: AccountError(path: file.path, cause: .missing)) {
      _ = try AccountStore(path: file.path)
    }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test func otherFilesAreRefusedAndLeftAsTheyAre() throws {
    let file = try AccountFile()
    let text = Data(String(repeating: "this is no database\n", count: 100).utf8)
    #expect(
      FileManager.default.createFile(
        atPath: file.path, contents: text, attributes: [.posixPermissions: 0o600]))
    #expect(throws: AccountError(path: file.path, cause: .notAnAccountsFile)) {
      _ = try AccountStore(path: file.path)
    }
    #expect(FileManager.default.contents(atPath: file.path) == text)
  }

  @Test func aLinkIsRefused() throws {
    let file = try AccountFile()
    _ = try file.store()
    let link = file.folder + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file.path)
    #expect(throws: AccountError.self) { _ = try AccountStore(path: link) }
  }

  @Test func accountsAreKept() throws {
    let file = try AccountFile()
    do {
      let store = try file.store()
      try store.add(name: "张伟", role: .operator, password: "一二三四五六七八九十")
      try store.add(name: "anna", role: .auditor, password: "correct horse")
      try store.setRole(.admin, of: "anna")
    }
    let accounts = try AccountStore(path: file.path, cost: AccountFile.cheap).accounts()
    #expect(accounts.map(\.name) == ["anna", "张伟"])
    #expect(accounts.map(\.role) == [.admin, .operator])
    #expect(accounts.allSatisfy { !$0.isDisabled })
  }

  @Test func aTakenNameIsRefused() throws {
    let file = try AccountFile()
    let store = try file.store()
    try store.add(name: "anna", role: .viewer, password: "correct horse")
    #expect(throws: AccountError(path: file.path, cause: .nameTaken("anna"))) {
      try store.add(name: "anna", role: .admin, password: "battery staple")
    }
    #expect(try store.verify(name: "anna", password: "battery staple") == nil)
  }

  @Test(arguments: [
    "", "a b", "a\nb", "a\u{0}b", "<b>", "a'b", "=1", String(repeating: "a", count: 65),
  ])
  func namesThatAreNoneAreRefused(_ name: String) throws {
    let file = try AccountFile()
    let store = try file.store()
    #expect(throws: AccountError.self) {
      try store.add(name: name, role: .viewer, password: "correct horse")
    }
    #expect(try store.accounts().isEmpty)
  }

  @Test(arguments: [
    "", "short", "aaaaaaaaaaaaa", "anna-maria-x", "with\nline end", "zero\u{0}byte....",
  ])
  func passwordsThatAreNoneAreRefused(_ password: String) throws {
    let file = try AccountFile()
    let store = try file.store()
    #expect(throws: AccountError.self) {
      try store.add(name: "Anna-Maria-X", role: .viewer, password: password)
    }
  }

  @Test func onlyThePasswordOpens() throws {
    let file = try AccountFile()
    let store = try file.store()
    try store.add(name: "anna", role: .viewer, password: "correct horse")
    #expect(try store.verify(name: "anna", password: "correct horse")?.name == "anna")
    for (name, password) in [
      ("anna", "correct horsf"), ("anna", ""), ("anna", "correct horse "), ("bob", "correct horse"),
      ("", ""), ("Anna", "correct horse"),
    ] {
      #expect(try store.verify(name: name, password: password) == nil)
    }
  }

  @Test func aDisabledAccountDoesNotOpen() throws {
    let file = try AccountFile()
    let store = try file.store()
    try store.add(name: "anna", role: .viewer, password: "correct horse")
    try store.setDisabled(true, of: "anna")
    #expect(try store.verify(name: "anna", password: "correct horse") == nil)
    try store.setDisabled(false, of: "anna")
    #expect(try store.verify(name: "anna", password: "correct horse") != nil)
  }

  @Test func changesOfNobodyAreRefused() throws {
    let file = try AccountFile()
    let store = try file.store()
    let nobody = AccountError(path: file.path, cause: .noSuchAccount("bob"))
    #expect(throws: nobody) { try store.setRole(.admin, of: "bob") }
    #expect(throws: nobody) { try store.setPassword("correct horse", of: "bob") }
    #expect(throws: nobody) { try store.setDisabled(true, of: "bob") }
    #expect(throws: nobody) { _ = try store.issueToken(for: "bob", lifetime: 1) }
  }

  @Test func thePasswordIsNowhereInTheFile() throws {
    let file = try AccountFile()
    let store = try file.store()
    try store.add(name: "anna", role: .viewer, password: "correct horse")
    let token = try store.beginSession(of: store.accounts()[0])
    let bytes = try #require(FileManager.default.contents(atPath: file.path))
    #expect(bytes.range(of: Data("correct horse".utf8)) == nil)
    #expect(bytes.range(of: Data(token.text.utf8)) == nil)
    #expect(bytes.range(of: Data("scrypt$16$1$1$".utf8)) != nil)
  }

  @Test func aPasswordOfAnotherCostIsKeptAnewAtLogin() throws {
    let file = try AccountFile()
    try file.store().add(name: "anna", role: .viewer, password: "correct horse")
    let dearer = PasswordCost(rounds: 32, blockSize: 1, parallelism: 2)
    let store = try file.store(cost: dearer)
    #expect(try store.verify(name: "anna", password: "correct horse") != nil)
    let bytes = try #require(FileManager.default.contents(atPath: file.path))
    #expect(bytes.range(of: Data("scrypt$32$1$2$".utf8)) != nil)
    #expect(try file.store().verify(name: "anna", password: "correct horse") != nil)
  }
}
