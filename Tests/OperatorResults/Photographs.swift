import Kernels
import Pixels

/// What photographs are compared with, beyond what other operators have.
func reportPhotographs() {
  report("colour at half size, colour opposition") { hash, input, scratch in
    guard input.size.width >= 2, input.size.height >= 2 else { return }
    var halved = HalvedColor()
    var out = Image<UInt8>()
    halved.assign(input.rgb)
    for plane in [halved.red, halved.green, halved.blue] { hash.add(plane) }
    out.assignOpposition(halved.red, to: halved.green)
    hash.add(out)
  }
  report("gain field") { hash, input, scratch in
    var field = GainField(covering: input.size)
    for row in 0..<field.rows {
      for column in 0..<field.columns {
        field.set(
          column: column, row: row, gain: 0.5 + Float((column &* 7 &+ row &* 5) % 11) / 8,
          offset: Float((column &* 3 &+ row) % 9) - 4)
      }
    }
    var out = input.a
    out.formGain(field, scratch: &scratch)
    hash.add(out)
  }
  report("dilations by disks of all radii") { hash, input, scratch in
    for radius in [1, 4, 9] {
      var dilations = DiskDilations(radius: radius)
      dilations.assign(input.blots)
      for mask in dilations.masks { hash.add(mask) }
    }
  }
  report("moved masks") { hash, input, scratch in
    var padded = PaddedMask()
    var out = BitMask()
    padded.assign(input.mask)
    for (dx, dy) in [(0, 0), (3, -2), (-63, 5), (40, 40)] {
      padded.translate(dx: dx, dy: dy, into: &out)
      hash.add(out)
    }
  }
  report("mismatch of shifts") { hash, input, scratch in
    let radius = 3
    // The reference reaches beyond the window by the radius on every side.
    let window = PixelSize(
      width: input.size.width - 2 * radius, height: input.size.height - 2 * radius)
    guard window.width > 0, window.width <= 64, window.height > 0 else { return }
    let box = PixelBox(
      x1: radius, y1: radius, x2: radius + window.width, y2: radius + window.height)
    var image = BitMask()
    image.assignCrop(input.blots, box)
    var all = BitMask(width: window.width, height: window.height)
    all.assignNot(all)
    var mismatch = ShiftMismatch(radius: radius)
    mismatch.measure(image, input.mask, own: all, near: all, around: all)
    for set in ShiftMismatch.Set.allCases {
      let best = mismatch.best(set)
      for value in [best.index, best.dx, best.dy, best.count] { hash.add(value) }
    }
  }
}
