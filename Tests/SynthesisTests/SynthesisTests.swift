import Foundation
import Testing

@testable import Synthesis

@Test func preview() throws {
  for seed in UInt64(1)...6 {
    var p = BoardParameters()
    p.defects = .classes([.open, .short, .mousebite, .spur, .copper, .pinHole])
    let t0 = ContinuousClock.now
    let pair = try BoardGenerator(seed: seed, parameters: p).generate()
    print(seed, ContinuousClock.now - t0, pair.truth.map(\.area))
    for (n, i) in [("temp", pair.template), ("test", pair.test)] {
      var d = Data("P5 \(i.width) \(i.height) 255\n".utf8)
      d.append(contentsOf: i.samples)
      try d.write(to: URL(filePath: "/tmp/synthview/s\(seed)_\(n).pgm"))
    }
    try pair.truthText.write(toFile: "/tmp/synthview/s\(seed).txt", atomically: true, encoding: .utf8)
  }
}
