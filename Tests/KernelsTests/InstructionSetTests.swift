import Foundation
import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

/// The forms of every kernel that this processor can run agree with the baseline's, and none of them
/// touches memory that its documentation does not name.
@Suite struct InstructionSetTests {
  @Test func environmentChoosesTheInstructionSet() throws {
    let name = ProcessInfo.processInfo.environment["SIGHTLINE_ISA"] ?? ""
    let best = InstructionSet.allCases.last { $0.isAvailable }
    #expect(InstructionSet.current == (name.isEmpty ? best : InstructionSet(rawValue: name)))
    #expect(try InstructionSet.fromEnvironment() == InstructionSet.current)
    #expect(InstructionSet.available.first == .baseline)
    #expect(InstructionSet.available.last == best)
  }

  @Test func withoutAWishTheBestIsChosen() throws {
    for wish in [nil, ""] {
      #expect(try InstructionSet.chosen(by: wish, among: [.baseline, .avx2]) == .avx2)
      #expect(try InstructionSet.chosen(by: wish, among: [.baseline]) == .baseline)
    }
    for set in InstructionSet.allCases {
      #expect(
        try InstructionSet.chosen(by: set.rawValue, among: InstructionSet.allCases) == set)
    }
  }

  @Test func unknownInstructionSetIsRefused() {
    for name in ["avx", "AVX2", " avx2", "sse2\n"] {
      let available = [InstructionSet.baseline, .avx2]
      let error = #expect(throws: InstructionSetError.unknown(name, available: available)) {
        try InstructionSet.chosen(by: name, among: available)
      }
      let text = "\(String(describing: error))"
      #expect(text.contains("baseline, avx2, avx512, of which this processor has baseline, avx2."))
      #expect(!text.contains("\n"))
    }
  }

  @Test func instructionSetThatTheProcessorLacksIsRefused() {
    let available = [InstructionSet.baseline, .avx2]
    let error = #expect(throws: InstructionSetError.unavailable(.avx512, available: available)) {
      try InstructionSet.chosen(by: "avx512", among: available)
    }
    #expect("\(String(describing: error))".contains("does not have avx512, it has baseline, avx2."))
  }

  @Test func logicAgrees() {
    let logic = [
      forms(KernelsBase.bitAnd, KernelsAVX2.bitAnd, KernelsAVX512.bitAnd),
      forms(KernelsBase.bitAndNot, KernelsAVX2.bitAndNot, KernelsAVX512.bitAndNot),
      forms(KernelsBase.bitOr, KernelsAVX2.bitOr, KernelsAVX512.bitOr),
      forms(KernelsBase.bitXor, KernelsAVX2.bitXor, KernelsAVX512.bitXor),
    ]
    for forms in logic {
      expectAgreement(forms) { kernel, arena, random in
        let count = random.int(0...70)
        let (a, b) = (arena.place(random.words(count)), arena.place(random.words(count)))
        let out = arena.place(random.words(count))
        kernel(a, b, out, count)
        return out.elements(count)
      }
    }
  }

  @Test func notAndTrimAgree() {
    expectAgreement(forms(KernelsBase.bitNot, KernelsAVX2.bitNot, KernelsAVX512.bitNot)) {
      kernel, arena, random in
      let mask = random.maskWords(width: random.int(0...300), height: random.int(0...20))
      let out = arena.place(random.words(mask.words.count))
      kernel(arena.place(mask.words), out, mask.perRow, mask.height, mask.last)
      return out.elements(mask.words.count)
    }
    expectAgreement(forms(KernelsBase.bitTrim, KernelsAVX2.bitTrim, KernelsAVX512.bitTrim)) {
      kernel, arena, random in
      let mask = random.maskWords(width: random.int(0...300), height: random.int(0...20))
      let out = arena.place(random.words(mask.words.count))
      kernel(out, mask.perRow, mask.height, mask.last)
      return out.elements(mask.words.count)
    }
  }

  @Test func maskMorphologyAgrees() {
    let rectangles = forms(
      KernelsBase.bitRectangle, KernelsAVX2.bitRectangle, KernelsAVX512.bitRectangle)
    let rectangleWords = [
      InstructionSet.baseline: KernelsBase.bitRectangleScratchWords,
      .avx2: KernelsAVX2.bitRectangleScratchWords,
      .avx512: KernelsAVX512.bitRectangleScratchWords,
    ]
    let disks = forms(KernelsBase.bitDisk, KernelsAVX2.bitDisk, KernelsAVX512.bitDisk)
    // Of all forms the same memory, so that the random numbers are the same.
    expectAgreement(rectangles) { kernel, arena, random in
      let mask = random.maskWords(width: random.int(1...300), height: random.int(1...90))
      let reach = random.chance(0.5) ? 4 : 140
      let (left, right) = (random.int(0...reach), random.int(0...reach))
      let (above, below) = (random.int(0...reach), random.int(0...reach))
      let words = rectangleWords.values.map {
        $0(mask.perRow, mask.height, left, right, above, below)
      }
      let scratch = arena.place(random.words(words.max() ?? 0), before: 8, after: 8)
      let out = arena.place(random.words(mask.words.count))
      kernel(
        arena.place(mask.words), mask.perRow, mask.height, mask.last, out, left, right, above,
        below, scratch, random.int(4...5))
      return out.elements(mask.words.count)
    }
    expectAgreement(disks) { kernel, arena, random in
      let mask = random.maskWords(width: random.int(1...300), height: random.int(1...90))
      let radius = random.int(2...31)
      let words = KernelsBase.bitDiskScratchWords(mask.perRow, mask.height, radius)
      let scratch = arena.place(random.words(words), before: 8, after: 8)
      let out = arena.place(random.words(mask.words.count))
      kernel(
        arena.place(mask.words), mask.perRow, mask.height, mask.last, out, radius, scratch,
        random.int(4...5))
      return out.elements(mask.words.count)
    }
  }

  @Test func thresholdAgrees() {
    expectAgreement(
      forms(
        KernelsBase.thresholdBelowBits, KernelsAVX2.thresholdBelowBits,
        KernelsAVX512.thresholdBelowBits)
    ) { kernel, arena, random in
      let (width, height) = (random.int(1...300), random.int(1...6))
      let stride = width + random.int(0...70)
      let perRow = (width + 63) / 64 + 1
      let source = arena.place(random.bytes((height - 1) * stride + width))
      let out = arena.place(random.words(perRow * height))
      kernel(source, stride, width, height, UInt8(random.int(0...255)), out, perRow)
      return out.elements(perRow * height)
    }
  }

  @Test func reductionAgrees() {
    expectAgreement(
      forms(KernelsBase.bitReduce4, KernelsAVX2.bitReduce4, KernelsAVX512.bitReduce4)
    ) { kernel, arena, random in
      let mask = random.maskWords(width: random.int(1...300), height: random.int(1...20))
      let stride = (mask.perRow - 1) * 16
      let count = stride * ((mask.height + 3) / 4)
      let out = arena.place(random.bytes(count))
      kernel(arena.place(mask.words), mask.perRow, mask.height, out, stride)
      return out.elements(count)
    }
    expectAgreement(
      forms(
        KernelsBase.sumAbsoluteDifferenceSmall, KernelsAVX2.sumAbsoluteDifferenceSmall,
        KernelsAVX512.sumAbsoluteDifferenceSmall)
    ) { kernel, arena, random in
      let (width, height) = (random.int(1...300), random.int(1...70))
      let stride = width + random.int(0...70)
      let count = (height - 1) * stride + width
      func samples() -> [UInt8] { random.bytes(count).map { $0 % 17 } }
      var sum: UInt64 = 0
      // One vector beyond the end may be read.
      kernel(
        arena.place(samples(), after: 64), arena.place(samples(), after: 64), stride, width, height,
        &sum)
      return [sum]
    }
  }

  @Test func matchCostAgrees() {
    expectAgreement(
      forms(KernelsBase.bitMatchCost32, KernelsAVX2.bitMatchCost32, KernelsAVX512.bitMatchCost32)
    ) { kernel, arena, random in
      let (width, height) = (random.int(1...700), random.int(1...70))
      let a = random.maskWords(width: width, height: height)
      let b = random.maskWords(width: width, height: height)
      let columns = (width + 31) / 32
      let count = columns * ((height + 31) / 32)
      let cost = arena.place([UInt16](repeating: 7, count: count))
      // One vector beyond the end may be read: eight words hold the longest.
      kernel(
        arena.place(a.words, after: 8), arena.place(b.words, after: 8), a.perRow, height,
        random.int(1...4), columns, cost)
      return cost.elements(count)
    }
  }

  @Test func cellSumsAgree() {
    expectAgreement(
      forms(KernelsBase.cellWindowSums, KernelsAVX2.cellWindowSums, KernelsAVX512.cellWindowSums)
    ) { kernel, arena, random in
      let (columns, rows) = (random.int(1...40), random.int(1...40))
      let cells = arena.place((0..<(columns * rows)).map { _ in UInt16(random.int(0...1024)) })
      let out = arena.place([Int32](repeating: 0, count: columns * rows))
      let radius = random.int(0...6)
      let line = arena.place([Int32](repeating: 5, count: columns + 2 * radius + 16))
      kernel(cells, columns, rows, radius, out, line)
      return out.elements(columns * rows)
    }
    expectAgreement(
      forms(KernelsBase.cellTotals, KernelsAVX2.cellTotals, KernelsAVX512.cellTotals)
    ) { kernel, arena, random in
      let (cells, planes) = (random.int(0...90), random.int(0...5))
      let cost = arena.place((0..<(cells * planes)).map { _ in UInt16(random.int(0...65535)) })
      let out = arena.place([Int32](repeating: 0, count: planes))
      kernel(cost, cells, planes, out)
      return out.elements(planes)
    }
  }

  @Test func fieldFitsAgree() {
    expectAgreement(forms(KernelsBase.fitField, KernelsAVX2.fitField, KernelsAVX512.fitField)) {
      kernel, arena, random in
      let grid = random.fieldGrid()
      let radius = random.int(1...3)
      let planes = (2 * radius + 1) * (2 * radius + 1)
      let sums = (0..<(planes * grid.columns * grid.rows)).map { _ in Int32(random.int(0...9000)) }
      let count = 2 * 9 * grid.rows * grid.stride
      let terms = arena.place([Float](repeating: 7, count: count))
      kernel(
        arena.place(sums), grid.columns, grid.rows, radius, 60,
        arena.place(grid.values) + grid.origin, arena.place(grid.values) + grid.origin, grid.half,
        grid.stride, terms)
      return terms.elements(count)
    }
    expectAgreement(
      forms(KernelsBase.fieldBounds, KernelsAVX2.fieldBounds, KernelsAVX512.fieldBounds)
    ) { kernel, arena, random in
      let grid = random.fieldGrid()
      let out = arena.place([Int](repeating: 0, count: 4))
      kernel(
        arena.place(grid.values) + grid.origin, arena.place(grid.values) + grid.origin, grid.half,
        grid.stride, grid.columns, grid.rows, random.int(0...6), out)
      return out.elements(4)
    }
  }

  @Test func fieldRelaxationsAgree() {
    expectAgreement(forms(KernelsBase.relaxField, KernelsAVX2.relaxField, KernelsAVX512.relaxField))
    {
      kernel, arena, random in
      let grid = random.fieldGrid()
      let terms = (0..<(2 * 9 * grid.rows * grid.stride)).map { _ in Float(random.int(-9...9)) / 64
      }
      let (dx, dy) = (arena.place(grid.values), arena.place(grid.values))
      kernel(
        arena.place(terms), grid.stride, grid.rows, 0.5, random.int(1...3), dx + grid.origin,
        dy + grid.origin, grid.half)
      return dx.elements(grid.values.count) + dy.elements(grid.values.count)
    }
  }

  @Test func runsAndCropsAgree() {
    expectAgreement(forms(KernelsBase.bitRuns, KernelsAVX2.bitRuns, KernelsAVX512.bitRuns)) {
      kernel, arena, random in
      let mask = random.maskWords(width: random.int(1...200), height: random.int(1...9))
      let capacity = random.int(0...500)
      let out = (0..<3).map { _ in arena.place([Int32](repeating: -1, count: capacity)) }
      let rowStarts = arena.place([Int32](repeating: -1, count: mask.height + 1))
      var count = 0
      kernel(
        arena.place(mask.words), mask.perRow, mask.height, out[0], out[1], out[2], rowStarts,
        capacity, &count)
      return [[Int32(count)], rowStarts.elements(mask.height + 1)]
        + out.map { $0.elements(min(count, capacity)) }
    }
    expectAgreement(forms(KernelsBase.bitCrop, KernelsAVX2.bitCrop, KernelsAVX512.bitCrop)) {
      kernel, arena, random in
      let mask = random.maskWords(width: random.int(1...300), height: random.int(1...9))
      let (x, y) = (random.int(0...(mask.width - 1)), random.int(0...(mask.height - 1)))
      let (width, height) = (random.int(1...(mask.width - x)), random.int(1...(mask.height - y)))
      let count = ((width + 63) / 64 + 1) * height
      let out = arena.place(random.words(count))
      kernel(arena.place(mask.words), mask.perRow, x, y, out, width, height)
      return out.elements(count)
    }
  }

  @Test func translationAndWarpAgree() {
    let translations = forms(
      KernelsBase.bitTranslate, KernelsAVX2.bitTranslate, KernelsAVX512.bitTranslate)
    let pads = forms(KernelsBase.bitPadRows, KernelsAVX2.bitPadRows, KernelsAVX512.bitPadRows)
    let warps = forms(
      KernelsBase.bitWarpField, KernelsAVX2.bitWarpField, KernelsAVX512.bitWarpField)
    expectAgreement(pads) { kernel, arena, random in
      let mask = random.maskWords(width: random.int(1...300), height: random.int(1...9))
      let out = arena.place(random.words((mask.perRow + 1) * mask.height))
      kernel(arena.place(mask.words), mask.perRow, mask.width, mask.height, out)
      return out.elements((mask.perRow + 1) * mask.height)
    }
    expectAgreement(translations) { kernel, arena, random in
      let (words, height, rows) = (random.int(1...9), random.int(1...9), random.int(0...20))
      let out = arena.place(random.words((words + 1) * rows))
      kernel(
        arena.place(random.words((words + 2) * height)), words, height, random.int(-64...63),
        random.int(-20...20), out, rows, random.next())
      return out.elements((words + 1) * rows)
    }
    expectAgreement(warps) { kernel, arena, random in
      let (width, height) = (random.int(1...300), random.int(1...90))
      let (words, columns, rows) = ((width + 63) / 64, random.int(1...10), random.int(1...4))
      let field = (0..<(2 * columns * rows)).map { _ in Int32(random.int(-16128...16128)) }
      let out = arena.place(random.words((words + 1) * height))
      kernel(
        arena.place(random.words((words + 2) * height)), words, height, arena.place(field), columns,
        rows, out, random.next(), arena.place([Int32](repeating: 9, count: 48 * words)))
      return out.elements((words + 1) * height)
    }
  }
}

