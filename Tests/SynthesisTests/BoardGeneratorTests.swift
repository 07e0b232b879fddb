import Decision
import Pixels
import Testing

@testable import Synthesis

@Suite struct BoardGeneratorTests {
  private func pair(_ seed: UInt64, _ parameters: BoardParameters) throws -> SyntheticPair {
    try BoardGenerator(seed: seed, parameters: parameters).generate()
  }

  @Test func sameSeedGivesSamePixelsAndTruth() throws {
    var parameters = BoardParameters()
    parameters.size = PixelSize(width: 300, height: 260)
    parameters.defects = .count(3)
    let (a, b) = (try pair(7, parameters), try pair(7, parameters))
    #expect(a.template == b.template)
    #expect(a.test == b.test)
    #expect(a.truth == b.truth)
    #expect(a.test.size == parameters.size)
    #expect(a.template.size == parameters.size)
  }

  @Test func otherSeedGivesAnotherBoard() throws {
    let (a, b) = (try pair(1, plainParameters()), try pair(2, plainParameters()))
    #expect(a.template != b.template)
  }

  @Test func noiseAndDefectsLeaveTheBoardAsItWas() throws {
    var noisy = plainParameters(defects: .classes([.copper]))
    noisy.noise = 20
    noisy.stretch = 5
    #expect(try pair(3, plainParameters()).template == pair(3, noisy).template)
  }

