// What registration does with vectors. Included by CVectors.h.
#pragma once

/// (upper * a + lower * b) / 2^18, rounded, halves up.
CV_INLINE vs32 v_mix18(vs32 upper, int32_t a, vs32 lower, int32_t b) {
  return (upper * a + lower * b + (1 << 17)) >> 18;
}

/// Whether the eight numbers at `p` are the same.
CV_INLINE _Bool v_same8(const int32_t *p) {
  int32_t v CV_VECTOR(8);
  memcpy(&v, p, sizeof v);
  return __builtin_reduce_or(v ^ p[0]) == 0;
}

CV_INLINE vf32 v_clamp_f32(vf32 a, vf32 low, vf32 high) {
  a = a > low ? a : low;
  return a < high ? a : high;
}

CV_INLINE vf32 v_floats_s32(vs32 a) { return __builtin_convertvector(a, vf32); }

/// The first `n` byte lanes of `a`, 0 <= n, and 0 in the others.
CV_INLINE vu8 v_first_bytes(vu8 a, long n) {
  const vu8 lane = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
#if CV_BYTES >= 32
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
#endif
#if CV_BYTES >= 64
    32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
    48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
#endif
  };
  uint8_t limit = n < CV_BYTES ? (uint8_t)n : CV_BYTES;
  return a & (vu8)(lane < limit);
}

/// The whole part of a number within the range of 32 bits. Swift's own conversion checks the range.
CV_INLINE int32_t v_whole_f32(float a) { return (int32_t)a; }

/// Each 64-bit lane of `low` shifted right by `n`, 0...63, what comes in from the right of `high`.
CV_INLINE vu64 v_funnel64(vu64 low, vu64 high, uint64_t n) {
  return (low >> n) | ((high << 1) << (63 - n));
}

/// a0 b0 a1 b1 and so on, two vectors of them, to `p`.
CV_INLINE void v_store_pairs(vu8 a, vu8 b, void *p) {
#define CV_PAIRS(i) i, CV_BYTES + i, i + 1, CV_BYTES + i + 1, i + 2, CV_BYTES + i + 2, i + 3, CV_BYTES + i + 3
#define CV_PAIRS16(i) CV_PAIRS(i), CV_PAIRS(i + 4), CV_PAIRS(i + 8), CV_PAIRS(i + 12)
#if CV_BYTES == 16
  vu8 first = __builtin_shufflevector(a, b, CV_PAIRS(0), CV_PAIRS(4));
  vu8 second = __builtin_shufflevector(a, b, CV_PAIRS(8), CV_PAIRS(12));
#elif CV_BYTES == 32
  vu8 first = __builtin_shufflevector(a, b, CV_PAIRS16(0));
  vu8 second = __builtin_shufflevector(a, b, CV_PAIRS16(16));
#else
  vu8 first = __builtin_shufflevector(a, b, CV_PAIRS16(0), CV_PAIRS16(16));
  vu8 second = __builtin_shufflevector(a, b, CV_PAIRS16(32), CV_PAIRS16(48));
#endif
  memcpy(p, &first, sizeof first);
  memcpy((char *)p + sizeof first, &second, sizeof second);
#undef CV_PAIRS16
#undef CV_PAIRS
}
