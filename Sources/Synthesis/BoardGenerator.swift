import Decision
import Pixels

/// Draws a bare board twice: as it should be, and as a camera sees a copy of it that was etched,
/// drilled, stretched, lit and perhaps spoiled.
///
/// The same seed and parameters give the same pixels on every machine: random numbers come from
/// ``RandomSource``, and all arithmetic is of the kind that IEEE 754 rounds the same everywhere.
/// The board depends on seed and size only, so that noise, stretch or the defects may be varied on
/// one board. (Where defects find no room the next board of the seed is taken.)
///
/// Conductor is dark (about 44), laminate bright (about 212), as in the DeepPCB dataset, so that
/// one recipe serves both.
public struct BoardGenerator: Sendable {
  /// What the board is drawn from.
  public let seed: UInt64
  /// What the pair is to look like.
  public let parameters: BoardParameters

  private static let boards = 12

  /// A generator of one pair.
  ///
  /// Throws where a parameter is outside its range.
  public init(seed: UInt64, parameters: BoardParameters) throws(SynthesisError) {
    try parameters.validate()
    self.seed = seed
    self.parameters = parameters
  }

  /// The seed of picture number `index`, from 0, of a series that begins with `seed`.
  public static func seed(_ seed: UInt64, picture index: Int) -> UInt64 {
    SplitMix.scrambled(seed &+ UInt64(bitPattern: Int64(index)) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// The pair. Takes a fraction of a second for 640x640 pixels.
  ///
  /// Throws where on none of twelve boards all defects have room.
  public func generate() throws(SynthesisError) -> SyntheticPair {
    var homeless = DefectClass.open
    for board in 0..<Self.boards {
      let seed = SplitMix.scrambled(seed ^ UInt64(board) << 56)
      var designer = BoardDesigner(seed: seed, size: parameters.size)
      let layout = designer.design()
      let test = testRaster(of: layout, seed: seed)
      var placer = DefectPlacer(
        layout: layout, raster: test, random: RandomSource(seed: seed, stream: 4))
      var isComplete = true
      for name in defects(seed: seed) where isComplete {
        isComplete = placer.place(name)
        homeless = name
      }
      guard isComplete else { continue }
      return SyntheticPair(
        template: templatePicture(of: layout, seed: seed),
        test: testPicture(of: placer.raster, seed: seed), truth: placer.placed)
    }
    throw .noRoom(for: homeless, size: parameters.size)
  }

  private func defects(seed: UInt64) -> [DefectClass] {
    switch parameters.defects {
    case .none: return []
    case .classes(let classes): return classes
    case .count(let count):
      var random = RandomSource(seed: seed, stream: 5)
      return (0..<count).map { _ in random.pick(DefectClass.boardClasses) }
    }
  }

  private func templatePicture(of layout: BoardLayout, seed: UInt64) -> Image<UInt8> {
    var unused = RandomSource(seed: seed, stream: 0)
    let raster = BoardRaster(
      layout, field: StretchField(still: parameters.size), roughness: parameters.roughness,
      roughnessSeed: SplitMix.scrambled(seed ^ 2), drillWander: 0, random: &unused)
    var picture = BoardPicture(raster)
    picture.blur(deviation: parameters.blur)
    return picture.image
  }

  private func testRaster(of layout: BoardLayout, seed: UInt64) -> BoardRaster {
    var random = RandomSource(seed: seed, stream: 2)
    let field = StretchField(
      size: parameters.size, stretch: parameters.stretch, shift: parameters.shift,
      random: &random)
    return BoardRaster(
      layout, field: field, roughness: parameters.roughness,
      roughnessSeed: SplitMix.scrambled(seed ^ 3), drillWander: parameters.drillWander,
      random: &random)
  }

  private func testPicture(of raster: BoardRaster, seed: UInt64) -> Image<UInt8> {
    var random = RandomSource(seed: seed, stream: 3)
    var picture = BoardPicture(raster)
    picture.blur(deviation: parameters.blur)
    picture.light(percent: parameters.illumination, toward: random.direction())
    picture.addNoise(deviation: parameters.noise, random: &random)
    return picture.image
  }
}
