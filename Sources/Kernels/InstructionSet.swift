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

  /// Those that this processor can run, the best last.
  public static var available: [InstructionSet] { allCases.filter(\.isAvailable) }

  /// The environment variable that asks for one of them.
  public static let variable = "SIGHTLINE_ISA"

  /// The one that `wish` names, a value of the environment variable; the best of `available` where
  /// it is `nil` or empty.
  ///
  /// Throws where there is no such instruction set, or none such in `available`: a wish that was
  /// passed over in silence would make measurements and tests say something about another program.
  public static func chosen(
    by wish: String?, among available: [InstructionSet] = available
  ) throws(InstructionSetError) -> InstructionSet {
    guard let wish, !wish.isEmpty else { return available.last ?? .baseline }
    guard let set = InstructionSet(rawValue: wish) else {
      throw .unknown(wish, available: available)
    }
    guard available.contains(set) else { throw .unavailable(set, available: available) }
    return set
  }

  /// The one that the environment variable `SIGHTLINE_ISA` (`baseline`, `avx2`, `avx512`) asks for;
  /// the best that the processor has where it is not set.
  public static func fromEnvironment() throws(InstructionSetError) -> InstructionSet {
    try chosen(by: ProcessInfo.processInfo.environment[variable])
  }

  /// The one in use, see ``fromEnvironment()``. Traps where that throws; a program that wants to
  /// say it in its own way asks first.
  public static let current: InstructionSet = {
    do {
      return try fromEnvironment()
    } catch {
      fatalError("\(error)")
    }
  }()
}

/// Why the instruction set that was asked for cannot be used.
public enum InstructionSetError: Error, Equatable, CustomStringConvertible {
  /// There is none of this name.
  case unknown(String, available: [InstructionSet])
  /// The processor does not have it.
  case unavailable(InstructionSet, available: [InstructionSet])

  /// What was asked for, what there is, and what to do.
  public var description: String {
    switch self {
    case .unknown(let name, let available):
      "\(InstructionSet.variable)=\(String(reflecting: name)) names no instruction set; there are "
        + "\(Self.list(InstructionSet.allCases)), of which this processor has "
        + "\(Self.list(available)). \(Self.advice)"
    case .unavailable(let set, let available):
      "\(InstructionSet.variable)=\(set.rawValue): this processor does not have \(set.rawValue), "
        + "it has \(Self.list(available)). \(Self.advice)"
    }
  }

  private static let advice = "Name one of those, or unset the variable to use the best."

  private static func list(_ sets: [InstructionSet]) -> String {
    sets.map(\.rawValue).joined(separator: ", ")
  }
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
