import Accounts
import Dashboard
import Evaluation
import Foundation
import Wording

extension Words {
  /// What `error` says for a person, whichever part of the program it is of.
  func sentence(of error: any Error) -> String {
    switch error {
    case is AccountError, is DashboardError: systemWords(in: says(serving: error))
    default: systemWords(in: describes(error))
    }
  }

  /// `sentence` with the words of the system within it, which are English, in this language.
  func systemWords(in sentence: String) -> String {
    guard language != .english else { return sentence }
    let known: [(Int32, Phrase)] = [
      (ENOENT, .systemNoFile), (EACCES, .systemDenied), (EPERM, .systemNotPermitted),
      (ENOSPC, .systemFull), (EDQUOT, .systemQuota), (EROFS, .systemReadOnly),
      (EIO, .systemInputOutput), (ENOTDIR, .systemNotAFolder), (EISDIR, .systemIsAFolder),
      (EEXIST, .systemExists), (ENOTEMPTY, .systemNotEmpty), (EMFILE, .systemTooManyFiles),
      (ENAMETOOLONG, .systemNameTooLong), (ELOOP, .systemLinks),
      (EADDRINUSE, .systemAddressInUse), (EADDRNOTAVAIL, .systemNoAddress),
    ]
    return known.reduce(sentence) { text, entry in
      text.replacing(String(cString: strerror(entry.0)), with: self[entry.1])
    }
  }
}
