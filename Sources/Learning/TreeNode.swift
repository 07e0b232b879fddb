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
///
/// A leaf is its own child on either side. A walk that goes on too long thus stays where it is, and
/// several walks can take their steps together.
struct TreeNode: Sendable, Equatable {
  private static let splitMark: UInt16 = 0x8000
  private static let missingMark: UInt16 = 0x8000

  /// The threshold of a split, or the value of a leaf.
  let number: Float
  /// The feature split by, and above it 1 for a split.
  private let mark: UInt16
  /// How much further the right child is, and above it 1 where missing values go left.
  private var way: UInt16

  /// A leaf that adds `value` to the score.
  init(leaf value: Float) {
    number = value
    mark = 0
    way = 0
  }

  /// A split whose right child is still to come: values of `feature` up to `threshold` go left.
  init(feature: Int, threshold: Float, missingGoesLeft: Bool) {
    number = threshold
    mark = UInt16(feature) | Self.splitMark
    way = missingGoesLeft ? Self.missingMark : 0
  }

  /// Whether it has no children.
  @inline(__always) var isLeaf: Bool { mark == 0 }
  /// The feature split by; 0 for a leaf.
  @inline(__always) var feature: Int { Int(mark & ~Self.splitMark) }
  /// Whether rows without the feature go left.
  @inline(__always) var missingGoesLeft: Bool { way & Self.missingMark != 0 }
  /// How many nodes further the left child is: 1, for a leaf 0.
  @inline(__always) var leftOffset: Int { Int(mark >> 15) }
  /// How many nodes further the right child is; 0 for a leaf.
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
