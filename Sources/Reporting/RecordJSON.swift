import Foundation
import Traceability

/// One record as a JSON object, with the members of `results.jsonl` and what people decided since.
public enum RecordJSON {
  /// The members as they stand in `results.jsonl`, then `finalVerdict` and `overrides`, then what else
  /// the record tells of camera, arrival, image, models and parents, on one line without its line feed.
  public static func line(_ record: InspectionRecord) -> String {
    var out: [UInt8] = []
    for (i, override) in record.overrides.enumerated() {
      out.append(contentsOf: i == 0 ? #"{"recordedAt":"#.utf8 : #",{"recordedAt":"#.utf8)
      JSONText.append(ReportTime.utc(override.recordedAt), to: &out)
      out.append(contentsOf: #","oldVerdict":"#.utf8)
      JSONText.append(override.oldVerdict.rawValue, to: &out)
      out.append(contentsOf: #","newVerdict":"#.utf8)
      JSONText.append(override.newVerdict.rawValue, to: &out)
      out.append(contentsOf: #","operator":"#.utf8)
      JSONText.append(override.operator, to: &out)
      out.append(contentsOf: #","reason":"#.utf8)
      JSONText.append(override.reason, to: &out)
      out.append(UInt8(ascii: "}"))
    }
    let final = JSONText.string(record.finalVerdict.rawValue)
    // Without the closing brace and the line feed.
    return JSONLinesReport.line(record).dropLast(2)
      + ",\"finalVerdict\":\(final),\"overrides\":[\(String(decoding: out, as: UTF8.self))],"
      + "\(origin(record))}"
  }

  private static func origin(_ record: InspectionRecord) -> String {
    func number(_ value: Int?) -> String { value.map(String.init) ?? "null" }
    func text(_ value: String?) -> String { value.map(JSONText.string) ?? "null" }
    let parents = record.parents.map {
      "{\"serial\":\(text($0.serial)),\"lot\":\(text($0.lot))}"
    }
    return """
      "camera":\(text(record.camera)),"arrivedAt":\(text(record.arrivedAt.map(ReportTime.utc))),\
      "utcOffset":\(number(record.utcOffset)),"imageBytes":\(number(record.imageBytes)),\
      "imageWidth":\(number(record.imageSize?.width)),\
      "imageHeight":\(number(record.imageSize?.height)),"modelSha256":\(text(record.modelSHA256)),\
      "parents":[\(parents.joined(separator: ","))]
      """
  }

  /// The same members and then `parameters`, the values in effect, and `thresholds`, indented for
  /// people.
  public static func pretty(_ record: InspectionRecord) -> String {
    // What was recorded as parameters is passed on whatever it is.
    let parameters = record.effectiveParameters
    let value = isValid(parameters) ? parameters : JSONText.string(parameters)
    let thresholds = record.thresholds.map { isValid($0) ? $0 : JSONText.string($0) } ?? "null"
    return indented(
      "\(line(record).dropLast()),\"parameters\":\(value),\"thresholds\":\(thresholds)}")
  }

  /// Whether `text` is a JSON object or array.
  static func isValid(_ text: String) -> Bool {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil
  }

  /// `json`, which must be valid, with a line for each member and element; objects and arrays that
  /// hold no others stay on one line where they are short.
  static func indented(_ json: String) -> String {
    var layout = Layout()
    return layout.text(of: json)
  }
}

/// Lays JSON out without parsing its values, so that numbers and the order of members stay.
private struct Layout {
  private static let longestLine = 80

  private var bytes: [UInt8] = []
  private var position = 0

  mutating func text(of json: String) -> String {
    bytes = compacted(Array(json.utf8))
    position = 0
    var out: [UInt8] = []
    value(depth: 0, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  // Without the white space between values.
  private func compacted(_ json: [UInt8]) -> [UInt8] {
    var isString = false
    var isEscaped = false
    return json.filter { byte in
      if isString {
        if byte == UInt8(ascii: "\""), !isEscaped { isString = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        return true
      }
      if byte == UInt8(ascii: "\"") { isString = true }
      return byte > UInt8(ascii: " ")
    }
  }

  private mutating func value(depth: Int, into out: inout [UInt8]) {
    guard position < bytes.count, "{[".utf8.contains(bytes[position]) else {
      scalar(into: &out)
      return
    }
    if let end = endOfShortContainer() {
      spaced(through: end, into: &out)
      return
    }
    out.append(bytes[position])
    position += 1
    while position < bytes.count, !"}]".utf8.contains(bytes[position]) {
      newLine(depth: depth + 1, into: &out)
      value(depth: depth + 1, into: &out)
      if position < bytes.count, bytes[position] == UInt8(ascii: ":") {
        position += 1
        out += ": ".utf8
        value(depth: depth + 1, into: &out)
      }
      if position < bytes.count, bytes[position] == UInt8(ascii: ",") {
        out.append(bytes[position])
        position += 1
      }
    }
    newLine(depth: depth, into: &out)
    if position < bytes.count { out.append(bytes[position]) }
    position += 1
  }

  // The closing bracket of a container that opens here, fits a line and holds no other.
  private func endOfShortContainer() -> Int? {
    var copy = self
    copy.position += 1
    var ignored: [UInt8] = []
    while copy.position < bytes.count, copy.position - position < Self.longestLine {
      if "}]".utf8.contains(bytes[copy.position]) { return copy.position }
      if "{[".utf8.contains(bytes[copy.position]) { return nil }
      if ",:".utf8.contains(bytes[copy.position]) {
        copy.position += 1
      } else {
        copy.scalar(into: &ignored)
      }
    }
    return nil
  }

  private mutating func spaced(through end: Int, into out: inout [UInt8]) {
    while position <= end {
      if ",:".utf8.contains(bytes[position]) {
        out += [bytes[position], UInt8(ascii: " ")]
        position += 1
      } else if "{}[]".utf8.contains(bytes[position]) {
        out.append(bytes[position])
        position += 1
      } else {
        scalar(into: &out)
      }
    }
  }

  // A string, number or literal.
  private mutating func scalar(into out: inout [UInt8]) {
    var isString = false
    var isEscaped = false
    while position < bytes.count {
      let byte = bytes[position]
      if isString {
        if byte == UInt8(ascii: "\""), !isEscaped { isString = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      } else if byte == UInt8(ascii: "\"") {
        isString = true
      } else if "{}[],:".utf8.contains(byte) {
        return
      }
      out.append(byte)
      position += 1
    }
  }

  private func newLine(depth: Int, into out: inout [UInt8]) {
    out.append(UInt8(ascii: "\n"))
    out += Array(repeating: UInt8(ascii: " "), count: 2 * depth)
  }
}
