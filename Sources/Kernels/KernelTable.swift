import KernelsBase

#if arch(x86_64)
  import KernelsAVX2
  import KernelsAVX512
#endif

/// The kernels of one instruction set. Chosen once; operators call through ``KernelTable/current``.
struct KernelTable: Sendable {
  let thresholdBelowBits:
    @Sendable (
      UnsafePointer<UInt8>, Int, Int, Int, UInt8, UnsafeMutablePointer<UInt64>, Int
    ) -> Void
  let bitAnd:
    @Sendable (
      UnsafePointer<UInt64>, UnsafePointer<UInt64>, UnsafeMutablePointer<UInt64>, Int
    ) -> Void
  let bitAndNot:
    @Sendable (
      UnsafePointer<UInt64>, UnsafePointer<UInt64>, UnsafeMutablePointer<UInt64>, Int
    ) -> Void
  let bitOr:
    @Sendable (
      UnsafePointer<UInt64>, UnsafePointer<UInt64>, UnsafeMutablePointer<UInt64>, Int
    ) -> Void
  let bitXor:
    @Sendable (
      UnsafePointer<UInt64>, UnsafePointer<UInt64>, UnsafeMutablePointer<UInt64>, Int
    ) -> Void
  let bitNot:
    @Sendable (
      UnsafePointer<UInt64>, UnsafeMutablePointer<UInt64>, Int, Int, UInt64
    ) -> Void
  let bitTrim:
    @Sendable (
      UnsafeMutablePointer<UInt64>, Int, Int, UInt64
    ) -> Void
  let bitDilateRow:
    @Sendable (
      UnsafePointer<UInt64>, UnsafeMutablePointer<UInt64>, Int, Int
    ) -> Void
  let bitOrRowsAtDistance:
    @Sendable (
      UnsafeMutablePointer<UInt64>, UnsafePointer<UInt64>, Int, Int, Int
    ) -> Void
  let bitPadRows:
    @Sendable (
      UnsafePointer<UInt64>, Int, Int, Int, UnsafeMutablePointer<UInt64>
    ) -> Void
  let bitTranslate:
    @Sendable (
      UnsafePointer<UInt64>, Int, Int, Int, Int, UnsafeMutablePointer<UInt64>, Int, UInt64
    ) -> Void
  let bitWarpField:
    @Sendable (
      UnsafePointer<UInt64>, Int, Int, Int, UnsafePointer<Int32>, Int, Int,
      UnsafeMutablePointer<UInt64>, UInt64, UnsafeMutablePointer<Int32>
    ) -> Void
  let bitReduce4:
    @Sendable (
      UnsafePointer<UInt64>, Int, Int, UnsafeMutablePointer<UInt8>, Int
    ) -> Void
  let sumAbsoluteDifferenceSmall:
    @Sendable (
      UnsafePointer<UInt8>, UnsafePointer<UInt8>, Int, Int, Int,
      UnsafeMutablePointer<UInt64>
    ) -> Void
  let bitMatchCost32:
    @Sendable (
      UnsafePointer<UInt64>, UnsafePointer<UInt64>, Int, Int, Int,
      UnsafeMutablePointer<UInt16>
    ) -> Void
  let bitRuns:
    @Sendable (
      UnsafePointer<UInt64>, Int, Int, UnsafeMutablePointer<Int32>,
      UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>, Int,
      UnsafeMutablePointer<Int>
    ) -> Void
  let bitCrop:
    @Sendable (
      UnsafePointer<UInt64>, Int, Int, Int, UnsafeMutablePointer<UInt64>, Int, Int
    ) -> Void
  let cellTotals:
    @Sendable (
      UnsafePointer<UInt16>, Int, Int, UnsafeMutablePointer<Int32>
    ) -> Void
  let cellWindowSums:
    @Sendable (
      UnsafePointer<UInt16>, Int, Int, Int, UnsafeMutablePointer<Int32>,
      UnsafeMutablePointer<Int32>
    ) -> Void

  /// The table of the instruction set in use.
  static let current = KernelTable(InstructionSet.current)
}

