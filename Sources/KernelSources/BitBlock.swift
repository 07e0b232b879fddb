import CVectors

// Blocks of rows of a bit mask in memory order, as the kernels of bit-mask morphology work on them:
// all rows are one long string of bits, with enough neutral bits between two rows that no window
// reaches from one into the next. Windows over that string are then exact, whatever the row's length,
// and loops are long also where rows are short.

/// Words from one row of a block to the next, where windows reach `reach` pixels sideways.
@inline(__always)
func bitBlockPitch(_ wordsPerRow: Int, _ reach: Int) -> Int {
  wordsPerRow &+ max(0, (reach &+ 63) / 64 &- 1)
}

/// Copies rows `first ..< first + count` of a mask of `height` rows into a block, with neutral bits
/// between them, in place of rows that do not exist, and in `margin` words before and after.
@inline(never)
func fillBitBlock(
  _ source: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ height: Int, _ lastWordMask: UInt64,
  _ first: Int, _ count: Int, _ block: UnsafeMutablePointer<UInt64>, _ pitch: Int,
  _ margin: Int, _ e: Extremum
) {
  let neutral: UInt64 = e == .intersection ? ~0 : 0
  let words = wordsPerRow &- 1
  let begin = max(first, 0)
  let end = max(begin, min(first &+ count, height))
  let filled = block + (begin &- first) &* pitch
  for i in (0 &- margin)..<((begin &- first) &* pitch) { block[i] = neutral }
  for i in ((end &- first) &* pitch)..<(count &* pitch &+ margin) { block[i] = neutral }
  if pitch == wordsPerRow {
    let from = source + begin &* wordsPerRow
    for i in 0..<((end &- begin) &* pitch) { filled[i] = from[i] }
  } else {
    for y in begin..<end {
      let from = source + y &* wordsPerRow
      let to = filled + (y &- begin) &* pitch
      for i in 0..<words { to[i] = from[i] }
      for i in words..<pitch { to[i] = 0 }
    }
  }
  fillBetweenRows(filled, wordsPerRow, end &- begin, lastWordMask, pitch, e)
}

/// Makes what is beyond the last column of `count` rows neutral; it is zero.
@inline(__always)
func fillBetweenRows(
  _ rows: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int, _ count: Int, _ lastWordMask: UInt64,
  _ pitch: Int, _ e: Extremum
) {
  guard e == .intersection else { return }
  let words = wordsPerRow &- 1
  var row = rows + words
  for _ in 0..<count {
    row[-1] |= ~lastWordMask
    for i in 0..<(pitch &- words) { row[i] = ~0 }
    row += pitch
  }
}

/// Copies `count` rows of a block to a mask and clears what is beyond the last column.
@inline(never)
func storeBitBlock(
  _ block: UnsafePointer<UInt64>, _ pitch: Int, _ out: UnsafeMutablePointer<UInt64>,
  _ wordsPerRow: Int, _ count: Int, _ lastWordMask: UInt64
) {
  if pitch == wordsPerRow {
    for i in 0..<(count &* pitch) { out[i] = block[i] }
  } else {
    for y in 0..<count {
      for i in 0..<wordsPerRow { out[y &* wordsPerRow &+ i] = block[y &* pitch &+ i] }
    }
  }
  bitTrim(out, wordsPerRow, count, lastWordMask)
}

/// Calls `body` with the offset of each vector of `bytes` bytes. The last one ends with them where
/// `exactly` is set and there are as many, otherwise it goes beyond.
@inline(__always)
private func forEachVector(_ bytes: Int, _ exactly: Bool, _ body: (Int) -> Void) {
  var x = 0
  while x &+ lanes <= bytes {
    body(x)
    x &+= lanes
  }
  if x < bytes { body(exactly && bytes >= lanes ? bytes &- lanes : x) }
}

/// out = the join of the string at each of `terms` offsets, 2...5: multiples of `step` bytes and,
/// last, `last`. May work in place; goes beyond the last of `bytes` bytes to whole vectors.
@inline(never)
func joinBitRows(
  _ from: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ bytes: Int, _ step: Int,
  _ last: Int, _ terms: Int, _ e: Extremum
) {
  specializedForBits(e) { e in
    switch terms {
    case 2:
      forEachVector(bytes, false) {
        store(pick(load(from, $0), load(from, $0 &+ last), e), out, $0)
      }
    case 3:
      forEachVector(bytes, false) {
        let v = pick(load(from, $0), load(from, $0 &+ step), e)
        store(pick(v, load(from, $0 &+ last), e), out, $0)
      }
    case 4:
      forEachVector(bytes, false) {
        let v = pick(load(from, $0), load(from, $0 &+ step), e)
        let w = pick(load(from, $0 &+ 2 &* step), load(from, $0 &+ last), e)
        store(pick(v, w, e), out, $0)
      }
    default:
      forEachVector(bytes, false) {
        let v = pick(load(from, $0), load(from, $0 &+ step), e)
        let w = pick(load(from, $0 &+ 2 &* step), load(from, $0 &+ 3 &* step), e)
        store(pick(pick(v, w, e), load(from, $0 &+ last), e), out, $0)
      }
    }
  }
}

