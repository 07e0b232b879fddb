/// What a photograph and its reference are compared for, each with a factor of its own.
public enum ComparedAspect: Int, Sendable, CaseIterable {
  /// Brightness above the reference's.
  case bright
  /// Brightness below it.
  case dark
  /// Colour.
  case color
  /// How steep edges are.
  case gradient

  /// That of a difference in `channel`, which only for brightness depends on its sign.
  public init(_ channel: ReferenceChannel, isBright: Bool) {
    switch channel {
    case .luma: self = isBright ? .bright : .dark
    case .redGreen, .blueGreen: self = .color
    case .gradient: self = .gradient
    }
  }

  /// The values of all aspects, indexed by one.
  public struct Values<Value: Sendable>: Sendable {
    private var values: [Value]

    /// The same value for all.
    public init(repeating value: Value) {
      values = [Value](repeating: value, count: ComparedAspect.allCases.count)
    }

    /// The value of an aspect.
    public subscript(_ aspect: ComparedAspect) -> Value {
      get { values[aspect.rawValue] }
      set { values[aspect.rawValue] = newValue }
    }

    /// The values in the order of the aspects.
    public var all: [Value] { values }
  }
}

extension PhotoComparisonParameters {
  /// How many times its tolerance a pixel may differ in an aspect.
  public subscript(_ aspect: ComparedAspect) -> Double {
    get {
      switch aspect {
      case .bright: brightFactor
      case .dark: darkFactor
      case .color: colorFactor
      case .gradient: gradientFactor
      }
    }
    set {
      switch aspect {
      case .bright: brightFactor = newValue
      case .dark: darkFactor = newValue
      case .color: colorFactor = newValue
      case .gradient: gradientFactor = newValue
      }
    }
  }
}
