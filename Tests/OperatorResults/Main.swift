import Kernels
import Pixels

private let sizes = [
  PixelSize(width: 1, height: 1), PixelSize(width: 7, height: 3), PixelSize(width: 16, height: 16),
  PixelSize(width: 31, height: 9), PixelSize(width: 64, height: 5),
  PixelSize(width: 65, height: 40), PixelSize(width: 200, height: 33),
  PixelSize(width: 331, height: 70),
]

/// Calls `body` for each size with its images and prints the hash of what it added.
func report(
  _ name: String, _ body: (inout ResultHash, inout Inputs, inout Scratch) -> Void
) {
  var hash = ResultHash()
  var scratch = Scratch()
  for (i, size) in sizes.enumerated() {
    var inputs = Inputs(size, seed: UInt64(i + 1))
    body(&hash, &inputs, &scratch)
  }
  print(hash.text + " " + name)
}

/// Prints a line for each group of operators: a hash of its results on images of many sizes, and its
/// name. Scripts compare the lines between processors and architectures.
@main struct Main {
  static func main() {
    reportPixelwise()
    reportFilters()
    reportRanks()
    reportMasks()
    reportRegions()
    reportGeometry()
    reportMatching()
    reportPhotographs()
  }
}
