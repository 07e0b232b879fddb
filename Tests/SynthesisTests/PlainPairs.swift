import Decision
import Pixels
import Synthesis

/// Pairs whose images differ by the defects and nothing else.
func plainParameters(
  size: Int = 320, defects: DefectRequest = .none
) -> BoardParameters {
  var out = BoardParameters()
  out.size = PixelSize(width: size, height: size)
  out.defects = defects
  (out.stretch, out.shift, out.noise, out.illumination) = (0, 0, 0, 0)
  (out.drillWander, out.roughness) = (0, 0)
  return out
}

/// Pieces of the picture in `box` that are dark (conductor), or bright, found by merging neighbours
/// pixel by pixel: another way than the generator's own flood fill.
func countPieces(of image: Image<UInt8>, in box: PixelBox, dark: Bool) -> Int {
  var parent: [Int] = []
  func root(_ i: Int) -> Int {
    var i = i
    while parent[i] != i { i = parent[i] }
    return i
  }
  let isMember = (0..<box.area).map { i in
    (image[box.x1 + i % box.width, box.y1 + i / box.width] < 128) == dark
  }
  parent = Array(0..<box.area)
  for i in 0..<box.area where isMember[i] {
    let (x, y) = (i % box.width, i / box.width)
    var before = [(x - 1, y), (x, y - 1)]
    // Conductor also connects through corners of pixels.
    if dark { before += [(x - 1, y - 1), (x + 1, y - 1)] }
    for (u, v) in before where u >= 0 && v >= 0 && u < box.width {
      let j = v * box.width + u
      if isMember[j] { parent[root(j)] = root(i) }
    }
  }
  return (0..<box.area).count { isMember[$0] && parent[$0] == $0 }
}
