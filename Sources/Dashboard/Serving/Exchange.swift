import HTTPTypes

/// A request as handlers see it: checked, its visitor known and allowed to ask.
struct Exchange: Sendable {
  /// The path without its query; no percent signs, no dots for folders.
  var path: String
  var headers: HTTPFields
  /// Of the address.
  var query: FormFields
  /// Of the body of a POST.
  var form: FormFields
  /// The number of the record in the path.
  var record: Int64?
  /// The plain name in the path.
  var name: String?
  /// From where it comes, an IP address.
  var address: String
  var cookies: [String: String]
  var visitor: Visitor

  /// The number of the record, which the route has.
  func requireRecord() -> Int64 {
    guard let record else { preconditionFailure("\(path) has no record") }
    return record
  }
}
