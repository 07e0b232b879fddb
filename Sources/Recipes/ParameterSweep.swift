/// The values of one parameter that a study tries: `compare.tolerance=1px:3px:1px`, from 1px to 3px in
/// steps of 1px, or `decide.classifier=rules,trees`, one after the other.
public struct ParameterSweep: Sendable, Equatable {
  /// The parameter's key.
  public let key: String
  /// The values as a recipe takes them, in the order in which they were told; none twice.
  public let values: [String]

  /// A sweep may try this many values.
  public static let maximumValues = 1000

  /// Reads `text` as a sweep whose values `recipe` takes.
  ///
  /// A unit may stand with any of the three numbers of a range and holds for all of them. The values
  /// of a range are from, from + step… up to and with to, with as many decimals as from and step have.
  public init(_ text: String, for recipe: Recipe) throws(ParameterSweepError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let key = parts[0].trimmingBlanks()
    guard parts.count == 2, !key.isEmpty else { throw .malformed(text) }
    self.key = key
    let told = parts[1].trimmingBlanks()
    if told.contains(":") {
      values = try Self.range(told, of: text)
    } else {
      values = told.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.trimmingBlanks() }
    }
    guard values.count <= Self.maximumValues else {
      throw .tooManyValues(text, limit: Self.maximumValues)
    }
    guard Set(values).count == values.count, !values.contains("") else { throw .malformed(text) }
    for value in values {
      do {
        _ = try recipe.applying(overrides: ["\(key)=\(value)"])
      } catch {
        throw .recipe(
          RecipeError(
            error.problems.map {
              RecipeProblem(location: .option("--parameter"), key: $0.key, kind: $0.kind)
            }))
      }
    }
  }

  private static func range(_ told: String, of text: String) throws(ParameterSweepError) -> [String]
  {
    let parts = told.split(separator: ":", omittingEmptySubsequences: false)
      .map { $0.trimmingBlanks() }
    let numbers = parts.compactMap { part in
      NumberText.leadingNumber(part[...]).map {
        (value: $0.value, unit: String($0.rest), decimals: decimals(in: part))
      }
    }
    guard parts.count == 3, numbers.count == 3 else { throw .malformed(text) }
    let units = Set(numbers.map(\.unit).filter { !$0.isEmpty })
    guard units.count <= 1 else { throw .mixedUnits(text) }
    let (from, to, step) = (numbers[0].value, numbers[1].value, numbers[2].value)
    guard step > 0, from <= to else { throw .emptyRange(text) }
    let count = ((to - from) / step + 1e-9).rounded(.down) + 1
    guard count <= Double(maximumValues) else {
      throw .tooManyValues(text, limit: maximumValues)
    }
    var power = 1.0
    for _ in 0..<max(numbers[0].decimals, numbers[2].decimals) { power *= 10 }
    return (0..<Int(count)).map { i in
      let value = ((from + Double(i) * step) * power).rounded() / power
      return NumberText.text(value) + (units.first ?? "")
    }
  }

  /// Digits behind the point of the number that `text` begins with, 12 where it has an exponent.
  private static func decimals(in text: String) -> Int {
    let number = text.prefix { $0.isNumber || "+-.eE".contains($0) }
    if number.contains(where: { "eE".contains($0) }) { return 12 }
    guard let point = number.firstIndex(of: ".") else { return 0 }
    return min(12, number[number.index(after: point)...].count)
  }
}

/// Why a text names no sweep.
public enum ParameterSweepError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Neither a range nor a list of different values.
  case malformed(String)
  /// The numbers of a range have different units.
  case mixedUnits(String)
  /// A range that ends before it begins, or whose step leads nowhere.
  case emptyRange(String)
  /// More values than a sweep may try.
  case tooManyValues(String, limit: Int)
  /// The recipe does not take a value, or has no such parameter.
  case recipe(RecipeError)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .malformed(let text):
      "--parameter \"\(RecipeProblem.shown(text))\" is neither KEY=FROM:TO:STEP, such as "
        + "compare.tolerance=1px:3px:1px, nor KEY=VALUE,VALUE,… with different values"
    case .mixedUnits(let text):
      "--parameter \"\(RecipeProblem.shown(text))\" mixes units; give all three numbers in one"
    case .emptyRange(let text):
      "--parameter \"\(RecipeProblem.shown(text))\": FROM must not be above TO, and STEP must be "
        + "above 0"
    case .tooManyValues(let text, let limit):
      "--parameter \"\(RecipeProblem.shown(text))\" has more than \(limit) values; take larger steps"
    case .recipe(let error): error.description
    }
  }
}
