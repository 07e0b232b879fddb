import Decision
import Foundation
import Pixels
import Testing

@testable import Studies

struct TruthTableTests {
  private func table(_ text: String) throws(TruthTableError) -> TruthTable {
    try TruthTable(bytes: Data(text.utf8), path: "t.csv")
  }

  private func problem(_ text: String) -> TruthTableError.Problem? {
    do throws(TruthTableError) {
      _ = try table(text)
      return nil
    } catch {
      return error.problem
    }
  }

  private let board = """
    image,verdict,x1,y1,x2,y2,class
    good_00.jpg,good,,,,,
    01_spur.jpg,defective,1,2,30,40,spur
    01_spur.jpg,defective,5,6,7,8,open
    02.jpg,defective,,,,,

    """

  @Test func rowsOfOneImageAreItsDefects() throws {
    let table = try table(board)
    #expect(table.count == 3 && table.goodCount == 1)
    let truth = try table.truth(of: ["d/good_00.jpg", "./01_spur.jpg", "/a/02.jpg", "x.jpg"])
    #expect(truth[0] == .good && truth[3] == nil)
    #expect(
      truth[1]
        == PartTruth(
          isGood: false,
          defects: [
            .init(box: PixelBox(x1: 1, y1: 2, x2: 30, y2: 40), defectClass: .spur),
            .init(box: PixelBox(x1: 5, y1: 6, x2: 7, y2: 8), defectClass: .open),
          ]))
    #expect(truth[2] == PartTruth(isGood: false) && truth[2]?.isLocated == false)
  }

  @Test func columnsComeInAnyOrderAndVerdictsInManyWords() throws {
    let table = try table("\u{FEFF}Verdict;note;Image\nPASS;x;a.png\nNG;y;b.png\nok;;\"c;d.png\"\n")
    #expect(
      try table.truth(of: ["a.png", "b.png", "c;d.png"]).map { $0?.isGood } == [true, false, true])
  }

  @Test func foldersTellImagesOfOneNameApart() throws {
    let text = "image,verdict\nline1/a.png,good\nline2/a.png,bad\na.png,good\n"
    let table = try table(text)
    #expect(
      try table.truth(of: ["/d/line2/a.png", "line1//a.png", "other/a.png"]).map { $0?.isGood }
        == [false, true, true])
    // The end of a folder's name is no folder.
    #expect(try table.truth(of: ["newline2/a.png"]).map { $0?.isGood } == [true])
    #expect(throws: TruthTableError.self) { try table.truth(of: ["x/a.png", "y/a.png"]) }
    #expect(try table.truth(of: ["x/a.png", "x/a.png"]).count == 2)
  }

  @Test func whatIsWrongIsSaidWithItsRow() {
    #expect(problem("a,b\n1,2\n") == .missingColumns(found: ["a", "b"]))
    #expect(problem("image,verdict\n") == .noRows)
    #expect(problem("image,verdict\n,good\n") == .row(2, .noImage))
    #expect(problem("image,verdict\na,good\nb,maybe\n") == .row(3, .verdict("maybe")))
    #expect(
      problem("image,verdict\na,good\na,bad\n")
        == .row(3, .contradiction(image: "a", verdict: "bad")))
    let head = "image,verdict,x1,y1,x2,y2\n"
    #expect(problem(head + "a,good,1,2,3,4\n") == .row(2, .defectOfGoodImage))
    for box in ["1,2,3,", "1,2,1,4", "1,2,x,4", "1.5,2,3,4"] {
      guard case .row(2, .box) = problem(head + "a,bad,\(box)\n") else {
        Issue.record("\(box) was taken")
        continue
      }
    }
    #expect(problem("image,verdict\n\"a,good\n") == .quotes)
    #expect(throws: TruthTableError.self) { try TruthTable(path: "/nowhere/t.csv") }
    #expect(
      TruthTableError(path: "t.csv", problem: .row(2, .noImage)).description
        == "truth t.csv: row 2: names no image")
  }
}
