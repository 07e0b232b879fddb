/// A node of a tree as it grows: a leaf, until it gets children.
struct GrownNode {
  /// What the leaf adds to the score, or would, were it one.
  var value: Float
  /// The weight of the rows that reach it.
  var cover: Float
  /// The feature split by; -1 for a leaf.
  var feature = -1
  var threshold: Float = 0
  var missingGoesLeft = false
  var left = 0
  var right = 0
}

/// A node of a tree in 8 bytes. The nodes of a tree lie in preorder: the left child follows its
/// parent, so that only the way to the right child is stored.
struct TreeNode: Sendable, Equatable {
  private static let leafMark = UInt16.max
  private static let missingMark: UInt16 = 0x8000

  /// The threshold of a split, or the value of a leaf.
  let number: Float
  private let mark: UInt16
  private var way: UInt16

  /// A leaf that adds `value` to the score.
  init(leaf value: Float) {
    number = value
    mark = Self.leafMark
    way = 0
  }

  /// A split whose right child is still to come: values of `feature` up to `threshold` go left.
  init(feature: Int, threshold: Float, missingGoesLeft: Bool) {
    number = threshold
    mark = UInt16(feature)
    way = missingGoesLeft ? Self.missingMark : 0
  }

  /// Whether it has no children.
  @inline(__always) var isLeaf: Bool { mark == Self.leafMark }
  /// The feature split by.
  @inline(__always) var feature: Int { Int(mark) }
  /// Whether rows without the feature go left.
  @inline(__always) var missingGoesLeft: Bool { way & Self.missingMark != 0 }
  /// How many nodes further the right child is.
  @inline(__always) var rightOffset: Int {
    get { Int(way & ~Self.missingMark) }
    set { way = way & Self.missingMark | UInt16(newValue) }
  }
}

extension [TreeNode] {
  /// Appends a grown tree in preorder, and the covers of its leaves to `leafCovers`.
  mutating func append(grown: [GrownNode], leafCovers: inout [Float]) {
    var open = [(node: 0, rightOf: -1)]
    while let (index, parent) = open.popLast() {
      let node = grown[index]
      if parent >= 0 { self[parent].rightOffset = count - parent }
      if node.feature < 0 {
        append(TreeNode(leaf: node.value))
        leafCovers.append(node.cover)
      } else {
        open.append((node.right, count))
        open.append((node.left, -1))
        append(
          TreeNode(
            feature: node.feature, threshold: node.threshold,
            missingGoesLeft: node.missingGoesLeft))
      }
    }
  }
}
