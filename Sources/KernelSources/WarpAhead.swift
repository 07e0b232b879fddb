import CVectors

// What warps ask the memory for before they need it. They run through the source askew, so the
// processor does not foresee what comes; on images larger than the caches that was half their time.

/// Rows from the one that is written to the one whose place is asked for: no processor foresees
/// rows as short as those of strips.
@inline(__always) var rowsAhead: Int { 8 }
/// Rows from the one that is written to the one whose source is asked for, so that it has come from
/// memory by then.
@inline(__always) var sourceRowsAhead: Int { 24 }

/// Asks for `count` bytes at `p`, which may lie outside of what is written.
@inline(__always) func askToWrite(_ p: UnsafeRawPointer, _ count: Int) {
  var i = 0
  while i < count {
    v_write_ahead(p + i)
    i &+= 64
  }
}

/// Asks for `count` bytes at `p`, which may lie outside of what is read.
@inline(__always) func askToRead(_ p: UnsafeRawPointer, _ count: Int) {
  var i = 0
  while i < count {
    v_read_ahead(p + i)
    i &+= 64
  }
}
