import Foundation

/// Where a list goes on: after the entry with this number, in the direction of the list. Programs are
/// not to look into it.
struct Cursor {
  var number: Int64

  init(_ number: Int64) { self.number = number }

  /// What ``text`` wrote.
  ///
  /// Throws a refusal where it is nothing of the kind.
  init?(_ text: String?) throws(Refusal) {
    guard let text else { return nil }
    let standard = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    let padded = standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: padded),
      let plain = String(validating: data, as: UTF8.self), plain.hasPrefix("after:"),
      let number = Int64(plain.dropFirst("after:".count)), number >= 0
    else { throw Refusal(.badRequest, "cursor: take it from `next` of the page before") }
    self.number = number
  }

  var text: String {
    String(
      Data("after:\(number)".utf8).base64EncodedString().filter { $0 != "=" }
        .map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
  }
}
