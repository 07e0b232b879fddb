import Pixels

/// What a recipe sets apart for a region of a photographed part.
public struct RegionParameters: Sendable, Hashable {
  /// Where it lies on the reference.
  public enum Shape: Sendable, Hashable {
    /// A box in pixels of the reference.
    case box(PixelBox)
    /// The white pixels of an image that is among the recipe's models.
    case mask(file: String)
  }

  /// What the region is called; one line.
  public var name: String
  /// Where it lies. Where regions overlap, the last one counts.
  public var shape: Shape
  /// Whether nothing is judged in it.
  public var isIgnored = false
  /// What tolerances are multiplied by in it; as everywhere where it is `nil`.
  public var toleranceFactor: Double?
  /// Smallest difference that counts, in gray levels; as everywhere where it is `nil`.
  public var minimumContrast: Double?
  /// Smallest area of a difference that counts, in square pixels; as everywhere where it is `nil`.
  public var minimumArea: Int?

  /// A region in which everything is as everywhere.
  public init(name: String, shape: Shape) { (self.name, self.shape) = (name, shape) }

  /// The most regions that a recipe may have.
  public static let most = 200

  /// The parameters that a region may have a value of its own for.
  static let parameters = Parameter.all.filter {
    ["compare.toleranceFactor", "compare.minimumContrast", "blobs.minimumArea"].contains($0.key)
  }

  /// The value of one of `parameters` as recipes write it; `nil` where the region has none.
  func text(of parameter: Parameter) -> String? {
    var values = RecipeValues()
    switch parameter.key {
    case "compare.toleranceFactor":
      guard let toleranceFactor else { return nil }
      values.photo.comparison.rules[0].toleranceFactor = toleranceFactor
    case "compare.minimumContrast":
      guard let minimumContrast else { return nil }
      values.photo.comparison.rules[0].minimumContrast = minimumContrast
    default:
      guard let minimumArea else { return nil }
      values.blobs.minimumArea = minimumArea
    }
    return parameter.text(in: values)
  }

  /// Takes over what `values` say of `parameter`.
  mutating func take(_ parameter: Parameter, from values: RecipeValues) {
    switch parameter.key {
    case "compare.toleranceFactor":
      toleranceFactor = values.photo.comparison.rules[0].toleranceFactor
    case "compare.minimumContrast":
      minimumContrast = values.photo.comparison.rules[0].minimumContrast
    default: minimumArea = values.blobs.minimumArea
    }
  }

  /// Its lines in a recipe file.
  var yaml: [String] {
    var lines = ["  - name: \(QuotedText.quoted(name))"]
    switch shape {
    case .box(let box):
      lines.append("    box: \(box.regionText)")
    case .mask(let file): lines.append("    mask: \(QuotedText.quoted(file))")
    }
    if isIgnored { lines.append("    ignore: true") }
    for parameter in Self.parameters {
      if let text = text(of: parameter) { lines.append("    \(parameter.name): \(text)") }
    }
    return lines
  }

  /// The region as canonical JSON.
  var json: String {
    var members = ["\"ignore\":\(isIgnored)"]
    switch shape {
    case .box(let box): members.append("\"box\":\"\(box.regionText)\"")
    case .mask(let file): members.append("\"mask\":\(QuotedText.quoted(file))")
    }
    members.append("\"name\":\(QuotedText.quoted(name))")
    for parameter in Self.parameters {
      guard let text = text(of: parameter) else { continue }
      members.append("\"\(parameter.name)\":\(QuotedText.quoted(text))")
    }
    return "{\(members.sorted().joined(separator: ","))}"
  }
}

extension PixelBox {
  /// The box that people write as `x,y,width,height` in pixels; `nil` for text that is none.
  public init?(regionText text: String) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { Int($0.trimmingBlanks()) }
    guard numbers.count == 4, let x = numbers[0], let y = numbers[1], let width = numbers[2],
      let height = numbers[3], (0...1_000_000).contains(x), (0...1_000_000).contains(y),
      (1...1_000_000).contains(width), (1...1_000_000).contains(height)
    else { return nil }
    self.init(x1: x, y1: y, x2: x + width, y2: y + height)
  }

  /// The box as people write it.
  var regionText: String { "\(x1),\(y1),\(x2 - x1),\(y2 - y1)" }
}
