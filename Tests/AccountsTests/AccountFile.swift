import Accounts
import Foundation

/// A folder for one test, and cheap passwords.
struct AccountFile: ~Copyable {
  static let cheap = PasswordCost(rounds: 16, blockSize: 1, parallelism: 1)

  let folder: String
  var path: String { folder + "/accounts" }

  init() throws {
    folder = NSTemporaryDirectory() + "accounts-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func store(cost: PasswordCost = AccountFile.cheap) throws -> AccountStore {
    try AccountStore(path: path, mayBeNew: true, cost: cost)
  }
}
