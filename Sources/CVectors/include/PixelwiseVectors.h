// What the pixelwise and the statistics kernels do with vectors. Included by CVectors.h.
#pragma once
typedef int8_t vs8 CV_VECTOR(CV_BYTES);
typedef uint16_t cv_vu16x2 CV_VECTOR(CV_BYTES);

CV_INLINE vu8 v_or_u8(vu8 a, vu8 b) { return a | b; }
CV_INLINE vu16 v_subs_u16(vu16 a, vu16 b) { return __builtin_elementwise_sub_sat(a, b); }
CV_INLINE vu16 v_adds_u16(vu16 a, vu16 b) { return __builtin_elementwise_add_sat(a, b); }
CV_INLINE vu16 v_absdiff_u16(vu16 a, vu16 b) {
  return __builtin_elementwise_sub_sat(a, b) | __builtin_elementwise_sub_sat(b, a);
}
CV_INLINE vu16 v_or_u16(vu16 a, vu16 b) { return a | b; }

/// One bit per byte lane, lane 0 lowest: whether it is 0.
CV_INLINE vmaskbits v_zero_bits(vu8 a) {
  cv_bools m = __builtin_convertvector((a == 0), cv_bools);
  vmaskbits r;
  memcpy(&r, &m, sizeof r);
  return r;
}

/// One bit per 16-bit lane, those of `a` lowest: whether it is 0.
CV_INLINE vmaskbits v_zero_bits16(vu16 a, vu16 b) {
#if CV_BYTES == 64
  cv_vu16x2 c;
  memcpy(&c, &a, sizeof a);
  memcpy((char *)&c + sizeof a, &b, sizeof b);
  cv_bools m = __builtin_convertvector((c == 0), cv_bools);
  vmaskbits r;
  memcpy(&r, &m, sizeof r);
  return r;
#elif CV_BYTES == 32
  typedef int16_t S __attribute__((vector_size(32)));
  typedef uint64_t Q CV_VECTOR(4);
  // packsswb works within halves of 128 bits; the shuffle puts the quarters into order.
  Q p = (Q)__builtin_ia32_packsswb256((S)(a == 0), (S)(b == 0));
  vu8 q = (vu8)__builtin_shufflevector(p, p, 0, 2, 1, 3);
  cv_bools m = __builtin_convertvector(((vs8)q < 0), cv_bools);
  vmaskbits r;
  memcpy(&r, &m, sizeof r);
  return r;
#else
  vu8 q = __builtin_shufflevector((vu8)(a == 0), (vu8)(b == 0), 0, 2, 4, 6, 8, 10, 12, 14, 16, 18,
                                  20, 22, 24, 26, 28, 30);
  cv_bools m = __builtin_convertvector(((vs8)q < 0), cv_bools);
  vmaskbits r;
  memcpy(&r, &m, sizeof r);
  return r;
#endif
}

/// Lanes 0, 1, 2 and so on.
CV_INLINE vu8 v_lane_index(void) {
  typedef uint8_t B CV_VECTOR(64);
  const B i = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
               16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
               32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
               48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
  vu8 r;
  memcpy(&r, &i, sizeof r);
  return r;
}

/// `a` with the first `n` bytes zero.
CV_INLINE vu8 v_clear_first(vu8 a, int32_t n) {
  return a & (vu8)(v_lane_index() >= (vu8)(uint8_t)n);
}

/// `a` with the first `n` 16-bit lanes zero.
CV_INLINE vs16 v_clear_first16(vs16 a, int32_t n) {
  return (vs16)v_clear_first((vu8)a, 2 * n);
}

/// Products of 16-bit lanes, each two neighbours added.
CV_INLINE vs32 v_pair_products(vs16 a, vs16 b) {
#if CV_BYTES == 64
  typedef short S __attribute__((vector_size(64)));
  return (vs32)__builtin_ia32_pmaddwd512((S)a, (S)b);
#elif CV_BYTES == 32
  typedef short S __attribute__((vector_size(32)));
  return (vs32)__builtin_ia32_pmaddwd256((S)a, (S)b);
#elif defined(__SSE2__)
  typedef short S __attribute__((vector_size(16)));
  return (vs32)__builtin_ia32_pmaddwd128((S)a, (S)b);
#else
  typedef int32_t W CV_VECTOR(CV_BYTES / 2);
  W p = __builtin_convertvector(a, W) * __builtin_convertvector(b, W);
  return p.even + p.odd;
#endif
}

