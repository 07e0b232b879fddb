import Kernels
import Pixels

func reportPixelwise() {
  report("absolute difference") { hash, input, scratch in
    var out = Image<UInt8>()
    var out16 = Image<UInt16>()
    out.assignAbsoluteDifference(input.a, input.b)
    hash.add(out)
    out16.assignAbsoluteDifference(input.a16, input.b16)
    hash.add(out16)
  }
  report("difference bits") { hash, input, scratch in
    var m = BitMask()
    m.assignDifference(input.a, input.b, over: 90)
    hash.add(m)
    m.assignDifference(input.a, input.b, brightOver: 40, darkOver: 200)
    hash.add(m)
    m.assignDifference(input.a, input.b, over: input.low)
    hash.add(m)
    m.assignOutside(input.a, lower: input.low, upper: input.b)
    hash.add(m)
    m.assignGreater(input.a, than: input.b)
    hash.add(m)
    m.assignDifference(input.a16, input.b16, over: 9000)
    hash.add(m)
    m.assignDifference(input.a16, input.b16, brightOver: 9000, darkOver: 40000)
    hash.add(m)
    m.assignDifference(input.a16, input.b16, over: input.b16)
    hash.add(m)
    m.assignOutside(input.a16, lower: input.b16, upper: input.b16)
    hash.add(m)
    m.assignGreater(input.a16, than: input.b16)
    hash.add(m)
  }
  report("difference masks") { hash, input, scratch in
    var m = DifferenceMasks()
    m.assign(input.a, input.b, brightOver: 9, darkOver: 99)
    hash.add(m.bright)
    hash.add(m.dark)
    m.assign(input.a, input.b, over: input.low)
    hash.add(m.bright)
    hash.add(m.dark)
    m.assign(input.a, lower: input.low, upper: input.b)
    hash.add(m.bright)
    hash.add(m.dark)
    m.assign(input.a16, input.b16, brightOver: 9, darkOver: 9999)
    hash.add(m.bright)
    hash.add(m.dark)
    m.assign(input.a16, input.b16, over: input.b16)
    hash.add(m.bright)
    hash.add(m.dark)
    m.assign(input.a16, lower: input.b16, upper: input.b16)
    hash.add(m.bright)
    hash.add(m.dark)
  }
  report("threshold") { hash, input, scratch in
    var m = BitMask()
    var out = Image<UInt8>()
    var out16 = Image<UInt16>()
    m.assignThreshold(input.a, below: 77)
    hash.add(m)
    m.assignThreshold(input.a, over: 200)
    hash.add(m)
    m.assignThreshold(input.a16, below: 7700)
    hash.add(m)
    m.assignThreshold(input.a16, over: 20000)
    hash.add(m)
    out.assignThreshold(input.a, over: 100)
    hash.add(out)
    out.assignThreshold(input.a, over: 100, inverted: true)
    hash.add(out)
    out.assignThreshold(input.a16, over: 10000)
    hash.add(out)
    out16.assignThreshold(input.a16, over: 10000, inverted: true)
    hash.add(out16)
  }
  report("look-up") { hash, input, scratch in
    var out = Image<UInt8>()
    out.assignLookUp(input.a, LookUpTable { 255 &- $0 &* 3 })
    hash.add(out)
  }
  report("gray from colour") { hash, input, scratch in
    var out = Image<UInt8>()
    out.assignGray(input.rgb)
    hash.add(out)
    out.assignGray(input.noise.image8(input.size, channels: 4))
    hash.add(out)
  }
  report("colour distance") { hash, input, scratch in
    var m = BitMask()
    var out = Image<Float>()
    out.assignColorDistanceSquared(input.rgb, input.rgb2)
    hash.add(out)
    m.assignColorDistance(input.rgb, input.rgb2, over: 60)
    hash.add(m)
    m.assignColorDistance(input.rgb, to: LabColor(red: 90, green: 120, blue: 30), over: 60)
    hash.add(m)
  }
  report("histogram, moments, extremes, Otsu") { hash, input, scratch in
    var histogram = Histogram()
    histogram.assign(input.a)
    for count in histogram.counts { hash.add(Int(count)) }
    hash.add(histogram.otsuLevel)
    histogram.assign(input.a16)
    for count in histogram.counts { hash.add(Int(count)) }
    for m in [input.a.moments(), input.a16.moments()] {
      hash.add(m.sum)
      hash.add(m.sumOfSquares)
    }
    for e in [input.a.extremes(), input.a16.extremes()] {
      hash.add(e.least)
      hash.add(e.leastX)
      hash.add(e.leastY)
      hash.add(e.greatest)
      hash.add(e.greatestX)
      hash.add(e.greatestY)
    }
  }
}
