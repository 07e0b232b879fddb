import Foundation
import Pages
import Testing

@Suite struct ContrastTests {
  /// What is written on what. Text needs 4.5 (WCAG 2.2, 1.4.3), the edges of fields 3 (1.4.11).
  private static let pairs: [(text: String, ground: String, least: Double)] =
    ["text", "muted", "accent", "pass", "fail", "review", "uninspectable"].flatMap { text in
      ["page", "surface", "sunken"].map { (text, $0, 4.5) }
    }
    + ["pass", "fail", "review", "uninspectable", "accent", "bar"].map { ("ink", $0, 4.5) }
    + ["page", "surface"].map { ("edge", $0, 3) }

  @Test func coloursAreFarEnoughApartInLightAndDark() throws {
    let style = String(
      decoding: try #require(PageSet.asset(named: "style.css")).bytes, as: UTF8.self)
    var light: [String: String] = [:]
    var dark: [String: String] = [:]
    let blocks = style.matches(
      of: /(@media \(prefers-color-scheme: dark\) \{\s*)?:root \{([^}]*)\}/)
    for block in blocks {
      for entry in block.output.2.matches(of: /--([a-z]+): (#[0-9a-fA-F]{3,6})/) {
        let (name, value) = (String(entry.output.1), String(entry.output.2))
        if block.output.1 == nil { light[name] = value } else { dark[name] = value }
      }
    }
    #expect(light.count > 10 && light.count == dark.count)
    for (scheme, colours) in [("light", light), ("dark", dark)] {
      for pair in Self.pairs {
        let text = try #require(colours[pair.text], "\(pair.text)")
        let ground = try #require(colours[pair.ground], "\(pair.ground)")
        let contrast = Self.contrast(text, ground)
        #expect(contrast >= pair.least, "\(scheme): \(pair.text) on \(pair.ground) \(contrast)")
      }
    }
  }

  @Test func blackOnWhiteIsAsFarApartAsCanBe() {
    #expect(abs(Self.contrast("#000", "#ffffff") - 21) < 1e-9)
    #expect(abs(Self.contrast("#777777", "#ffffff") - 4.478) < 0.001)
  }

  /// The contrast ratio of WCAG 2.2.
  private static func contrast(_ one: String, _ other: String) -> Double {
    let values = [luminance(one), luminance(other)].sorted()
    return (values[1] + 0.05) / (values[0] + 0.05)
  }

  private static func luminance(_ colour: String) -> Double {
    var digits = Array(colour.dropFirst())
    if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
    let channels = stride(from: 0, to: 6, by: 2).map { place -> Double in
      let value = Double(Int(String(digits[place...(place + 1)]), radix: 16) ?? 0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }
}