extension KernelTable {
  /// The kernels compiled for `set`, which must be available on this processor.
  init(_ set: InstructionSet) {
    #if arch(x86_64)
      switch set {
      case .avx512:
        self.init(
          thresholdBelowBits: KernelsAVX512.thresholdBelowBits,
          bitAnd: KernelsAVX512.bitAnd,
          bitAndNot: KernelsAVX512.bitAndNot,
          bitOr: KernelsAVX512.bitOr,
          bitXor: KernelsAVX512.bitXor,
          bitNot: KernelsAVX512.bitNot,
          bitTrim: KernelsAVX512.bitTrim,
          bitDilateRow: KernelsAVX512.bitDilateRow,
          bitOrRowsAtDistance: KernelsAVX512.bitOrRowsAtDistance,
          bitPadRows: KernelsAVX512.bitPadRows,
          bitTranslate: KernelsAVX512.bitTranslate,
          bitWarpField: KernelsAVX512.bitWarpField,
          bitReduce4: KernelsAVX512.bitReduce4,
          sumAbsoluteDifferenceSmall: KernelsAVX512.sumAbsoluteDifferenceSmall,
          bitMatchCost32: KernelsAVX512.bitMatchCost32,
          bitRuns: KernelsAVX512.bitRuns,
          bitCrop: KernelsAVX512.bitCrop,
          cellTotals: KernelsAVX512.cellTotals,
          cellWindowSums: KernelsAVX512.cellWindowSums)
        return
      case .avx2:
        self.init(
          thresholdBelowBits: KernelsAVX2.thresholdBelowBits,
          bitAnd: KernelsAVX2.bitAnd,
          bitAndNot: KernelsAVX2.bitAndNot,
          bitOr: KernelsAVX2.bitOr,
          bitXor: KernelsAVX2.bitXor,
          bitNot: KernelsAVX2.bitNot,
          bitTrim: KernelsAVX2.bitTrim,
          bitDilateRow: KernelsAVX2.bitDilateRow,
          bitOrRowsAtDistance: KernelsAVX2.bitOrRowsAtDistance,
          bitPadRows: KernelsAVX2.bitPadRows,
          bitTranslate: KernelsAVX2.bitTranslate,
          bitWarpField: KernelsAVX2.bitWarpField,
          bitReduce4: KernelsAVX2.bitReduce4,
          sumAbsoluteDifferenceSmall: KernelsAVX2.sumAbsoluteDifferenceSmall,
          bitMatchCost32: KernelsAVX2.bitMatchCost32,
          bitRuns: KernelsAVX2.bitRuns,
          bitCrop: KernelsAVX2.bitCrop,
          cellTotals: KernelsAVX2.cellTotals,
          cellWindowSums: KernelsAVX2.cellWindowSums)
        return
      case .baseline: break
      }
    #endif
    self.init(
      thresholdBelowBits: KernelsBase.thresholdBelowBits,
      bitAnd: KernelsBase.bitAnd,
      bitAndNot: KernelsBase.bitAndNot,
      bitOr: KernelsBase.bitOr,
      bitXor: KernelsBase.bitXor,
      bitNot: KernelsBase.bitNot,
      bitTrim: KernelsBase.bitTrim,
      bitDilateRow: KernelsBase.bitDilateRow,
      bitOrRowsAtDistance: KernelsBase.bitOrRowsAtDistance,
      bitPadRows: KernelsBase.bitPadRows,
      bitTranslate: KernelsBase.bitTranslate,
      bitWarpField: KernelsBase.bitWarpField,
      bitReduce4: KernelsBase.bitReduce4,
      sumAbsoluteDifferenceSmall: KernelsBase.sumAbsoluteDifferenceSmall,
      bitMatchCost32: KernelsBase.bitMatchCost32,
      bitRuns: KernelsBase.bitRuns,
      bitCrop: KernelsBase.bitCrop,
      cellTotals: KernelsBase.cellTotals,
      cellWindowSums: KernelsBase.cellWindowSums)
  }
}