/// Sums of the bytes, spread over the lanes.
CV_INLINE vu64 v_sum_bytes(vu8 a) {
#if CV_BYTES == 64
  typedef char C __attribute__((vector_size(64)));
  return (vu64)__builtin_ia32_psadbw512((C)a, (C){0});
#elif CV_BYTES == 32
  typedef char C __attribute__((vector_size(32)));
  return (vu64)__builtin_ia32_psadbw256((C)a, (C){0});
#elif defined(__SSE2__)
  typedef char C __attribute__((vector_size(16)));
  return (vu64)__builtin_ia32_psadbw128((C)a, (C){0});
#else
  vu64 x = (vu64)v_sum4(a);
  return (x & 0xffffffff) + (x >> 32);
#endif
}
CV_INLINE vu64 v_add64(vu64 a, vu64 b) { return a + b; }

/// Sums of the squares of the bytes, spread over the lanes: at most 4 * 255 * 255 in each.
CV_INLINE vu32 v_sum_squares(vu8 a) {
  vs16 even = (vs16)((vu16)a & 0xff);
  vs16 odd = (vs16)((vu16)a >> 8);
  return (vu32)(v_pair_products(even, even) + v_pair_products(odd, odd));
}

/// Lanes added pairwise into lanes twice as wide.
CV_INLINE vu64 v_widen_sum(vu32 a) {
  vu64 x = (vu64)a;
  return (x & 0xffffffff) + (x >> 32);
}

/// 16-bit samples as signed numbers around 0: sample - 32768.
CV_INLINE vs16 v_centered(vu16 a) { return (vs16)(a ^ 0x8000); }
/// Sums of each two neighbours.
CV_INLINE vs32 v_pair_sums(vs16 a) { return v_pair_products(a, (vs16)(1)); }
/// Sums of the squares of each two neighbours, as unsigned numbers: at most 2 to the 31.
CV_INLINE vu32 v_pair_squares(vs16 a) { return (vu32)v_pair_products(a, a); }
CV_INLINE vs32 v_add_s32(vs32 a, vs32 b) { return a + b; }
CV_INLINE int32_t v_total_s32(vs32 a) { return __builtin_reduce_add(a); }
CV_INLINE uint64_t v_total_u64(vu64 a) { return __builtin_reduce_add(a); }

// SSE2 compares 16-bit lanes only as signed numbers: samples are kept with the top bit flipped.
#if defined(__SSE2__) && !defined(__SSE4_1__)
#define CV_ORDERED16 0x8000
typedef vs16 cv_ordered16;
#else
#define CV_ORDERED16 0
typedef vu16 cv_ordered16;
#endif
/// 16-bit samples as ``v_min_ordered`` and ``v_max_ordered`` take them, and back again.
CV_INLINE vu16 v_ordered(vu16 a) { return a ^ CV_ORDERED16; }
CV_INLINE vu16 v_min_ordered(vu16 a, vu16 b) {
  return (vu16)__builtin_elementwise_min((cv_ordered16)a, (cv_ordered16)b);
}
CV_INLINE vu16 v_max_ordered(vu16 a, vu16 b) {
  return (vu16)__builtin_elementwise_max((cv_ordered16)a, (cv_ordered16)b);
}
CV_INLINE vu16 v_xor_u16(vu16 a, vu16 b) { return a ^ b; }
/// All bits where a lane is 0.
CV_INLINE vu16 v_is_zero_u16(vu16 a) { return (vu16)(a == 0); }
CV_INLINE uint8_t v_least(vu8 a) { return __builtin_reduce_min(a); }
CV_INLINE uint8_t v_greatest(vu8 a) { return __builtin_reduce_max(a); }
CV_INLINE uint16_t v_least_u16(vu16 a) { return __builtin_reduce_min(a); }
CV_INLINE uint16_t v_greatest_u16(vu16 a) { return __builtin_reduce_max(a); }
/// Asks for the cache line at `p`; any address is allowed.
CV_INLINE void v_read_ahead(const void *p) { __builtin_prefetch(p, 0, 3); }
/// Asks for the cache line at `p`, which is to be written; any address is allowed.
CV_INLINE void v_write_ahead(const void *p) { __builtin_prefetch(p, 1, 3); }

