import Foundation
import Testing

@testable import Reporting

/// A file in place whose disk takes `capacity` bytes, a few at a time, and then is full.
private func fileOnSmallDisk(
  _ path: String, capacity: Int, _ body: (inout OutputFile) throws -> Void
) throws {
  let budget = Budget(capacity)
  var file = try OutputFile(
    path: path, purpose: .inPlace,
    writeCall: { descriptor, bytes, count in
      let taken = min(count, 7, budget.left)
      guard taken > 0 else {
        errno = ENOSPC
        return -1
      }
      budget.left -= taken
      return write(descriptor, bytes, taken)
    })
  try body(&file)
}

private final class Budget {
  var left: Int
  init(_ left: Int) { self.left = left }
}

@Test func fullDiskLeavesWholeLines() throws {
  let folder = TemporaryFolder()
  try OutputFile.createFolder(folder.path)
  let path = folder.path + "/lines"
  try fileOnSmallDisk(path, capacity: 45) { file in
    try file.put("twenty bytes a line\n")
    try file.put("twenty bytes a line\n")
    do {
      try file.put("twenty bytes a line\n")
      Issue.record("the disk was full")
    } catch {
      #expect(error as? ReportError == ReportError(path: path, action: .write, cause: .diskFull))
    }
  }
  #expect(try folder.text("lines") == "twenty bytes a line\ntwenty bytes a line\n")
}

@Test func failedReplacementLeavesTheEarlierFileAndNoPartialOne() throws {
  let folder = TemporaryFolder()
  try OutputFile.createFolder(folder.path)
  let path = folder.path + "/page"
  try Data("before".utf8).write(to: URL(filePath: path))
  do {
    var file = try OutputFile(
      path: path, purpose: .replacement,
      writeCall: { _, _, _ in
        errno = ENOSPC
        return -1
      })
    try file.put("after")
    #expect(throws: ReportError.self) { try file.commit() }
  }
  #expect(try folder.text("page") == "before")
  #expect(try folder.names == ["page"])
}

@Test func replacementOverAFolderIsRefused() throws {
  let folder = TemporaryFolder()
  try OutputFile.createFolder(folder.path + "/page/inside")
  do {
    var file = try OutputFile(path: folder.path + "/page", purpose: .replacement)
    try file.put("text")
    #expect(
      throws: ReportError(path: folder.path + "/page", action: .replace, cause: .isAFolder)
    ) { try file.commit() }
  }
  #expect(try folder.names == ["page"])
}

@Test func scratchIsCopiedWholeAndHasNoName() throws {
  let folder = TemporaryFolder()
  try OutputFile.createFolder(folder.path)
  var scratch = try OutputFile(path: folder.path + "/page", purpose: .scratch)
  let text = String(repeating: "0123456789", count: 250_000)
  try scratch.put(text)
  #expect(try folder.names == [])
  var file = try OutputFile(path: folder.path + "/page", purpose: .replacement)
  try file.put("<")
  try file.put(contentsOf: &scratch)
  try file.put(">")
  try file.commit()
  #expect(try folder.text("page") == "<\(text)>")
}

@Test func aPageReplacesAPageAndNothingElse() throws {
  let folder = TemporaryFolder()
  try OutputFile.createFolder(folder.path)
  let path = folder.path + "/page"
  try OutputFile.writePage("<!DOCTYPE html>1", to: path)
  try OutputFile.writePage("<!DOCTYPE html>2", to: path)
  #expect(try folder.text("page") == "<!DOCTYPE html>2")
  try Data("an image".utf8).write(to: URL(fileURLWithPath: path))
  let refused = ReportError(path: path, action: .replace, cause: .notAPage)
  #expect(throws: refused) { try OutputFile.writePage("<!DOCTYPE html>3", to: path) }
  #expect(try folder.text("page") == "an image")
  #expect(throws: ReportError(path: "/dev/null", action: .replace, cause: .notAPage)) {
    try OutputFile.writePage("<!DOCTYPE html>", to: "/dev/null")
  }
}
