import Kernels
import Pixels

func reportRanks() {
  report("median 3, 5") { hash, input, scratch in
    var out = Image<UInt8>()
    out.assignMedian3(input.a, scratch: &scratch)
    hash.add(out)
    out.assignMedian5(input.a, scratch: &scratch)
    hash.add(out)
  }
  let elements = [
    StructuringElement.rectangle(width: 3, height: 3), .rectangle(width: 15, height: 2),
    .rectangle(width: 1, height: 31), .disk(radius: 1), .disk(radius: 4), .disk(radius: 15),
  ]
  report("gray morphology") { hash, input, scratch in
    var out = Image<UInt8>()
    var out16 = Image<UInt16>()
    for element in elements {
      out.assignEroded(input.a, by: element, scratch: &scratch)
      hash.add(out)
      out.assignDilated(input.a, by: element, scratch: &scratch)
      hash.add(out)
      out.assignWhiteTopHat(input.a, by: element, scratch: &scratch)
      hash.add(out)
      out.assignBlackTopHat(input.a, by: element, scratch: &scratch)
      hash.add(out)
      out16.assignOpened(input.a16, by: element, scratch: &scratch)
      hash.add(out16)
      out16.assignClosed(input.a16, by: element, scratch: &scratch)
      hash.add(out16)
    }
  }
  report("mask morphology") { hash, input, scratch in
    var morphology = BitMorphology()
    var m = BitMask()
    for element in elements {
      morphology.erode(input.mask, by: element, into: &m)
      hash.add(m)
      morphology.dilate(input.blots, by: element, into: &m)
      hash.add(m)
      morphology.open(input.blots, by: element, into: &m)
      hash.add(m)
      morphology.close(input.mask, by: element, into: &m)
      hash.add(m)
      morphology.boundary(input.blots, by: element, into: &m)
      hash.add(m)
    }
  }
}
