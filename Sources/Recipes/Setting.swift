/// What somebody wrote for one parameter, and where.
struct Setting: Sendable, Equatable {
  /// As it was written, without blanks around it.
  var text: String
  /// Where it was written.
  var location: RecipeProblem.Location

  /// Reads the text as `parameter` into `values`, or says in `problems` why that cannot be.
  func read(
    as parameter: Parameter, into values: inout RecipeValues, problems: inout [RecipeProblem]
  ) {
    do {
      try parameter.read(text, into: &values)
    } catch {
      problems.append(RecipeProblem(location: location, key: parameter.key, kind: error))
    }
  }
}

extension RecipeValues {
  /// The defaults with `settings` on top; what cannot be read stays at its default and is reported
  /// in `problems`. The settings are read in the order of `parameters`.
  init(
    _ settings: [String: Setting], parameters: [Parameter], problems: inout [RecipeProblem]
  ) {
    self.init()
    for parameter in parameters {
      settings[parameter.key]?.read(as: parameter, into: &self, problems: &problems)
    }
  }
}