  @Test func conductorIsDarkAndLaminateBright() throws {
    let pair = try pair(4, plainParameters(defects: .classes([.copper])))
    let box = try #require(pair.truth.first).box
    let (x, y) = ((box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2)
    #expect(pair.template[x, y] > 180)
    #expect((box.x1..<box.x2).contains { x in pair.test[x, y] < 80 })
  }

  @Test func goodBoardWithoutDisturbanceIsItsTemplate() throws {
    let pair = try pair(5, plainParameters())
    #expect(pair.truth.isEmpty)
    #expect(pair.truthText.isEmpty)
    #expect(pair.test == pair.template)
  }

  @Test(arguments: DefectClass.boardClasses)
  func defectHasTheTopologyOfItsClass(_ name: DefectClass) throws {
    for seed in UInt64(100)..<110 {
      let pair = try pair(seed, plainParameters(defects: .classes([name])))
      #expect(pair.truth.map(\.defectClass) == [name])
      let box = try #require(pair.truth.first).box
      let conductors = (
        countPieces(of: pair.template, in: box, dark: true),
        countPieces(of: pair.test, in: box, dark: true)
      )
      let gaps = (
        countPieces(of: pair.template, in: box, dark: false),
        countPieces(of: pair.test, in: box, dark: false)
      )
      switch name {
      case .open: #expect(conductors.1 > conductors.0, "seed \(seed)")
      case .short: #expect(conductors.1 < conductors.0, "seed \(seed)")
      case .copper: #expect(conductors.1 == conductors.0 + 1, "seed \(seed)")
      case .pinHole: #expect(gaps.1 == gaps.0 + 1, "seed \(seed)")
      default: #expect(conductors.1 == conductors.0 && gaps.1 == gaps.0, "seed \(seed)")
      }
      if name == .pinHole { #expect(conductors.1 == conductors.0, "seed \(seed)") }

      let addsConductor = [.short, .spur, .copper].contains(name)
      var changed = 0
      for y in box.y1..<box.y2 {
        for x in box.x1..<box.x2 {
          let (before, after) = (pair.template[x, y] < 128, pair.test[x, y] < 128)
          guard before != after else { continue }
          changed += 1
          #expect(after == addsConductor, "seed \(seed)")
        }
      }
      #expect(changed > 30, "seed \(seed)")
    }
  }

  @Test func boxesLieInsideApartAndCoverAllThatChanged() throws {
    let request = DefectRequest.classes(DefectClass.boardClasses)
    for seed in UInt64(20)..<24 {
      let pair = try pair(seed, plainParameters(size: 480, defects: request))
      #expect(pair.truth.map(\.defectClass) == DefectClass.boardClasses)
      for (i, defect) in pair.truth.enumerated() {
        #expect(defect.box.clipped(to: pair.test.size) == defect.box)
        #expect(min(defect.box.width, defect.box.height) >= SyntheticDefect.leastSide)
        #expect(defect.area > 0)
        for other in pair.truth[..<i] {
          #expect(defect.box.intersection(other.box).isEmpty)
        }
      }
      let covered = pair.truth.map(\.box)
      for y in 0..<pair.test.height {
        for x in 0..<pair.test.width where pair.test[x, y] != pair.template[x, y] {
          let isCovered = covered.contains { box in
            x >= box.x1 && x < box.x2 && y >= box.y1 && y < box.y2
          }
          #expect(isCovered, "seed \(seed) at \(x), \(y)")
        }
      }
    }
  }

  @Test func defectsAreFoundAgainOnStretchedBoards() throws {
    var disturbed = plainParameters(size: 480, defects: .classes(DefectClass.boardClasses))
    disturbed.stretch = 6
    disturbed.shift = 3
    var good = disturbed
    good.defects = .none
    // The stretch is drawn before the defects, so the good board is what they were put on.
    let (bad, before) = (try pair(31, disturbed), try pair(31, good))
    for defect in bad.truth {
      var changed = 0
      for y in defect.box.y1..<defect.box.y2 {
        for x in defect.box.x1..<defect.box.x2
        where (bad.test[x, y] < 128) != (before.test[x, y] < 128) {
          changed += 1
        }
      }
      #expect(abs(changed - defect.area) <= defect.area / 3)
    }
  }

  @Test func countOfDefectsIsMet() throws {
    var parameters = BoardParameters()
    parameters.size = PixelSize(width: 400, height: 400)
    parameters.defects = .count(5)
    #expect(try pair(9, parameters).truth.count == 5)
  }

  @Test func truthTextIsThatOfTheDataset() throws {
    let pair = try pair(12, plainParameters(defects: .classes([.short, .pinHole])))
    let lines = pair.truthText.split(separator: "\n")
    #expect(lines.count == 2)
    for (line, (defect, type)) in zip(lines, zip(pair.truth, [2, 6])) {
      let box = defect.box
      #expect(line == "\(box.x1) \(box.y1) \(box.x2) \(box.y2) \(type)")
    }
  }

  @Test func extremesOfAllParametersAreDrawn() throws {
    for (width, height) in [(128, 128), (128, 500), (700, 128)] {
      for isLargest in [false, true] {
        var parameters = BoardParameters()
        parameters.size = PixelSize(width: width, height: height)
        func extreme(_ parameter: BoardParameter) -> Double {
          isLargest ? parameter.range.upperBound : parameter.range.lowerBound
        }
        parameters.stretch = extreme(.stretch)
        parameters.shift = extreme(.shift)
        parameters.noise = extreme(.noise)
        parameters.illumination = extreme(.illumination)
        parameters.drillWander = extreme(.drillWander)
        parameters.blur = extreme(.blur)
        parameters.roughness = extreme(.roughness)
        for seed in [0, 1, UInt64.max] {
          #expect(try pair(seed, parameters).test.size == parameters.size)
        }
      }
    }
  }

  @Test func tooManyDefectsForTheBoardAreRefused() throws {
    var parameters = BoardParameters()
    parameters.size = PixelSize(width: 128, height: 128)
    parameters.defects = .classes(Array(repeating: .open, count: 60))
    #expect(throws: SynthesisError.noRoom(for: .open, size: parameters.size)) {
      try pair(1, parameters)
    }
  }

  @Test func valuesOutOfRangeAreRefusedByName() {
    func refusal(_ change: (inout BoardParameters) -> Void) -> SynthesisError? {
      var parameters = BoardParameters()
      change(&parameters)
      do {
        _ = try BoardGenerator(seed: 1, parameters: parameters)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal { $0.stretch = 12.5 } == .outOfRange(.stretch, 12.5))
    #expect(refusal { $0.shift = -1 } == .outOfRange(.shift, -1))
    #expect(refusal { $0.noise = .infinity } == .outOfRange(.noise, .infinity))
    #expect(refusal { $0.illumination = 61 } == .outOfRange(.illumination, 61))
    #expect(refusal { $0.drillWander = 21 } == .outOfRange(.drillWander, 21))
    #expect(refusal { $0.blur = 5 } == .outOfRange(.blur, 5))
    #expect(refusal { $0.roughness = 2 } == .outOfRange(.roughness, 2))
    #expect(refusal { $0.blur = .nan }?.description.contains("blur nan") == true)
    let size = PixelSize(width: 127, height: 640)
    #expect(refusal { $0.size = size } == .size(size))
    #expect(refusal { $0.defects = .count(-1) } == .defectCount(-1))
    #expect(refusal { $0.defects = .count(101) } == .defectCount(101))
    let crack = DefectClass(rawValue: "crack")
    #expect(refusal { $0.defects = .classes([crack]) } == .unknownClass("crack"))
  }
}