#if CV_BYTES > 16
#define CV_HAS_LOOKUP 1
/// Bytes of a table of 16 in each 128-bit part, chosen by the low four bits of `i`, which must be
/// below 128.
CV_INLINE vu8 v_lookup16(vu8 table, vu8 i) {
#if CV_BYTES == 64
  typedef char C __attribute__((vector_size(64)));
  return (vu8)__builtin_ia32_pshufb512((C)table, (C)i);
#else
  typedef char C __attribute__((vector_size(32)));
  return (vu8)__builtin_ia32_pshufb256((C)table, (C)i);
#endif
}
/// `table` (16 bytes) in each 128-bit part.
CV_INLINE vu8 v_repeat16(const uint8_t *table) {
  vu8 r;
  for (int i = 0; i < CV_BYTES; i += 16) memcpy((uint8_t *)&r + i, table, 16);
  return r;
}
/// `b` where bit 7 of `bit` is set, else `a`.
CV_INLINE vu8 v_select(vu8 a, vu8 b, vu8 bit) { return (vs8)bit < 0 ? b : a; }
/// Two rows of 16 entries of a table of 256, chosen by bit 4 of the index, which is bit 7 of `bit4`.
CV_INLINE vu8 v_lookup32(const uint8_t *table, vu8 low, vu8 bit4) {
  return v_select(v_lookup16(v_repeat16(table), low), v_lookup16(v_repeat16(table + 16), low), bit4);
}
CV_INLINE vu8 v_lookup64(const uint8_t *table, vu8 low, vu8 bit4, vu8 bit5) {
  return v_select(v_lookup32(table, low, bit4), v_lookup32(table + 32, low, bit4), bit5);
}
CV_INLINE vu8 v_lookup128(const uint8_t *table, vu8 low, vu8 bit4, vu8 bit5, vu8 bit6) {
  return v_select(v_lookup64(table, low, bit4, bit5), v_lookup64(table + 64, low, bit4, bit5), bit6);
}
/// table[i] for each byte, from a table of 256.
CV_INLINE vu8 v_lookup(const uint8_t *table, vu8 i) {
  vu8 low = i & 15;
  // Each test reads bit 7 of a byte; a shift of 16-bit lanes brings the bit there.
  vu8 bit4 = (vu8)((vu16)i << 3);
  vu8 bit5 = (vu8)((vu16)i << 2);
  vu8 bit6 = (vu8)((vu16)i << 1);
  return v_select(v_lookup128(table, low, bit4, bit5, bit6),
                  v_lookup128(table + 128, low, bit4, bit5, bit6), i);
}
#else
#define CV_HAS_LOOKUP 0
CV_INLINE vu8 v_lookup(const uint8_t *table, vu8 i) {
  vu8 r;
  for (int k = 0; k < CV_BYTES; k++) r[k] = table[i[k]];
  return r;
}
#endif
/// Whether ``v_lookup`` is faster than a load for each byte.
CV_INLINE bool v_has_lookup(void) { return CV_HAS_LOOKUP; }

/// Gray of pixels with r, g, b and one more byte in each 32-bit lane:
/// (9798 r + 19235 g + 3735 b + 16384) >> 15.
CV_INLINE vs32 v_gray(vu32 rgbx) {
  vs16 rb = (vs16)((vu16)rgbx & 0xff);
  vs16 g = (vs16)((vu16)rgbx >> 8);
  vs16 rbWeights = (vs16)(vs32)(3735 << 16 | 9798);
  vs16 gWeights = (vs16)(vs32)(19235);
  return (v_pair_products(rb, rbWeights) + v_pair_products(g, gWeights) + 16384) >> 15;
}