/// The forms of a kernel that this processor can run.
private func forms<Kernel>(
  _ baseline: Kernel, _ avx2: Kernel, _ avx512: Kernel
) -> [(set: InstructionSet, kernel: Kernel)] {
  [(.baseline, baseline), (.avx2, avx2), (.avx512, avx512)].filter { $0.0.isAvailable }
}

/// Runs every form on the same random cases, half of them in memory that ends at a forbidden page,
/// half in memory that begins at one.
private func expectAgreement<Kernel, Output: Equatable>(
  _ forms: [(set: InstructionSet, kernel: Kernel)],
  _ run: (Kernel, GuardedArena, inout TestRandom) -> Output,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for seed in 0..<UInt64(300) {
    var expected: Output?
    for form in forms {
      var random = TestRandom(seed)
      let arena = GuardedArena(atEnd: seed % 2 == 0)
      let output = withExtendedLifetime(arena) { run(form.kernel, arena, &random) }
      guard let baseline = expected else {
        expected = output
        continue
      }
      if output != baseline {
        Issue.record("\(form.set.rawValue), case \(seed)", sourceLocation: sourceLocation)
        return
      }
    }
  }
}

extension UnsafeMutablePointer {
  fileprivate func elements(_ count: Int) -> [Pointee] {
    Array(UnsafeBufferPointer(start: self, count: count))
  }
}

