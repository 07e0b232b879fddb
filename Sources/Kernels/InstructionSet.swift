import CVectors
import Foundation

/// The instruction sets the kernels are compiled for.
public enum InstructionSet: String, Sendable, CaseIterable {
  /// What every processor of the architecture has: SSE2 or NEON.
  case baseline
  /// x86-64-v3: AVX2, BMI2, FMA.
  case avx2
  /// x86-64-v4: AVX-512 F, BW, CD, DQ, VL.
  case avx512

  /// Whether this processor can run it.
  public var isAvailable: Bool {
    switch self {
    case .baseline: true
    case .avx2: cv_isa_level() >= 3
    case .avx512: cv_isa_level() >= 4
    }
  }

  /// The one in use: the best available, or what the environment variable `SIGHTLINE_ISA` names
  /// (`baseline`, `avx2`, `avx512`) where the processor has it.
  public static let current: InstructionSet = {
    let best = allCases.last { $0.isAvailable } ?? .baseline
    guard let name = ProcessInfo.processInfo.environment["SIGHTLINE_ISA"],
      let wanted = InstructionSet(rawValue: name), wanted.isAvailable
    else { return best }
    return wanted
  }()
}

/// Takes the form of a kernel that was compiled for the instruction set in use. Each operator does
/// so once for each of its kernels, at the first call.
@inline(__always)
func kernel<Function>(_ baseline: Function, _ avx2: Function, _ avx512: Function) -> Function {
  switch InstructionSet.current {
  case .baseline: baseline
  case .avx2: avx2
  case .avx512: avx512
  }
}
