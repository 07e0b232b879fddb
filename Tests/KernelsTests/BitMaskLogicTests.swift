import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct BitMaskLogicTests {
  /// An operator in its two forms, and what it must give.
  struct Operator: Sendable {
    var name: String
    var assign: @Sendable (inout BitMask, BitMask, BitMask) -> Void
    var form: (@Sendable (inout BitMask, BitMask) -> Void)?
    var reference: @Sendable (PixelGrid, PixelGrid) -> PixelGrid
  }

  static let operators = [
    Operator(
      name: "and", assign: { $0.assignAnd($1, $2) }, form: { $0.formAnd($1) },
      reference: { $0.and($1) }),
    Operator(
      name: "and not", assign: { $0.assignAndNot($1, $2) }, form: { $0.formAndNot($1) },
      reference: { $0.andNot($1) }),
    Operator(
      name: "or", assign: { $0.assignOr($1, $2) }, form: { $0.formOr($1) },
      reference: { $0.or($1) }),
    Operator(
      name: "xor", assign: { $0.assignXor($1, $2) }, form: nil, reference: { $0.xor($1) }),
    Operator(
      name: "not",
      assign: {
        $0.assignNot($1); _ = $2
      }, form: nil,
      reference: { a, _ in a.inverted }),
  ]

  @Test func agreeWithReference() {
    var random = TestRandom(2)
    var out = BitMask()
    for size in MaskSizes.all {
      let a = random.grid(width: size.width, height: size.height)
      let b = random.grid(width: size.width, height: size.height)
      for op in Self.operators {
        let expected = op.reference(a, b)
        out.soil()
        op.assign(&out, random.mask(a), random.mask(b))
        if let difference = out.difference(from: expected) {
          Issue.record("\(op.name): \(difference)")
          return
        }
        guard let form = op.form else { continue }
        var mask = random.mask(a)
        form(&mask, random.mask(b))
        if let difference = mask.difference(from: expected) {
          Issue.record("\(op.name) in place: \(difference)")
          return
        }
      }
    }
  }

  @Test func resultMayBeAnOperand() {
    let (a, b) = (PixelGrid("##..\n#.#."), PixelGrid("#.#.\n.##."))
    for op in Self.operators {
      var mask = a.mask
      op.assign(&mask, mask, b.mask)
      #expect(mask.difference(from: op.reference(a, b)) == nil, "\(op.name), first operand")
      mask = b.mask
      op.assign(&mask, a.mask, mask)
      #expect(mask.difference(from: op.reference(a, b)) == nil, "\(op.name), second operand")
      mask = a.mask
      op.form?(&mask, mask)
      let expected = op.form == nil ? a : op.reference(a, a)
      #expect(mask.difference(from: expected) == nil, "\(op.name) with itself")
    }
  }

  @Test func copiesKeepTheirPixels() {
    let (a, b) = (PixelGrid("##..\n#.#."), PixelGrid("#.#.\n.##."))
    for op in Self.operators {
      var mask = a.mask
      let copy = mask
      op.assign(&mask, b.mask, b.mask)
      op.form?(&mask, b.mask)
      #expect(copy.difference(from: a) == nil, "\(op.name)")
    }
  }

  @Test func emptyMasksAreAllowed() {
    for (width, height) in [(0, 0), (0, 3), (3, 0)] {
      let empty = BitMask(width: width, height: height)
      for op in Self.operators {
        var out = PixelGrid(width: 70, height: 2).mask
        op.assign(&out, empty, empty)
        #expect(out.difference(from: PixelGrid(width: width, height: height)) == nil)
      }
    }
  }
}
