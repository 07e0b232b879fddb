import Foundation
import Testing

@testable import Station

struct JobTableTests {
  private func table(_ text: String, folder: String = "") throws(ListProblem) -> JobTable {
    try JobTable(bytes: Data(text.utf8), folder: folder)
  }

  private func problem(_ text: String) -> ListProblem? {
    do throws(ListProblem) {
      _ = try table(text)
      return nil
    } catch {
      return error
    }
  }

  private let job = InspectionJob(
    imagePath: "l/a.png", templatePath: "/t.png", serial: "1", lot: "L")

  @Test(arguments: [
    "image,template,serial,lot\na.png,/t.png,1,L\n",
    "lot,serial,template,image\r\nL,1,/t.png,a.png",
    "\u{feff}Image;TEMPLATE;Serial;lot\r\na.png;/t.png;1;L\r\n",
    "image\ttemplate\tserial\tlot\na.png\t/t.png\t1 \tL\n\n\t\t\t\n",
    "image, template, serial, lot\n\"a.png\", \"/t.png\", 1, L\n",
    "image,template,serial,lot\ra.png,/t.png,1,L\r",
  ])
  func columnsAndSeparatorsMayDiffer(text: String) throws {
    let table = try table(text, folder: "l/")
    #expect(table.rows == [job])
    #expect(table.hasTemplates && table.ignoredColumns.isEmpty)
  }

  @Test func onlyTheImageMustBeThere() throws {
    let table = try table("image\na.png\n\nb.png\na.png\n")
    #expect(table.rows.map(\.imagePath) == ["a.png", "b.png", "a.png"])
    #expect(table.rows.allSatisfy { $0.templatePath == nil && $0.serial == nil })
    #expect(!table.hasTemplates)
  }

  @Test func otherColumnsArePassedOver() throws {
    let table = try table("date,image,serail,\n2025-06-01,a.png,7,\n")
    #expect(table.rows == [InspectionJob(imagePath: "a.png")])
    #expect(table.ignoredColumns == ["date", "serail"])
  }

  @Test func quotedFieldsMayHoldAnything() throws {
    let table = try table("image,serial\n\"a,\"\"b\"\"\n.png\",\"x;y\"\n板.png,二\n")
    #expect(table.rows.map(\.imagePath) == ["a,\"b\"\n.png", "板.png"])
    #expect(table.rows.map(\.serial) == ["x;y", "二"])
  }

