extension Parameter {
  /// Reads `text`, as a recipe or `--set` gives it, into its place in `values`.
  ///
  /// Lengths in mm or µm become pixels through `values.part.pixelSize`, rounded to 1e-9 pixel so
  /// that 0.06 mm at 0.02 mm a pixel is 3 pixels and not 3.0000000000000004, and to whole pixels
  /// where the parameter counts those.
  ///
  /// - Throws: what is wrong with `text`; `values` is then unchanged.
  func read(_ text: String, into values: inout RecipeValues) throws(RecipeProblem.Kind) {
    let trimmed = text.trimmingBlanks()
    guard !trimmed.isEmpty else { throw .noValue(allowed: allowed) }
    switch storage {
    case .integer(let path, let range):
      values[keyPath: path] = Int(
        try number(trimmed, in: range, whole: true, pixelSize: values.part.pixelSize))
    case .real(let path, let range):
      values[keyPath: path] =
        try number(trimmed, in: range, whole: false, pixelSize: values.part.pixelSize)
    case .optionalReal(let path, _) where trimmed == Self.off: values[keyPath: path] = nil
    case .optionalReal(let path, let range):
      values[keyPath: path] =
        try number(trimmed, in: range, whole: false, pixelSize: values.part.pixelSize)
    case .boolean(let path):
      switch trimmed {
      case "true": values[keyPath: path] = true
      case "false": values[keyPath: path] = false
      default: throw .wrongValue(found: trimmed, expected: "a switch", allowed: allowed)
      }
    case .choice(let choices, _, let set):
      guard choices.contains(trimmed) else {
        throw .wrongValue(found: trimmed, expected: "a known choice", allowed: allowed)
      }
      set(&values, trimmed)
    }
  }

  private func number(
    _ text: String, in range: ClosedRange<Double>, whole: Bool, pixelSize: Double?
  ) throws(RecipeProblem.Kind) -> Double {
    let expected = whole && unit.spellings.isEmpty ? "a whole number" : unit.noun
    guard let (number, rest) = NumberText.leadingNumber(text[...]) else {
      throw .wrongValue(found: text, expected: expected, allowed: allowed)
    }
    let suffix = String(rest)
    // `2,5px`, `1:30` and `0x10` are mistyped numbers rather than numbers with a strange unit.
    guard
      suffix.dropLast().allSatisfy(\.isLetter),
      suffix.last.map({ $0.isLetter || suffix.count > 1 && "²2".contains($0) }) ?? true
    else {
      throw .wrongValue(found: text, expected: expected, allowed: allowed)
    }
    let spellings = unit.spellings
    guard let canonical = spellings.first else {
      guard suffix.isEmpty else {
        throw .unitNotExpected(found: text, unit: suffix, allowed: allowed)
      }
      return try checked(number, text, in: range, whole: whole)
    }
    guard !suffix.isEmpty else {
      // 64 means 64MB, 64000000 bytes.
      let correct =
        range.contains(number * canonical.factor) ? text + canonical.suffix : unit.text(number)
      throw .missingUnit(found: text, correct: correct, allowed: allowed)
    }
    guard let spelling = spellings.first(where: { $0.suffix == suffix }) else {
      throw .wrongUnit(
        found: text, unit: suffix, units: spellings.filter(\.isOffered).map(\.suffix))
    }
    if spelling.factor == 1, spelling.pixelsPerMillimetrePower == 0 {
      return try checked(number, text, in: range, whole: whole)
    }
    var value = number * spelling.factor
    if spelling.pixelsPerMillimetrePower > 0 {
      guard let pixelSize else {
        throw .needsPixelSize(found: text, canonicalUnit: canonical.suffix)
      }
      for _ in 0..<spelling.pixelsPerMillimetrePower { value /= pixelSize }
    }
    value = whole ? value.rounded() : (value * 1e9).rounded() / 1e9
    return try checked(value, text, in: range, whole: whole)
  }

  private func checked(
    _ value: Double, _ text: String, in range: ClosedRange<Double>, whole: Bool
  ) throws(RecipeProblem.Kind) -> Double {
    if whole, value.isFinite, value != value.rounded() {
      throw .notWhole(found: text, allowed: allowed)
    }
    guard range.contains(value) else {
      let converted = unit.text(value)
      throw .outOfRange(
        found: text, converted: converted == text || !value.isFinite ? nil : converted,
        allowed: allowed)
    }
    return value
  }
}

extension StringProtocol {
  /// Without blanks, tabs and line breaks at both ends.
  func trimmingBlanks() -> String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
