extension Recipe {
  /// What `sightline recipe check` prints: name, version, hash, models, and all effective values
  /// with what is allowed; those that overrides changed are marked with `*` and what the file says.
  public func summary() -> String {
    let prepared = prepared()
    var lines = [
      "recipe   \(name)",
      "version  \(version)",
      "sha256   \(prepared.sha256)",
    ]
    if let path { lines.append("file     \(path)") }
    for model in models { lines.append("model    \(model.file)  sha256 \(model.sha256)") }
    for region in values.regions {
      lines.append("region   " + region.yaml.map { $0.dropFirst(4) }.joined(separator: "  "))
    }
    let changed = Set(prepared.changedParameters)
    var rows = [["", "parameter", "value", "unit", "default", "allowed", ""]]
    for parameter in Parameter.all where isShown(parameter) {
      let isChanged = changed.contains(parameter.key)
      rows.append([
        isChanged ? "*" : "",
        parameter.key,
        parameter.text(in: values) ?? "not set",
        parameter.unit.name,
        parameter.defaultText ?? "not set",
        parameter.allowed,
        isChanged ? "recipe file: \(parameter.text(in: fileValues) ?? "not set")" : "",
      ])
    }
    lines += [""] + Self.aligned(rows)
    if !changed.isEmpty { lines += ["", "* changed by --set"] }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `rows` with columns of equal width, two blanks apart.
  private static func aligned(_ rows: [[String]]) -> [String] {
    let columns = rows.first?.count ?? 0
    let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let line = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }.joined(separator: "  ")
      return String(line[...(line.lastIndex { $0 != " " } ?? line.startIndex)])
    }
  }
}
