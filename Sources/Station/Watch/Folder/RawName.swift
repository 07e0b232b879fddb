import Foundation

/// The name of a file, or a path, as the system has it: bytes, none of them zero, which need not be
/// UTF-8.
struct RawName: Hashable, Sendable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The name that ``text`` wrote.
  init(text: String) {
    guard Self.hasEscape(Array(text.utf8)) else {
      bytes = Array(text.utf8)
      return
    }
    var out: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"),
        let value = UInt8(
          String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
      {
        out.append(value)
        rest = rest.dropFirst(3)
      } else {
        out.append(byte)
      }
    }
    bytes = out
  }

  /// The name as text from which it can be told again.
  ///
  /// UTF-8 stands as it is, unless it has `\x` in it. Any other name has each backslash as `\x5C` and
  /// each byte that is part of no character as `\x` and two hexadecimal digits.
  var text: String {
    if !Self.hasEscape(bytes), let plain = String(validating: bytes, as: UTF8.self) { return plain }
    var out = ""
    var rest = bytes[...]
    while let byte = rest.first {
      let length = Self.characterLength(rest)
      if length == 0 || byte == UInt8(ascii: "\\") {
        out += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        rest = rest.dropFirst()
      } else {
        out += String(decoding: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
      }
    }
    return out
  }

  /// Whether the name begins with a dot.
  var isHidden: Bool { bytes.first == UInt8(ascii: ".") }

  /// The path of `name` in the folder that this is the path of.
  func appending(_ name: RawName) -> RawName {
    RawName(bytes + (bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + name.bytes)
  }

  /// Calls `body` with the name as C has it.
  func withCString<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value {
    (bytes + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { body($0.baseAddress!) }
    }
  }

  private static func hasEscape(_ bytes: [UInt8]) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "\\") && $1 == UInt8(ascii: "x") }
  }

  /// Bytes of the character that `bytes` begin with; 0 where they begin with none.
  private static func characterLength(_ bytes: ArraySlice<UInt8>) -> Int {
    (1...4).first { length in
      bytes.count >= length && String(validating: bytes.prefix(length), as: UTF8.self) != nil
    } ?? 0
  }
}
