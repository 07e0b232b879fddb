import Kernels
import Pixels

func reportMasks() {
  report("mask logic") { hash, input, scratch in
    var m = BitMask()
    m.assignAnd(input.mask, input.blots)
    hash.add(m)
    m.assignAndNot(input.mask, input.blots)
    hash.add(m)
    m.assignOr(input.mask, input.blots)
    hash.add(m)
    m.assignXor(input.mask, input.blots)
    hash.add(m)
    m.assignNot(input.mask)
    hash.add(m)
    hash.add(input.mask.setPixelCount())
    var out = Image<UInt8>()
    out.assignMask(input.mask)
    hash.add(out)
    var counts = Image<UInt8>()
    var other = Image<UInt8>()
    counts.assignBlockCounts(input.mask)
    hash.add(counts)
    other.assignBlockCounts(input.blots)
    hash.add(BlockCountDifference.mean(counts, other, width: counts.width, dx: 0, dy: 0) ?? -1)
  }
  report("runs, crops") { hash, input, scratch in
    var runs = BitRuns()
    var m = BitMask()
    runs.assign(input.blots)
    hash.add(runs.count)
    for k in 0..<runs.count { hash.add(Int(runs.starts[k]) << 32 | Int(runs.ends[k])) }
    m.assign(runs)
    hash.add(m)
    let box = PixelBox(
      x1: input.size.width / 3, y1: input.size.height / 3, x2: input.size.width,
      y2: input.size.height)
    m.assignCrop(input.mask, box)
    hash.add(m)
  }
}