/// The string of bits from `right` bits after `p` on, 0 < right < 64.
@inline(__always)
private func shifted(_ p: UnsafeRawPointer, _ right: UInt64) -> vu8 {
  v_or_u8(v_shr64(load(p, 0), right), v_shl64(load(p, 8), 64 &- right))
}

/// out = the join of the string at bit `a` and that at bit `b`, for `bytes` bytes; negative offsets
/// are towards lower columns. May work in place for a, b >= 0 where it need not be exact.
@inline(never)
func joinShiftedBits(
  _ from: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ bytes: Int, _ exactly: Bool, _ a: Int,
  _ b: Int, _ e: Extremum
) {
  // Offsets of whole bytes are only other addresses.
  let (aligned, alignedB) = (a & 7 == 0, b & 7 == 0)
  let p = from + (aligned ? a &>> 3 : a &>> 6 &* 8)
  let q = from + (alignedB ? b &>> 3 : b &>> 6 &* 8)
  let (m, n) = (UInt64(truncatingIfNeeded: a & 63), UInt64(truncatingIfNeeded: b & 63))
  specializedForBits(e) { e in
    @inline(__always) func each(_ body: (Int) -> vu8) {
      forEachVector(bytes, exactly) { store(body($0), out, $0) }
    }
    switch (aligned, alignedB) {
    case (true, true): each { pick(load(p, $0), load(q, $0), e) }
    case (true, false): each { pick(load(p, $0), shifted(q + $0, n), e) }
    case (false, true): each { pick(shifted(p + $0, m), load(q, $0), e) }
    case (false, false): each { pick(shifted(p + $0, m), shifted(q + $0, n), e) }
    }
  }
}

/// out = from joins over segments of half width `half` those of half width `wider`, at most
/// 3 * half + 1, for `bytes` bytes: the join of the string at bits -d, d and, where those two leave a
/// gap, 0, with d = wider - half < 64. From the string itself half width 2 is reached at once too.
/// Not in place.
@inline(never)
func widenBits(
  _ from: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ bytes: Int, _ exactly: Bool,
  _ half: Int, _ wider: Int, _ e: Extremum
) {
  let distance = UInt64(truncatingIfNeeded: wider &- half)
  let leavesGap = wider &- half > half
  specializedForBits(e) { e in
    @inline(__always) func each(_ n: UInt64, _ leavesGap: Bool) {
      forEachVector(bytes, exactly) {
        let p = from + $0
        let v = load(p, 0)
        let before = v_or_u8(v_shl64(v, n), v_shr64(load(p, -8), 64 &- n))
        let after = v_or_u8(v_shr64(v, n), v_shl64(load(p, 8), 64 &- n))
        let joined = pick(before, after, e)
        store(leavesGap ? pick(joined, v, e) : joined, out, $0)
      }
    }
    if half == 0 && wider == 2 {
      forEachVector(bytes, exactly) {
        let p = from + $0
        let (u, v, w) = (load(p, -8), load(p, 0), load(p, 8))
        let before = pick(
          v_or_u8(v_shl64(v, 1), v_shr64(u, 63)), v_or_u8(v_shl64(v, 2), v_shr64(u, 62)), e)
        let after = pick(
          v_or_u8(v_shr64(v, 1), v_shl64(w, 63)), v_or_u8(v_shr64(v, 2), v_shl64(w, 62)), e)
        store(pick(pick(before, after, e), v, e), out, $0)
      }
      return
    }
    // One pixel is the most frequent distance, and a shift by a constant is cheaper.
    switch (distance == 1, leavesGap) {
    case (true, true): each(1, true)
    case (true, false): each(1, false)
    case (false, true): each(distance, true)
    case (false, false): each(distance, false)
    }
  }
}

/// Rows of a block: so many that loops are long, so few that `rowBytes` for each stay in the
/// first-level cache, and not much fewer than the `halo` rows that a block needs besides.
@inline(__always)
func bitBlockRows(_ rowBytes: Int, _ halo: Int) -> Int { max(8, max(halo, 12288 / rowBytes)) }
