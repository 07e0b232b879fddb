import Pixels

/// What a recipe file says of one region, found to be of the right shape, its numbers not read yet.
struct RegionText: Sendable {
  /// Name, shape and whether it is ignored.
  var region: RegionParameters
  /// What its parameters are set to, by their names.
  var settings: [String: Setting] = [:]
  /// Where it stands.
  var location: RecipeProblem.Location

  /// What `region` says, put together by a program at `location`.
  init(_ region: RegionParameters, location: RecipeProblem.Location) {
    (self.region, self.location) = (region, location)
    for parameter in RegionParameters.parameters {
      settings[parameter.name] = region.text(of: parameter).map {
        Setting(text: $0, location: location)
      }
    }
  }

  /// The region with its numbers; lengths are converted as `values` say.
  func read(
    _ index: Int, values: RecipeValues, problems: inout [RecipeProblem]
  ) -> RegionParameters {
    var result = region
    for parameter in RegionParameters.parameters {
      guard let setting = settings[parameter.name] else { continue }
      var scratch = values
      do {
        try parameter.read(setting.text, into: &scratch)
        result.take(parameter, from: scratch)
      } catch {
        problems.append(
          RecipeProblem(
            location: setting.location, key: "regions[\(index)].\(parameter.name)", kind: error))
      }
    }
    return result
  }
}

extension RecipeReader {
  private static let regionKeys =
    ["name", "box", "mask", "ignore"] + RegionParameters.parameters.map(\.name)

  /// Reads the list of regions.
  mutating func readRegions(_ entry: Entry) {
    guard let list = list(entry, of: "- name: NAME") else { return }
    guard list.count <= RegionParameters.most else {
      report(
        .outOfRange(
          found: "\(list.count) regions", converted: nil,
          allowed: "at most \(RegionParameters.most)"), entry.key, line: entry.line)
      return
    }
    for (index, node) in list.enumerated() where problems.count < Self.maximumProblems {
      let key = "regions[\(index)]"
      let line = node.mark?.line ?? entry.line
      guard let entries = entries(of: node, prefix: key) else { continue }
      var name: String?
      var shapes: [RegionParameters.Shape] = []
      var isIgnored = false
      var settings: [String: Setting] = [:]
      let before = problems.count
      for entry in entries {
        let full = "\(key).\(entry.key)"
        guard Self.regionKeys.contains(entry.key) else {
          report(
            .unknownKey(
              nearest: NearestKey.find(entry.key, in: Self.regionKeys), known: Self.regionKeys),
            full, line: entry.line)
          continue
        }
        let parameter = RegionParameters.parameters.first { $0.name == entry.key }
        guard let text = text(entry, key: full, allowed: parameter?.allowed ?? "text") else {
          continue
        }
        switch entry.key {
        case "name" where Self.isName(text): name = text
        case "name": wrong(text, "a name", Self.allowedName, full, entry.line)
        case "mask": shapes.append(.mask(file: text))
        case "ignore" where text == "true" || text == "false": isIgnored = text == "true"
        case "ignore": wrong(text, "a switch", "true or false", full, entry.line)
        case "box":
          if let box = PixelBox(regionText: text) {
            shapes.append(.box(box))
          } else {
            wrong(text, "a box", "x,y,width,height in pixels", full, entry.line)
          }
        default:
          settings[entry.key] = Setting(text: text, location: .file(file, line: entry.line))
        }
      }
      guard problems.count == before else { continue }
      guard let name else {
        report(.missingKey(example: "name: connector"), "\(key).name", line: line)
        continue
      }
      guard shapes.count == 1, let shape = shapes.first else {
        report(
          .wrongShape(
            found: shapes.isEmpty ? "neither" : "both", expected: "either a box or a mask"),
          key, line: line)
        continue
      }
      var region = RegionParameters(name: name, shape: shape)
      region.isIgnored = isIgnored
      var read = RegionText(region, location: .file(file, line: line))
      read.settings = settings
      regions.append(read)
    }
  }

  private mutating func wrong(
    _ found: String, _ expected: String, _ allowed: String, _ key: String, _ line: Int?
  ) {
    report(.wrongValue(found: found, expected: expected, allowed: allowed), key, line: line)
  }
}
