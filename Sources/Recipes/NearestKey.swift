/// Which of the known keys somebody meant.
enum NearestKey {
  /// The candidate with the least edit distance to `key`, upper and lower case alike, the first of
  /// several; `nil` where none is near (farther than a third of the key's length, at least 2).
  static func find(_ key: String, in candidates: [String]) -> String? {
    guard key.utf8.count <= 64 else { return nil }
    let wanted = Array(key.lowercased())
    let limit = max(2, wanted.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let distance = editDistance(wanted, Array(candidate.lowercased()))
      if distance <= limit, distance < min(best?.distance ?? .max, wanted.count) {
        best = (distance, candidate)
      }
    }
    return best?.candidate
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal
  /// string alignment distance), O(|a|·|b|).
  static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      for j in 0..<b.count {
        var distance = min(
          previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          distance = min(distance, beforePrevious[j - 1] + 1)
        }
        current.append(distance)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[b.count]
  }
}

extension Parameter {
  /// The key among `parameters` that somebody meant with `key`: a similar name in the same group,
  /// else the same name in another group, else a similar key.
  static func nearest(to key: String, in parameters: [Parameter]) -> String? {
    let name = String(key.split(separator: ".").last ?? "")
    let neighbours = parameters.filter { key.hasPrefix($0.group.rawValue + ".") }
    if let near = NearestKey.find(name, in: neighbours.map(\.name)) {
      return neighbours.first { $0.name == near }?.key
    }
    if let same = parameters.first(where: { $0.name.lowercased() == name.lowercased() }) {
      return same.key
    }
    if let near = NearestKey.find(key, in: parameters.map(\.key)) { return near }
    let near = NearestKey.find(name, in: parameters.map(\.name))
    return parameters.first { $0.name == near }?.key
  }
}
