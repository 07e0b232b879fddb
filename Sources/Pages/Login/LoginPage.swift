import Wording

/// What the page for signing in shows.
struct LoginContent: Sendable {
  let problem: String?
  let name: String?
}

extension PageSet {
  /// The page for signing in; the parameter `problem` is `wrong`, `throttled`, `expired` or another.
  func loginPage(_ request: PageRequest) -> String {
    let words = Words(request.language)
    let problem: Phrase? =
      switch request.value("problem") {
      case nil: nil
      case "wrong": .loginProblemWrong
      case "throttled": .loginProblemThrottled
      case "expired": .loginProblemExpired
      default: .loginProblemOther
      }
    var frameRequest = request
    frameRequest.viewer = nil
    return PageTemplates.shared.render(
      PageFrame(
        frameRequest, settings, title: words[.loginTitle], style: "login",
        content: LoginContent(problem: problem.map { words[$0] }, name: request.value("name"))),
      "login")
  }
}