extension TestRandom {
  fileprivate mutating func words(_ count: Int) -> [UInt64] { (0..<count).map { _ in next() } }

  fileprivate mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  /// The words of a mask, and what kernels need to know of it.
  fileprivate mutating func maskWords(
    width: Int, height: Int
  ) -> (words: [UInt64], width: Int, height: Int, perRow: Int, last: UInt64) {
    let mask = noise(width: width, height: height, density: 0.5).fittedMask
    let words = mask.withUnsafeWords {
      Array(UnsafeBufferPointer(start: $0, count: mask.wordsPerRow * height))
    }
    return (words, width, height, mask.wordsPerRow, mask.lastWordMask)
  }
}

/// A grid of nodes in two halves, as the kernels of displacement fields want it.
private struct FieldGrid {
  var columns: Int
  var rows: Int
  var stride: Int
  var values: [Float]
  var half: Int { (rows + 2) * stride + 32 }
  var origin: Int { 16 + stride }
}

extension TestRandom {
  fileprivate mutating func fieldGrid() -> FieldGrid {
    let (columns, rows) = (int(1...40), int(1...9))
    var grid = FieldGrid(
      columns: columns, rows: rows, stride: ((columns + 1) / 2 + 16) & ~15, values: [])
    grid.values = (0..<(2 * grid.half)).map { _ in Float(int(-200...200)) / 32 }
    return grid
  }
}
