import Decision
import Evaluation
import Foundation
import Pixels
import Testing

@Suite struct DeepPCBLayoutTests {
  private static func pairs(_ text: String) throws -> [LabelledPair] {
    let folder = try TemporaryFolder()
    return try withExtendedLifetime(folder) {
      try DeepPCBLayout.pairs(root: "/r", list: try folder.write(text, to: "list.txt"))
    }
  }

  private static func truth(_ text: String) throws -> [TruthBox] {
    let folder = try TemporaryFolder()
    return try withExtendedLifetime(folder) {
      try DeepPCBLayout.truth(try folder.write(text, to: "t.txt"))
    }
  }

  /// The error that `body` throws.
  private static func failure(_ body: () throws -> Void) -> EvaluationError? {
    do {
      try body()
      return nil
    } catch {
      return error as? EvaluationError
    }
  }

  @Test func pairsAreReadInTheirOrder() throws {
    let pairs = try Self.pairs("g/a/2.jpg g/a_not/2.txt\n\n  1.png   1.txt  \r\nv1.2/x.y.jpg z\n")
    #expect(pairs.map(\.name) == ["2", "1", "x.y"])
    #expect(
      pairs.map(\.imagePath) == ["/r/g/a/2_test.jpg", "/r/1_test.png", "/r/v1.2/x.y_test.jpg"])
    #expect(pairs[0].templatePath == "/r/g/a/2_temp.jpg")
    #expect(pairs.map(\.truthPath) == ["/r/g/a_not/2.txt", "/r/1.txt", "/r/z"])
  }

  @Test(arguments: [
    "a.jpg", "a.jpg b.txt c", "a b.txt", "v1.2/a b.txt", "g/.jpg b.txt", "g/ b.txt",
  ])
  func badLinesOfListsAreNamed(line: String) throws {
    let error = Self.failure { _ = try Self.pairs("1.jpg 1.txt\n\n\(line)\n") }
    guard case .badLine(let path, let number, let text, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    // Blank lines count, as editors count them.
    #expect(path.hasSuffix("list.txt") && number == 3 && text == line)
  }

  @Test func listsMustNameEachPairOnce() {
    guard
      case .duplicateName(_, "1") = Self.failure({ _ = try Self.pairs("a/1.jpg x\nb/1.png y\n") })
    else {
      Issue.record("accepted")
      return
    }
  }

  @Test(arguments: ["", "\n", " \n\t\r\n"])
  func listsMustNameAPair(text: String) {
    guard case .emptyList = Self.failure({ _ = try Self.pairs(text) }) else {
      Issue.record("accepted")
      return
    }
  }

  @Test func filesThatAreNotThereAreNamed() {
    let missing = "/nowhere/list.txt"
    for body in [
      { _ = try DeepPCBLayout.pairs(root: "/", list: missing) },
      { _ = try DeepPCBLayout.truth(missing) },
    ] as [() throws -> Void] {
      guard case .unreadable(missing, let cause) = Self.failure(body) else {
        Issue.record("read")
        return
      }
      #expect(!cause.isEmpty)
    }
  }

  @Test func truthIsReadWithBlanksOrCommas() throws {
    let boxes = try Self.truth("1 2 30 40 1\n5,6,7,8,6\r\n\n 9, 10, 11, 12, 3 \n-3 0 4 5 2")
    #expect(boxes.map(\.defectClass) == [.open, .pinHole, .mousebite, .short])
    #expect(boxes[0].box == PixelBox(x1: 1, y1: 2, x2: 30, y2: 40))
    #expect(boxes[3].box == PixelBox(x1: -3, y1: 0, x2: 4, y2: 5))
    #expect(try Self.truth("").isEmpty)
  }

  @Test(arguments: [
    "1 2 3 4", "1 2 3 4 5 6", "1 2 3 4 0", "1 2 3 4 7", "1 2 3 4 open", "1 2 1 4 1", "1 2 3 2 1",
    "5 2 3 4 1", "1.5 2 3 4 1", "1 2 99999999999999999999 4 1",
    "-9223372036854775807 0 9223372036854775807 1 1", "0 0 1000001 1 1",
  ])
  func badLinesOfTruthAreNamed(line: String) {
    let error = Self.failure { _ = try Self.truth("1 2 3 4 1\n\n\(line)\n") }
    guard case .badLine(_, 3, line, let expected) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(expected == .box(limit: 1_000_000))
    #expect(error?.description.contains(":3: '\(line)' is not x1 y1 x2 y2 type") == true)
  }

  @Test func boxesOfExtremeCoordinatesHaveAnArea() throws {
    let box = try #require(
      try Self.truth("-1000000 -1000000 1000000 1000000 1").first
    ).box
    #expect(box.area == 4_000_000_000_000)
    #expect(box.intersectionOverUnion(box) == 1)
  }
}
