import Kernels
import Pixels

func reportFilters() {
  report("Gaussian 3, 5, 7") { hash, input, scratch in
    var out = Image<UInt8>()
    var out16 = Image<UInt16>()
    out.assignGaussian3(input.a, scratch: &scratch)
    hash.add(out)
    out.assignGaussian5(input.a, scratch: &scratch)
    hash.add(out)
    out.assignGaussian7(input.a, scratch: &scratch)
    hash.add(out)
    out16.assignGaussian3(input.a16, scratch: &scratch)
    hash.add(out16)
    out16.assignGaussian5(input.a16, scratch: &scratch)
    hash.add(out16)
    out16.assignGaussian7(input.a16, scratch: &scratch)
    hash.add(out16)
  }
  report("Gaussian of any sigma") { hash, input, scratch in
    var out = Image<UInt8>()
    for sigma in [0.6, 1.5, 4] {
      out.assignGaussian(input.a, sigma: sigma, scratch: &scratch)
      hash.add(out)
    }
  }
  report("box") { hash, input, scratch in
    var out = Image<UInt8>()
    for size in [3, 5, 15, 31] {
      out.assignBoxMean(input.a, size: size, scratch: &scratch)
      hash.add(out)
    }
  }
  report("local threshold") { hash, input, scratch in
    var m = BitMask()
    var out = Image<UInt8>()
    for mean in [LocalMean.box(size: 11), .gaussian(size: 11)] {
      m.assignLocalThreshold(input.a, mean, offset: 5, scratch: &scratch)
      hash.add(m)
      out.assignLocalThreshold(input.a, mean, offset: -5, scratch: &scratch)
      hash.add(out)
    }
  }
  report("Sobel, Scharr, gradient sum") { hash, input, scratch in
    var out = Image<Int16>()
    for axis in [DerivativeAxis.across, .down] {
      out.assignSobel(input.a, along: axis, scratch: &scratch)
      hash.add(out)
      out.assignScharr(input.a, along: axis, scratch: &scratch)
      hash.add(out)
    }
    out.assignGradientSum(input.a, scratch: &scratch)
    hash.add(out)
  }
  report("gradient length") { hash, input, scratch in
    var out = Image<Float>()
    out.assignGradientLength(input.a, scratch: &scratch)
    hash.add(out)
  }
  report("integral") { hash, input, scratch in
    var sums = Image<Int32>()
    var squares = Image<Double>()
    sums.assignIntegral(input.a)
    hash.add(sums)
    sums.assignIntegral(input.a, squares: &squares)
    hash.add(sums)
    hash.add(squares)
  }
  report("pyramid down") { hash, input, scratch in
    var out = Image<UInt8>()
    out.assignPyramidDown(input.a, scratch: &scratch)
    hash.add(out)
  }
}
