import Comparison

/// One thing a recipe can set: its key, type, unit, what is allowed, its help, and where its value
/// lies in `RecipeValues`.
public struct Parameter: Sendable {
  /// The full key, `group.name`, as `--set` takes it.
  public let key: String
  /// What its number counts; `.none` for parameters that are no numbers.
  public let unit: ParameterUnit
  /// One sentence for an engineer.
  public let help: String
  /// Type, limits and place of the value.
  let storage: Storage
  /// The methods of comparison that take it into account.
  public private(set) var methods = Set(ComparisonMethod.allCases)

  /// Type, limits and place of a value.
  enum Storage: Sendable {
    case integer(WritableKeyPath<RecipeValues, Int> & Sendable, ClosedRange<Double>)
    case real(WritableKeyPath<RecipeValues, Double> & Sendable, ClosedRange<Double>)
    case optionalReal(WritableKeyPath<RecipeValues, Double?> & Sendable, ClosedRange<Double>)
    case boolean(WritableKeyPath<RecipeValues, Bool> & Sendable)
    case choice(
      choices: [String],
      get: @Sendable (RecipeValues) -> String,
      set: @Sendable (inout RecipeValues, String) -> Void)
  }

  private init(_ key: String, _ unit: ParameterUnit, _ help: String, _ storage: Storage) {
    let parts = key.split(separator: ".", omittingEmptySubsequences: false)
    precondition(
      parts.count == 2 && ParameterGroup(rawValue: String(parts[0])) != nil && !parts[1].isEmpty,
      "parameter key \(key) is not of the form group.name with a ParameterGroup")
    self.key = key
    self.unit = unit
    self.help = help
    self.storage = storage
  }

  /// A whole number in `range`, both in what the property holds (pixels, bytes). Lengths in mm are
  /// rounded to the nearest pixel.
  static func number(
    _ key: String, _ path: WritableKeyPath<RecipeValues, Int> & Sendable, _ unit: ParameterUnit,
    _ range: ClosedRange<Int>, _ help: String
  ) -> Parameter {
    let limits = Double(range.lowerBound)...Double(range.upperBound)
    return Parameter(key, unit, help, .integer(path, limits))
  }

  /// A number in `range`, both in what the property holds.
  static func number(
    _ key: String, _ path: WritableKeyPath<RecipeValues, Double> & Sendable, _ unit: ParameterUnit,
    _ range: ClosedRange<Double>, _ help: String
  ) -> Parameter {
    Parameter(key, unit, help, .real(path, range))
  }

  /// A number in `range` that a recipe may leave unset.
  static func number(
    _ key: String, _ path: WritableKeyPath<RecipeValues, Double?> & Sendable,
    _ unit: ParameterUnit, _ range: ClosedRange<Double>, _ help: String
  ) -> Parameter {
    Parameter(key, unit, help, .optionalReal(path, range))
  }

  /// `true` or `false`.
  static func boolean(
    _ key: String, _ path: WritableKeyPath<RecipeValues, Bool> & Sendable, _ help: String
  ) -> Parameter {
    Parameter(key, .none, help, .boolean(path))
  }

  /// One of the raw values of an enumeration.
  static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ key: String, _ path: WritableKeyPath<RecipeValues, Choice> & Sendable, _ help: String
  ) -> Parameter {
    Parameter(
      key, .none, help,
      .choice(
        choices: Choice.allCases.map(\.rawValue),
        get: { $0[keyPath: path].rawValue },
        set: { values, text in
          guard let choice = Choice(rawValue: text) else {
            preconditionFailure("\(text) is not among the choices it was checked against")
          }
          values[keyPath: path] = choice
        }))
  }

  /// The parameter, taken into account by `methods` alone.
  func only(_ methods: ComparisonMethod...) -> Parameter {
    var parameter = self
    parameter.methods = Set(methods)
    return parameter
  }

  /// What a recipe writes for a number that has a default and is not to be set.
  static let off = "off"

  /// The mapping of the recipe file that holds the parameter.
  public var group: ParameterGroup {
    guard let group = ParameterGroup(rawValue: String(key.prefix { $0 != "." })) else {
      preconditionFailure("the initialiser checked the group of \(key)")
    }
    return group
  }

  /// The key within its group.
  public var name: String { String(key.drop { $0 != "." }.dropFirst()) }

  /// The value in `values` as recipes write it, with its unit; `nil` where it is not set.
  public func text(in values: RecipeValues) -> String? {
    switch storage {
    case .integer(let path, _): unit.text(Double(values[keyPath: path]))
    case .real(let path, _): unit.text(values[keyPath: path])
    case .optionalReal(let path, _):
      values[keyPath: path].map(unit.text)
        ?? (RecipeValues()[keyPath: path] == nil ? nil : Self.off)
    case .boolean(let path): values[keyPath: path] ? "true" : "false"
    case .choice(_, let get, _): get(values)
    }
  }

  /// The default as recipes write it; `nil` where there is none.
  public var defaultText: String? { text(in: RecipeValues()) }

  /// What a parameter may be set to.
  public enum Allowed: Sendable, Equatable {
    /// From one value to another as recipes write them; `off`, where it is there, as well.
    case range(from: String, to: String, off: String?)
    /// `true` or `false`.
    case boolean
    /// One of these.
    case choice([String])
  }

  /// What is allowed.
  public var allowedValues: Allowed {
    func range(_ limits: ClosedRange<Double>, off: String? = nil) -> Allowed {
      .range(from: unit.text(limits.lowerBound), to: unit.text(limits.upperBound), off: off)
    }
    return switch storage {
    case .optionalReal(let path, let limits):
      range(limits, off: RecipeValues()[keyPath: path] == nil ? nil : Self.off)
    case .integer(_, let limits), .real(_, let limits): range(limits)
    case .boolean: .boolean
    case .choice(let choices, _, _): .choice(choices)
    }
  }

  /// What is allowed, in words: `0px to 32px`, `true or false`, `one of dark, bright`.
  public var allowed: String {
    switch allowedValues {
    case .range(let from, let to, let off): "\(from) to \(to)" + (off.map { ", or \($0)" } ?? "")
    case .boolean: "true or false"
    case .choice(let choices): "one of \(choices.joined(separator: ", "))"
    }
  }
}
