import Foundation

// The text form of boosted trees: JSON with one tree a line, so that a difference between two
// models shows as the trees that differ.
//
//   {
//   "format":"sightline-boosted-trees",
//   "version":2,
//   "features":[names, in the order in which they are passed],
//   "base":[the base score of each class],
//   "trees":[
//   {"cover":"…","feature":"…","missingLeft":"…","threshold":"…","value":"…"},
//   …
//   ]
//   }
//
// Tree i is of round i / classes and class i % classes. "feature" lists its nodes in preorder, a
// split as the index of its feature and a leaf as -1; there is nothing else that could point
// anywhere. "threshold" and "missingLeft" (1: NaN goes left) have an entry for each split, "value"
// and "cover" (the weight of the training rows that ended there) one for each leaf, in that order.
// Numbers are the shortest that read back as the same Float, in strings with a space between them:
// as JSON arrays they took the decoder 40 ms of each start of the program.

private struct TreeText: Codable {
  var cover: [Float] = []
  var feature: [Int] = []
  var missingLeft: [Int] = []
  var threshold: [Float] = []
  var value: [Float] = []

  private enum Key: String, CodingKey { case cover, feature, missingLeft, threshold, value }

  init() {}

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    func numbers<Number>(_ key: Key, _ number: (Substring) -> Number?) throws -> [Number] {
      let text = try fields.decode(String.self, forKey: key)
      guard !text.isEmpty else { return [] }
      let parts = text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      return try parts.map { part in
        guard let number = number(Substring(part)) else {
          throw DecodingError.dataCorruptedError(
            forKey: key, in: fields, debugDescription: "'\(Substring(part))' is no such number")
        }
        return number
      }
    }
    cover = try numbers(.cover) { Float($0) }
    feature = try numbers(.feature) { Int($0) }
    missingLeft = try numbers(.missingLeft) { Int($0) }
    threshold = try numbers(.threshold) { Float($0) }
    value = try numbers(.value) { Float($0) }
  }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    func put(_ numbers: [some CustomStringConvertible], _ key: Key) throws {
      let parts = numbers.map { number in
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
      }
      try fields.encode(parts.joined(separator: " "), forKey: key)
    }
    try put(cover, .cover)
    try put(feature, .feature)
    try put(missingLeft, .missingLeft)
    try put(threshold, .threshold)
    try put(value, .value)
  }
}

private struct ModelText: Decodable {
  var features: [String]
  var base: [Float]
  var trees: [TreeText]

  private enum Key: String, CodingKey { case format, version, features, base, trees }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    // First whether it is ours at all; then nothing else has to explain what another file is.
    let format = try fields.decode(String.self, forKey: .format)
    guard format == BoostedTrees.fileFormat else { throw ModelFileError.wrongFormat(format) }
    let version = try fields.decode(Int.self, forKey: .version)
    guard version == BoostedTrees.fileVersion else {
      throw ModelFileError.unsupportedVersion(version)
    }
    features = try fields.decode([String].self, forKey: .features)
    base = try fields.decode([Float].self, forKey: .base)
    trees = try fields.decode([TreeText].self, forKey: .trees)
  }
}

extension BoostedTrees {
  /// What a model file calls its format.
  static let fileFormat = "sightline-boosted-trees"
  /// The version of the format.
  static let fileVersion = 2
  /// Bytes that a model file may have.
  public static let maximumFileBytes = 64 << 20
  /// The largest magnitude of a leaf's value, a cover or a base score: sums over all trees stay
  /// finite.
  private static let largestNumber: Float = 1e30

