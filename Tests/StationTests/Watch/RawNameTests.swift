import Testing

@testable import Station

@Suite("Names in bytes") struct RawNameTests {
  @Test func plainNamesStandAsTheyAre() {
    for text in ["a.png", "日本語.png", "back\\slash.png", "line\nbreak.png", "a\u{301}.png", ""] {
      #expect(RawName(Array(text.utf8)).text == text)
      #expect(RawName(text: text).bytes == Array(text.utf8))
    }
  }

  @Test func everyNameComesBackFromItsText() {
    var names: [[UInt8]] = (1...255).map { [UInt8($0)] }
    for first in [0x5C, 0x78, 0xC3, 0xE6, 0xFF, 0x41] as [UInt8] {
      for second in [0x5C, 0x78, 0xA1, 0x97, 0x30, 0xFE] as [UInt8] {
        for third in [0x78, 0x34, 0xA5, 0x5C] as [UInt8] { names.append([first, second, third]) }
      }
    }
    names += [Array("\\x41.png".utf8), Array("\\\\x41".utf8), [0x5C, 0x78], [0x5C, 0xFF]]
    for name in names {
      #expect(RawName(text: RawName(name).text).bytes == name, "\(name)")
    }
  }

  @Test func twoNamesNeverHaveOneText() {
    let escaped = RawName([0xFF])
    let literal = RawName(Array(escaped.text.utf8))
    #expect(escaped.text == "\\xFF")
    #expect(literal.text != escaped.text)
  }
}
