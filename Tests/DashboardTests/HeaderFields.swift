import HTTPTypes

extension [(String, String)] {
  /// Header fields of these names and values.
  var fields: HTTPFields {
    var fields = HTTPFields()
    for (name, value) in self {
      guard let name = HTTPField.Name(name) else { preconditionFailure("\(name)") }
      fields.append(HTTPField(name: name, value: value))
    }
    return fields
  }
}