/// Four vectors of numbers 0...255 as bytes, in order.
CV_INLINE vu8 v_narrow4(vs32 a, vs32 b, vs32 c, vs32 d) {
#if CV_BYTES == 64
  typedef int I __attribute__((vector_size(64)));
  typedef short S __attribute__((vector_size(64)));
  vs32 r = (vs32)__builtin_ia32_packuswb512((S)__builtin_ia32_packssdw512((I)a, (I)b),
                                            (S)__builtin_ia32_packssdw512((I)c, (I)d));
  return (vu8)__builtin_shufflevector(r, r, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
#elif CV_BYTES == 32
  typedef int I __attribute__((vector_size(32)));
  typedef short S __attribute__((vector_size(32)));
  vs32 r = (vs32)__builtin_ia32_packuswb256((S)__builtin_ia32_packssdw256((I)a, (I)b),
                                            (S)__builtin_ia32_packssdw256((I)c, (I)d));
  return (vu8)__builtin_shufflevector(r, r, 0, 4, 1, 5, 2, 6, 3, 7);
#elif defined(__SSE2__)
  typedef int I __attribute__((vector_size(16)));
  typedef short S __attribute__((vector_size(16)));
  return (vu8)__builtin_ia32_packuswb128((S)__builtin_ia32_packssdw128((I)a, (I)b),
                                         (S)__builtin_ia32_packssdw128((I)c, (I)d));
#else
  typedef uint8_t Q CV_VECTOR(CV_BYTES / 4);
  Q q[4] = {__builtin_convertvector(a, Q), __builtin_convertvector(b, Q),
            __builtin_convertvector(c, Q), __builtin_convertvector(d, Q)};
  vu8 r;
  memcpy(&r, q, sizeof r);
  return r;
#endif
}

/// CV_BYTES / 4 pixels of three bytes at `p`, one in each 32-bit lane with a fourth byte of no
/// meaning. Reads `before` bytes before them (0 or CV_BYTES / 4) and CV_BYTES / 4 - before after.
CV_INLINE vu32 v_spread3(const uint8_t *p, int before) {
#if CV_BYTES == 16
  // The last pixel is read from a byte earlier, so that nothing after it is.
  (void)before;
  uint32_t d[4];
  memcpy(d, p, 4);
  memcpy(d + 1, p + 3, 4);
  memcpy(d + 2, p + 6, 4);
  memcpy(d + 3, p + 8, 4);
  return (vu32){d[0], d[1], d[2], d[3] >> 8};
#else
  vu32 v;
  memcpy(&v, p - before, sizeof v);
#if CV_BYTES == 64
  v = before ? __builtin_shufflevector(v, v, 4, 5, 6, 6, 7, 8, 9, 9, 10, 11, 12, 12, 13, 14, 15, 15)
             : __builtin_shufflevector(v, v, 0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11);
  const vu8 i = {0, 1, 2, 15, 3, 4, 5, 15, 6, 7, 8, 15, 9, 10, 11, 15,
                 0, 1, 2, 15, 3, 4, 5, 15, 6, 7, 8, 15, 9, 10, 11, 15,
                 0, 1, 2, 15, 3, 4, 5, 15, 6, 7, 8, 15, 9, 10, 11, 15,
                 0, 1, 2, 15, 3, 4, 5, 15, 6, 7, 8, 15, 9, 10, 11, 15};
#else
  v = before ? __builtin_shufflevector(v, v, 2, 3, 4, 4, 5, 6, 7, 7)
             : __builtin_shufflevector(v, v, 0, 1, 2, 2, 3, 4, 5, 5);
  const vu8 i = {0, 1, 2, 15, 3, 4, 5, 15, 6, 7, 8, 15, 9, 10, 11, 15,
                 0, 1, 2, 15, 3, 4, 5, 15, 6, 7, 8, 15, 9, 10, 11, 15};
#endif
  return (vu32)v_lookup16((vu8)v, i);
#endif
}

/// Gray of CV_BYTES pixels of three bytes at `p`, which reads exactly those.
CV_INLINE vu8 v_gray3(const uint8_t *p) {
  const int q = CV_BYTES / 4;
  return v_narrow4(v_gray(v_spread3(p, 0)), v_gray(v_spread3(p + 3 * q, 0)),
                   v_gray(v_spread3(p + 6 * q, 0)), v_gray(v_spread3(p + 9 * q, q)));
}

/// Gray of CV_BYTES pixels of four bytes at `p`, of which the last does not count.
CV_INLINE vu8 v_gray4(const uint8_t *p) {
  vu32 v[4];
  memcpy(v, p, sizeof v);
  return v_narrow4(v_gray(v[0]), v_gray(v[1]), v_gray(v[2]), v_gray(v[3]));
}

/// 255 in each byte lane whose bit is set, else 0; lane 0 takes the lowest bit.
CV_INLINE vu8 v_spread_bits(vmaskbits bits) {
#if CV_BYTES == 64
  cv_bools m;
  memcpy(&m, &bits, sizeof m);
  return (vu8)(-__builtin_convertvector(m, vs8));
#elif CV_BYTES == 32
  typedef uint32_t D CV_VECTOR(8);
  vu8 v = (vu8)(D)(bits);
  const vu8 i = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1,
                 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3};
  const vu8 bit = (vu8)(vu64)(0x8040201008040201);
  return (vu8)((v_lookup16(v, i) & bit) == bit);
#else
  vu16 v = (vu16)(bits);
  vu8 w = (vu8)v;
  w = __builtin_shufflevector(w, w, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
  const vu8 bit = (vu8)(vu64)(0x8040201008040201);
  return (vu8)((w & bit) == bit);
#endif
}

/// 1 where a > b, else 0.
CV_INLINE vs32 v_above_f32(vf32 a, float b) { return (a > b) & 1; }

/// Writes to memory around the caches; `p` is aligned to the vector. ``v_stored_around`` ends a run.
CV_INLINE void v_store_around(void *p, vu16 v) { __builtin_nontemporal_store(v, (vu16 *)p); }
CV_INLINE void v_store_around8(void *p, vu8 v) { __builtin_nontemporal_store(v, (vu8 *)p); }
/// Orders what was stored around the caches before what follows.
CV_INLINE void v_stored_around(void) {
#if defined(__SSE2__)
  __builtin_ia32_sfence();
#else
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
#endif
}
/// All bits where a byte is 0.
CV_INLINE vu8 v_is_zero8(vu8 a) { return (vu8)(a == 0); }
