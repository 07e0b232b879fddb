import CVectors

// Every function of this folder is compiled once per instruction set. What is public here must be
// `@inline(never)` over pointers and scalars: a generic or a standard-library type would leave its
// AVX copy where the linker may pick it for the whole program (see docs/adr/0001).

@inline(__always)
func load(_ p: UnsafeRawPointer, _ offset: Int) -> vu8 {
  p.loadUnaligned(fromByteOffset: offset, as: vu8.self)
}

@inline(__always)
func store(_ v: vu8, _ p: UnsafeMutableRawPointer, _ offset: Int) {
  p.storeBytes(of: v, toByteOffset: offset, as: vu8.self)
}

@inline(__always)
var lanes: Int { MemoryLayout<vu8>.size }
