import Testing

@testable import Synthesis

@Suite struct RandomSourceTests {
  /// The first numbers that the authors' C code (https://prng.di.unimi.it/splitmix64.c) gives for
  /// the state 1234567.
  @Test func splitMixIsThePublishedOne() {
    var source = SplitMix(state: 1_234_567)
    let numbers = (0..<5).map { _ in source.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  /// The first numbers that the authors' C code (https://prng.di.unimi.it/xoshiro256starstar.c)
  /// gives for the state 1, 2, 3, 4.
  @Test func xoshiroIsThePublishedOne() {
    var source = RandomSource(state: (1, 2, 3, 4))
    let numbers = (0..<4).map { _ in source.next() }
    #expect(
      numbers == [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240])
  }

  @Test func streamsOfOneSeedDiffer() {
    var (a, b) = (RandomSource(seed: 1, stream: 1), RandomSource(seed: 1, stream: 2))
    #expect(a.next() != b.next())
  }

  @Test func wholeNumbersCoverTheirRangeAndNoMore() {
    var source = RandomSource(seed: 5, stream: 0)
    let numbers = Set((0..<500).map { _ in source.integer(in: -2...3) })
    #expect(numbers == Set(-2...3))
  }

  @Test func bellHasMeanZeroAndDeviationOne() {
    var source = RandomSource(seed: 6, stream: 0)
    let numbers = (0..<20_000).map { _ in source.bell() }
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 20_000
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.04)
  }

  @Test func directionsHaveLengthOne() {
    var source = RandomSource(seed: 7, stream: 0)
    for _ in 0..<100 { #expect(abs(source.direction().length - 1) < 1e-12) }
  }

  @Test func valueNoiseIsBoundedAndSmooth() {
    let noise = ValueNoise(seed: 8, wavelength: 5)
    var before = noise.value(at: Vector(-20, 3))
    // The blend rises by at most 1.5 times the step, between values at most 2 apart.
    let steepest = 2 * 1.5 * 0.1 / 5 + 1e-12
    for i in 1...400 {
      let value = noise.value(at: Vector(-20 + Double(i) / 10, 3))
      #expect(abs(value) <= 1)
      #expect(abs(value - before) <= steepest)
      before = value
    }
  }
}
