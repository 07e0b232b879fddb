import Codecs
import Decision
import Foundation
import Pixels
import Testing

@testable import Synthesis

@Suite struct PairFolderTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sightline-pairs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func smallSeries(_ defects: DefectRequest = .none, count: Int = 1) -> BoardSeries {
    BoardSeries(count: count, seed: 1, parameters: plainParameters(size: 160, defects: defects))
  }

  @Test func namesTellWhatIsShown() {
    #expect(smallSeries().name(0) == "good-01")
    #expect(smallSeries(.count(0)).name(4) == "good-05")
    #expect(smallSeries(.count(2)).name(0) == "mixed-01")
    #expect(smallSeries(.classes([.pinHole, .pinHole])).name(0) == "pin-hole-01")
    #expect(smallSeries(.classes([.open, .spur])).name(11) == "mixed-12")
    #expect(smallSeries(count: 1000).name(0) == "good-0001")
  }

  @Test(arguments: PairFolder.Format.allCases)
  func pairIsWrittenInTheLayoutOfTheDataset(_ format: PairFolder.Format) throws {
    try withFolder { url in
      let folder = PairFolder(path: url.path, format: format)
      let pair = try smallSeries(.classes([.copper])).pair(0)
      try folder.prepare(for: ["a-01"])
      try folder.write(pair, name: "a-01")
      try folder.list(["a-01"])
      let list = try String(contentsOf: url.appending(path: "list.txt"), encoding: .utf8)
      #expect(list == "a-01.\(format.rawValue) a-01.txt\n")
      let truth = try String(contentsOf: url.appending(path: "a-01.txt"), encoding: .utf8)
      #expect(truth == pair.truthText)
      var image = Image<UInt8>()
      let file = url.appending(path: "a-01_test.\(format.rawValue)")
      try ImageDecoder().decodeGray(Array(Data(contentsOf: file)), into: &image)
      #expect(image.size == pair.test.size)
      if format == .png { #expect(image == pair.test) }
    }
  }

  @Test func filesThatExistAreNotReplacedUnasked() throws {
    try withFolder { url in
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      let present = url.appending(path: "b-01_temp.png")
      try Data("mine".utf8).write(to: present)
      let refusal = PairFolderError.exists(path: present.path, others: 0)
      #expect(throws: refusal) {
        try PairFolder(path: url.path).prepare(for: ["a-01", "b-01"])
      }
      try PairFolder(path: url.path, overwrites: true).prepare(for: ["a-01", "b-01"])
      #expect(try Data(contentsOf: present) == Data("mine".utf8))
    }
  }

  @Test func listKeepsWhatItHasAndNamesNothingTwice() throws {
    try withFolder { url in
      let folder = PairFolder(path: url.path)
      try folder.prepare(for: [])
      try folder.list(["b-01", "a-01"])
      try folder.list(["a-01", "c-01"])
      let list = try String(contentsOf: url.appending(path: "list.txt"), encoding: .utf8)
      #expect(list == "b-01.png b-01.txt\na-01.png a-01.txt\nc-01.png c-01.txt\n")
    }
  }

  @Test func folderThatIsAFileIsRefused() throws {
    try withFolder { url in
      try Data().write(to: url)
      #expect(throws: PairFolderError.self) { try PairFolder(path: url.path).prepare(for: []) }
    }
  }
}
