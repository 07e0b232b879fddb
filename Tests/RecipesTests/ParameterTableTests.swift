import Foundation
import Testing

@testable import Recipes

@Suite struct ParameterTableTests {
  @Test func keysAreUniqueAndGrouped() {
    let keys = Parameter.all.map(\.key)
    #expect(Set(keys).count == keys.count)
    #expect(keys.first == "part.pixelSize")
    // In the order of the groups, so that tables and files read alike.
    let groups = Parameter.all.map(\.group)
    let order = ParameterGroup.allCases
    let positions = groups.compactMap(order.firstIndex)
    #expect(positions == positions.sorted())
    #expect(Set(groups) == Set(order))
  }

  @Test func keysAreNotMistakenForHeadings() {
    #expect(Set(RecipeReader.headerKeys).isDisjoint(with: ParameterGroup.allCases.map(\.rawValue)))
  }

  @Test(arguments: Parameter.all.map(\.key))
  func defaultsAreAllowed(key: String) throws {
    let parameter = try #require(Parameter.all.first { $0.key == key })
    guard let text = parameter.defaultText else { return }
    var values = RecipeValues()
    try parameter.read(text, into: &values)
    #expect(values == RecipeValues())
  }

  @Test(arguments: Parameter.all.map(\.key))
  func helpIsASentence(key: String) throws {
    let parameter = try #require(Parameter.all.first { $0.key == key })
    #expect(parameter.help.hasSuffix("."))
    #expect(parameter.help.first?.isUppercase == true)
    #expect(!parameter.help.contains("|"))
  }

  /// Two parameters that lead to one property would fight over it.
  @Test func noTwoParametersShareAProperty() throws {
    for parameter in Parameter.all {
      var values = RecipeValues()
      values.part.pixelSize = 1
      let before = Parameter.all.map { $0.text(in: values) }
      let other: String =
        switch parameter.storage {
        case .boolean: "true"
        case .choice(let choices, let get, _): try #require(choices.first { $0 != get(values) })
        case .integer(_, let range), .real(_, let range), .optionalReal(_, let range):
          parameter.unit.text(range.upperBound)
        }
      try parameter.read(other, into: &values)
      let changed = zip(Parameter.all, zip(before, Parameter.all.map { $0.text(in: values) }))
        .filter { $0.1.0 != $0.1.1 }.map(\.0.key)
      #expect(changed == [parameter.key])
    }
  }

  @Test func documentationIsInStep() throws {
    let path = packageFolder.appendingPathComponent("docs/recipe.md")
    let text = try String(contentsOf: path, encoding: .utf8)
    #expect(
      text == RecipeGuide.markdown(),
      "run `swift run sightline recipe describe > docs/recipe.md`")
  }

  @Test func summaryHasValuesAndWhatAnOverrideChanged() throws {
    let plain = try recipe(head)
    #expect(!plain.summary().isChanged && plain.summary().rows.allSatisfy { !$0.isChanged })
    let overridden = try recipe(head, overrides: ["compare.tolerance=3px"])
    let summary = overridden.summary()
    #expect(summary.sha256 == overridden.prepared().sha256 && summary.isChanged)
    #expect(summary.name == "test" && summary.version == 1 && summary.path == "r.yaml")
    let changed = summary.rows.filter(\.isChanged)
    #expect(changed.count == 1)
    let row = try #require(changed.first)
    #expect(row.key == "compare.tolerance" && row.value == "3px" && row.unit == .pixels)
    #expect(row.standard == "2px" && row.fileValue == "2px")
    #expect(row.allowed == .range(from: "0px", to: "31px", off: nil))
    #expect(summary.rows.map(\.key) == templateParameters.map(\.key))
  }

  @Test(arguments: Parameter.all.map(\.key))
  func whatIsAllowedIsSaidInWords(key: String) throws {
    let parameter = try #require(Parameter.all.first { $0.key == key })
    switch parameter.allowedValues {
    case .range(let from, let to, let off):
      #expect(parameter.allowed == from + " to " + to + (off == nil ? "" : ", or off"))
    case .boolean: #expect(parameter.allowed == "true or false")
    case .choice(let choices):
      #expect(choices.count > 1 && parameter.allowed.hasPrefix("one of " + choices[0] + ", "))
    }
  }
}
