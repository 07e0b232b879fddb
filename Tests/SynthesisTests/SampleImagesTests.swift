import Codecs
import Decision
import Foundation
import Pixels
import Testing

@testable import Synthesis

/// The committed SampleImages are what the generator draws, by the commands their README gives.
@Suite struct SampleImagesTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "SampleImages")

  struct Sample: Sendable, CustomTestStringConvertible {
    var arguments: String
    var series: BoardSeries
    var testDescription: String { arguments }

    init(_ arguments: String, seed: UInt64, count: Int, defects: [DefectClass], stretch: Double) {
      self.arguments = arguments
      var parameters = BoardParameters()
      parameters.size = PixelSize(width: 512, height: 512)
      parameters.noise = 0.35
      parameters.stretch = stretch
      parameters.defects = defects.isEmpty ? .none : .classes(defects)
      series = BoardSeries(count: count, seed: seed, parameters: parameters)
    }
  }

  static let samples = [
    Sample("--seed 2026 --count 5", seed: 2026, count: 5, defects: [], stretch: 3),
    Sample("--seed 31 --defects open", seed: 31, count: 1, defects: [.open], stretch: 3),
    Sample("--seed 32 --defects short", seed: 32, count: 1, defects: [.short], stretch: 3),
    Sample(
      "--seed 33 --defects mousebite,mousebite", seed: 33, count: 1,
      defects: [.mousebite, .mousebite], stretch: 3),
    Sample("--seed 34 --defects spur", seed: 34, count: 1, defects: [.spur], stretch: 3),
    Sample("--seed 35 --defects pin-hole", seed: 35, count: 1, defects: [.pinHole], stretch: 3),
    Sample(
      "--seed 11 --stretch 6 --count 2 --defects open,short,mousebite,spur,copper,pin-hole",
      seed: 11, count: 2, defects: DefectClass.boardClasses, stretch: 6),
  ]

  @Test(arguments: samples)
  func filesAreWhatTheGeneratorDraws(_ sample: Sample) throws {
    for index in 0..<sample.series.count {
      let name = sample.series.name(index)
      let pair = try sample.series.pair(index)
      #expect(try picture(name + "_test.png") == pair.test, "\(name)")
      #expect(try picture(name + "_temp.png") == pair.template, "\(name)")
      #expect(try text(name + ".txt") == pair.truthText, "\(name)")
    }
  }

  @Test func readmeGivesTheCommands() throws {
    let commands = try text("README.md").split(separator: "\n")
      .filter { $0.hasPrefix("sightline synthesize ") }
    let common = "sightline synthesize --output SampleImages --force --size 512x512 --noise 0.35 "
    #expect(commands.map(String.init) == Self.samples.map { common + $0.arguments })
  }

  @Test func listNamesAllPairs() throws {
    let names = Self.samples.flatMap { sample in
      (0..<sample.series.count).map(sample.series.name)
    }
    #expect(try text("list.txt") == names.map { "\($0).png \($0).txt\n" }.joined())
    #expect(names.count == 12)
  }

  @Test func everyClassOccursAtLeastTwice() throws {
    var counts: [Int: Int] = [:]
    for line in try text("list.txt").split(separator: "\n") {
      let truth = try text(String(line.split(separator: " ")[1]))
      for type in truth.split(separator: "\n").compactMap({ $0.split(separator: " ").last }) {
        counts[Int(type) ?? 0, default: 0] += 1
      }
    }
    #expect(Set(counts.keys) == Set(1...6))
    #expect(counts.values.allSatisfy { $0 >= 2 })
  }

  @Test func damagedSampleIsRefused() throws {
    let bytes = try Array(Data(contentsOf: Self.folder.appending(path: "damaged-01_test.png")))
    #expect(throws: DecodeError.self) { try ImageDecoder().decode(bytes) }
    #expect(try picture("damaged-01_temp.png").size == PixelSize(width: 512, height: 512))
  }

  private func picture(_ file: String) throws -> Image<UInt8> {
    var image = Image<UInt8>()
    let bytes = try Array(Data(contentsOf: Self.folder.appending(path: file)))
    try ImageDecoder().decodeGray(bytes, into: &image)
    return image
  }

  private func text(_ file: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
  }
}