  /// The rows that such a quote swallows would not be inspected.
  @Test func aFieldThatReachesOverTheLineIsRefused() {
    #expect(
      problem("image,template,lot\na.png,t.png,\"L1\nb.png,t.png,L2\"\n")
        == .lineBreak(row: 2, column: "lot"))
  }

  @Test func shortRowsLackTheLastFields() throws {
    let table = try table("image,template,serial\na.png\nb.png,t.png\n")
    #expect(table.rows.map(\.templatePath) == [nil, "t.png"])
  }

  @Test func unusableListsAreRefused() {
    #expect(problem("") == .missingColumn(name: "image", found: []))
    #expect(problem("file,lot\na,b\n") == .missingColumn(name: "image", found: ["file", "lot"]))
    #expect(problem("image,Image\na,b\n") == .duplicateColumn(name: "image"))
    #expect(problem("image,lot\n") == .noRows)
    #expect(problem("image,lot\n,\n \n") == .noRows)
    #expect(problem("image,lot\na,b\n,b\n") == .noImage(row: 3))
    #expect(problem("image,lot\n\na,b,c\n") == .surplusField(row: 3, text: "c"))
    #expect(problem("image,lot\na\0b,c\n") == .zeroByte(row: 2))
    #expect(problem("image\n\"a.png\n") == .quotes(reason: "a quote is never closed"))
    guard case .quotes = problem("image\n\"a\"b\"\"\n") else {
      Issue.record("text after a closing quote was accepted")
      return
    }
  }

  @Test func otherEncodingsAreRefused() throws {
    let utf16 = try #require("image\na.png\n".data(using: .utf16))
    #expect(throws: ListProblem.notUTF8) { try JobTable(bytes: utf16, folder: "") }
    let latin1 = Data(Array("image\n".utf8) + [0xe9])
    #expect(throws: ListProblem.notUTF8) { try JobTable(bytes: latin1, folder: "") }
  }

  @Test func pathsAreRelativeToTheList() throws {
    try withFolder { folder in
      try folder.write("image,template\na.png,t/a.png\nb.png,\n", "lists/l.csv")
      try folder.write("", "all.png")
      let list = folder.path("lists/l.csv")
      let jobs = try JobCollection(list: list).jobs
      #expect(jobs[0].imagePath == folder.path("lists/a.png"))
      #expect(jobs[0].templatePath == folder.path("lists/t/a.png"))
      #expect(jobs[1].obstacle == "the list names no template for the image")
      let completed = try JobCollection(list: list, template: folder.path("all.png")).jobs
      #expect(completed[0] == jobs[0])
      #expect(completed[1].templatePath == folder.path("all.png"))
      #expect(completed[1].obstacle == nil)
    }
  }

  @Test func aListWithoutTemplatesNeedsOne() throws {
    try withFolder { folder in
      try folder.write("image,colour\na.png,red\n", "l.csv")
      let list = folder.path("l.csv")
      #expect(throws: JobError.list(path: list, .noTemplates)) { try JobCollection(list: list) }
      let collection = try JobCollection(list: list, template: list)
      #expect(collection.notes == ["columns of \(list) that are not used: 'colour'"])
    }
  }

  @Test func aListMayComeThroughAPipe() throws {
    try withFolder { folder in
      folder.makePipe("list")
      let path = folder.path("list")
      Thread {
        let pipe = open(path, O_WRONLY)
        let text = Array("image,template\na.png,t.png\n".utf8)
        _ = write(pipe, text, text.count)
        close(pipe)
      }.start()
      let jobs = try JobCollection(list: path).jobs
      #expect(jobs == [InspectionJob(imagePath: "a.png", templatePath: "t.png")])
    }
  }

  @Test func serialsInTheListWin() throws {
    try withFolder { folder in
      try folder.write("image,template,serial\nx7.png,t,\nx8.png,t,S\n", "l.csv")
      let jobs = try JobCollection(list: folder.path("l.csv"), serials: SerialPattern("\\d")).jobs
      #expect(jobs.map(\.serial) == ["7", "S"])
    }
  }

  @Test func unreadableListsAreRefused() throws {
    try withFolder { folder in
      for (name, cause) in [("no.csv", "No such file or directory"), ("", "Is a directory")] {
        let path = folder.path(name)
        #expect(throws: JobError.list(path: path, .unreadable(cause: cause))) {
          try JobCollection(list: path)
        }
      }
    }
  }

  @Test func messagesStayOnOneLine() {
    let problems: [ListProblem] = [
      .unreadable(cause: "c"), .tooLarge(limit: 1), .notUTF8, .quotes(reason: "a\nb"),
      .missingColumn(name: "image", found: ["a\nb"]), .duplicateColumn(name: "image"),
      .noTemplates, .noRows, .surplusField(row: 2, text: "a\u{1b}[2J\n"), .noImage(row: 2),
      .zeroByte(row: 2),
    ]
    let errors: [JobError] =
      problems.map { .list(path: "l\n.csv", $0) } + [
        .badSuffix(text: "a\nb", .sameEndings), .badSerialPattern(pattern: "\n", reason: "r\nr"),
        .unreachable(path: "\n", cause: "c"), .badTemplate(path: "\n", .notAFile),
        .noImages(paths: ["\n", "b"], templates: 3),
      ]
    for error in errors {
      #expect(!error.description.contains { $0.isNewline || $0 == "\u{1b}" })
    }
    #expect(
      errors[8].description
        == "list 'l\\n.csv': row 2 has more fields than the header: 'a\\u{1B}[2J\\n'; put a field "
        + "with a separator in it in quotes")
  }
}