  /// The model as the text of a model file. The same model gives the same bytes.
  public func modelFile() -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func text(_ value: some Encodable) -> String {
      // Strings and finite numbers always encode.
      guard let data = try? encoder.encode(value) else {
        preconditionFailure("a model of numbers that are not finite")
      }
      return String(decoding: data, as: UTF8.self)
    }
    let trees = (0..<treeCount).map { text(treeText($0)) }
    let lines = [
      "{", #""format":"\#(Self.fileFormat)","#, #""version":\#(Self.fileVersion),"#,
      #""features":\#(text(featureNames)),"#, #""base":\#(text(baseScores)),"#, #""trees":["#,
      trees.joined(separator: ",\n"), "]", "}", "",
    ]
    return Data(lines.joined(separator: "\n").utf8)
  }

  /// Whether `data` is a model file of ours, of any version, at least at first sight.
  public static func isModelFile(_ data: Data) -> Bool {
    struct Head: Decodable { var format: String }
    return (try? JSONDecoder().decode(Head.self, from: data))?.format == fileFormat
  }

  private func treeText(_ tree: Int) -> TreeText {
    var text = TreeText()
    for i in Int(starts[tree])..<Int(starts[tree + 1]) {
      let node = nodes[i]
      if node.isLeaf {
        text.feature.append(-1)
        text.value.append(node.number)
        text.cover.append(covers[i])
      } else {
        text.feature.append(node.feature)
        text.threshold.append(node.number)
        text.missingLeft.append(node.missingGoesLeft ? 1 : 0)
      }
    }
    return text
  }

  /// The model in the text of a model file, for a program that computes `features`, in that order.
  ///
  /// Throws `ModelFileError` for whatever is not exactly a model of these features. A model that
  /// is returned can be evaluated on any row without trapping.
  public init(modelFile: Data, features: [String]) throws(ModelFileError) {
    guard modelFile.count <= Self.maximumFileBytes else {
      throw .tooLarge(bytes: modelFile.count, limit: Self.maximumFileBytes)
    }
    let text = try Self.decode(modelFile)
    try Self.check(text.features, computed: features)
    guard (2...Self.maximumClassCount).contains(text.base.count) else {
      throw .badCount(of: "classes", text.base.count)
    }
    for (k, value) in text.base.enumerated() where !(value.magnitude <= Self.largestNumber) {
      throw .badBaseScore(class: k, value)
    }
    guard
      text.trees.count.isMultiple(of: text.base.count), text.trees.count <= Self.maximumTreeCount
    else { throw .badTreeCount(trees: text.trees.count, classes: text.base.count) }
    var nodes: [TreeNode] = []
    var leafCovers: [Float] = []
    var starts: [Int32] = [0]
    for (i, tree) in text.trees.enumerated() {
      if let problem = Self.problem(of: tree, features: features.count) {
        throw .badTree(i, problem)
      }
      Self.append(tree, to: &nodes)
      leafCovers += tree.cover
      starts.append(Int32(nodes.count))
    }
    self.init(
      featureNames: text.features, baseScores: text.base, nodes: nodes, leafCovers: leafCovers,
      starts: starts)
  }

  private static func decode(_ data: Data) throws(ModelFileError) -> ModelText {
    do {
      return try JSONDecoder().decode(ModelText.self, from: data)
    } catch let error as ModelFileError {
      throw error
    } catch DecodingError.keyNotFound(let key, let context) {
      throw .badField(path(context.codingPath), cause: "'\(key.stringValue)' is missing")
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context)
    {
      throw .badField(path(context.codingPath), cause: context.debugDescription)
    } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
      throw .badField(path(context.codingPath), cause: context.debugDescription)
    } catch DecodingError.dataCorrupted(let context) {
      throw .unparsable(context.debugDescription)
    } catch {
      throw .unparsable("\(error)")
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    let path = keys.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }
    return path.isEmpty ? "at the top" : "at \(path.joined().drop { $0 == "." })"
  }

  private static func check(_ names: [String], computed: [String]) throws(ModelFileError) {
    guard (1...maximumFeatureCount).contains(names.count) else {
      throw .badCount(of: "features", names.count)
    }
    var seen: Set<String> = []
    for name in names where name.isEmpty || !seen.insert(name).inserted {
      throw .badFeatureName(name)
    }
    for i in 0..<max(names.count, computed.count) {
      let inFile = i < names.count ? names[i] : nil
      let wanted = i < computed.count ? computed[i] : nil
      guard inFile == wanted else {
        throw .featuresDiffer(position: i, inFile: inFile, computed: wanted)
      }
    }
  }

  private static func problem(
    of tree: TreeText, features: Int
  ) -> ModelFileError.TreeProblem? {
    // The nodes that are still owed: a split pays one and owes two.
    var owed = 1
    for feature in tree.feature {
      guard owed > 0 else { return .continues }
      guard (-1..<features).contains(feature) else { return .feature(feature) }
      owed += feature < 0 ? -1 : 1
    }
    guard owed == 0 else { return .ends }
    let leaves = tree.feature.count / 2 + 1
    guard leaves <= maximumLeafCount else { return .leaves(leaves) }
    let counts = [
      ("cover", tree.cover.count, leaves), ("missingLeft", tree.missingLeft.count, leaves - 1),
      ("threshold", tree.threshold.count, leaves - 1), ("value", tree.value.count, leaves),
    ]
    for (list, found, expected) in counts where found != expected {
      return .count(list: list, found: found, expected: expected)
    }
    if let direction = tree.missingLeft.first(where: { $0 != 0 && $0 != 1 }) {
      return .direction(direction)
    }
    return problem("cover", tree.cover) { $0 > 0 && $0 <= largestNumber }
      ?? problem("threshold", tree.threshold) { $0.isFinite }
      ?? problem("value", tree.value) { $0.magnitude <= largestNumber }
  }

  private static func problem(
    _ list: String, _ values: [Float], _ isGood: (Float) -> Bool
  ) -> ModelFileError.TreeProblem? {
    values.firstIndex { !isGood($0) }.map { .number(list: list, index: $0, value: values[$0]) }
  }

  private static func append(_ tree: TreeText, to nodes: inout [TreeNode]) {
    var leaf = 0
    var split = 0
    // Splits whose right child is still to come, innermost last.
    var open: [Int] = []
    for feature in tree.feature {
      if feature >= 0 {
        open.append(nodes.count)
        nodes.append(
          TreeNode(
            feature: feature, threshold: tree.threshold[split],
            missingGoesLeft: tree.missingLeft[split] == 1))
        split += 1
      } else {
        nodes.append(TreeNode(leaf: tree.value[leaf]))
        leaf += 1
        // What the leaf completes is a left subtree; the right one begins here.
        if let parent = open.popLast() { nodes[parent].rightOffset = nodes.count - parent }
      }
    }
  }
}
