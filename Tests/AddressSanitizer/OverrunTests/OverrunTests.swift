import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Testing

/// AddressSanitizer sees what kernels do: each of these is told of one sample more than there is,
/// and must die. Were a kernel, or what it takes from the C header, compiled without the sanitizer,
/// its tests would pass whatever it did.
@Suite struct OverrunTests {
  private static let width = 200

  /// Runs `kernel` in memory that is exactly as large as asked for.
  private static func run(
    read: Int, write: Int, _ kernel: (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Void
  ) {
    let source = UnsafeMutablePointer<UInt8>.allocate(capacity: read)
    let target = UnsafeMutablePointer<UInt8>.allocate(capacity: write)
    source.initialize(repeating: 7, count: read)
    kernel(source, target)
    source.deallocate()
    target.deallocate()
  }

  /// A kernel that reads and writes by Swift's own means.
  private static func difference(_ set: InstructionSet, read: Int, write: Int) {
    run(read: read, write: write) { source, target in
      switch set {
      case .baseline:
        KernelsBase.absoluteDifference(source, 0, source, 0, width, 1, target, 0)
      case .avx2:
        KernelsAVX2.absoluteDifference(source, 0, source, 0, width, 1, target, 0)
      case .avx512:
        KernelsAVX512.absoluteDifference(source, 0, source, 0, width, 1, target, 0)
      }
    }
  }

  /// A kernel that reads by the C header's means.
  private static func gray(_ set: InstructionSet, read: Int) {
    run(read: read, write: width) { source, target in
      switch set {
      case .baseline: KernelsBase.grayFromColor(source, 0, 3, width, 1, target, 0)
      case .avx2: KernelsAVX2.grayFromColor(source, 0, 3, width, 1, target, 0)
      case .avx512: KernelsAVX512.grayFromColor(source, 0, 3, width, 1, target, 0)
      }
    }
  }

  @Test func memoryThatSufficesIsUsedWithoutComplaint() {
    for set in InstructionSet.available {
      Self.difference(set, read: Self.width, write: Self.width)
      Self.gray(set, read: 3 * Self.width)
    }
  }

  @Test(arguments: InstructionSet.available)
  func readBeyondTheEndIsSeen(set: InstructionSet) async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { [name = set.rawValue as String] in
      let set = try #require(InstructionSet(rawValue: name))
      Self.difference(set, read: Self.width - 1, write: Self.width)
    }
    try Self.expect("READ of size", in: result)
  }

  @Test(arguments: InstructionSet.available)
  func readBeyondTheEndByTheHeaderIsSeen(set: InstructionSet) async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { [name = set.rawValue as String] in
      let set = try #require(InstructionSet(rawValue: name))
      Self.gray(set, read: 3 * Self.width - 1)
    }
    try Self.expect("READ of size", in: result)
  }

  @Test(arguments: InstructionSet.available)
  func writeBeyondTheEndIsSeen(set: InstructionSet) async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { [name = set.rawValue as String] in
      let set = try #require(InstructionSet(rawValue: name))
      Self.difference(set, read: Self.width, write: Self.width - 1)
    }
    try Self.expect("WRITE of size", in: result)
  }

  private static func expect(_ access: String, in result: ExitTest.Result?) throws {
    let output = try #require(result).standardErrorContent
    let text = String(decoding: output, as: UTF8.self)
    #expect(text.contains("AddressSanitizer: heap-buffer-overflow") && text.contains(access))
  }
}
