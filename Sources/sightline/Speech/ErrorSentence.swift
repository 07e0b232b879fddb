import Accounts
import Dashboard
import Evaluation
import Wording

extension Words {
  /// What `error` says for a person, whichever part of the program it is of.
  func sentence(of error: any Error) -> String {
    switch error {
    case is AccountError, is DashboardError: says(serving: error)
    default: describes(error)
    }
  }
}
