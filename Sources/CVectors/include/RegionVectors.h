// What connected components, distance transforms and contours do with vectors. Included by
// CVectors.h.
#pragma once

/// What is added up over the runs of one connected component. Box half open; sums are over pixels.
typedef struct {
  int32_t x1, y1, x2, y2;
  int64_t area, sum_x, sum_y, sum_xx, sum_xy, sum_yy;
  /// Runs, and pairs of them that touch in neighbouring rows.
  int64_t runs, links;
  /// Pairs of pixels one above the other, and pairs across a corner, both diagonals together.
  int64_t vertical_pairs, diagonal_pairs;
  /// Of the samples beneath, where they were measured.
  int64_t sum;
  int32_t minimum, maximum;
} cv_region;

/// One contour: where its points are, the contour around it (-1 for none) and its measurements.
typedef struct {
  int64_t first, count;
  int32_t parent, is_hole;
  int32_t x1, y1, x2, y2;
  /// Twice the area within, with sign; steps along the grid and across corners.
  int64_t twice_area, straight, diagonal;
} cv_contour;

typedef _Bool cv_bools2 CV_VECTOR(CV_BYTES / 2);
typedef _Bool cv_bools4 CV_VECTOR(CV_BYTES / 4);

/// Lanes whose bit is set keep their value, the others become 0.
CV_INLINE vs16 v_keep16(vs16 v, uint32_t bits) {
  cv_bools2 m;
  memcpy(&m, &bits, sizeof m);
  return v & -__builtin_convertvector(m, vs16);
}
CV_INLINE vs32 v_keep32(vs32 v, uint32_t bits) {
  cv_bools4 m;
  memcpy(&m, &bits, sizeof m);
  return v & -__builtin_convertvector(m, vs32);
}
CV_INLINE vs16 v_min16(vs16 a, vs16 b) { return __builtin_elementwise_min(a, b); }
CV_INLINE vs32 v_or32(vs32 a, vs32 b) { return a | b; }

/// One bit per lane, lane 0 lowest: whether it is negative.
CV_INLINE uint32_t v_negative_bits32(vs32 a) {
  cv_bools4 m = __builtin_convertvector(a < 0, cv_bools4);
  uint32_t r = 0;
  memcpy(&r, &m, sizeof m);
  return r;
}

/// Squares of the CV_BYTES / 4 16-bit numbers at `p`.
CV_INLINE vs32 v_squares16(const void *p) {
  int16_t v CV_VECTOR(CV_BYTES / 4);
  memcpy(&v, p, sizeof v);
  vs32 w = __builtin_convertvector(v, vs32);
  return w * w;
}

/// The CV_BYTES / 4 16-bit numbers at `p` as floats, `empty` in place of `cap`.
CV_INLINE vf32 v_floats16(const void *p, int32_t cap, float empty) {
  int16_t v CV_VECTOR(CV_BYTES / 4);
  memcpy(&v, p, sizeof v);
  vs32 w = __builtin_convertvector(v, vs32);
  vf32 e = empty;
  return w == cap ? e : __builtin_convertvector(w, vf32);
}

/// max(0, min(cap, left + lane, right - lane)).
CV_INLINE vs16 v_ramp16(int16_t left, int16_t right, int16_t cap) {
  const vs16 lane = {
    0, 1, 2, 3, 4, 5, 6, 7,
#if CV_BYTES >= 32
    8, 9, 10, 11, 12, 13, 14, 15,
#endif
#if CV_BYTES >= 64
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
#endif
  };
  vs16 a = __builtin_elementwise_add_sat((vs16)left, lane);
  vs16 b = __builtin_elementwise_sub_sat((vs16)right, lane);
  vs16 d = __builtin_elementwise_min(__builtin_elementwise_min(a, b), (vs16)cap);
  return __builtin_elementwise_max(d, (vs16)0);
}

/// base + lane.
CV_INLINE vs32 v_count32(int32_t base) {
  const vs32 lane = {
    0, 1, 2, 3,
#if CV_BYTES >= 32
    4, 5, 6, 7,
#endif
#if CV_BYTES >= 64
    8, 9, 10, 11, 12, 13, 14, 15,
#endif
  };
  return lane + base;
}

/// The square root of the smaller of `a` and `limit`, correctly rounded from `a` as a float.
CV_INLINE vf32 v_sqrt_below(vs32 a, float limit) {
  vf32 f = __builtin_convertvector(a, vf32);
  vf32 l = limit;
  return __builtin_elementwise_sqrt(f < l ? f : l);
}

/// The sum of all bytes.
CV_INLINE uint64_t v_total(vu8 a) {
#if CV_BYTES == 64
  typedef char c __attribute__((vector_size(64)));
  return (uint64_t)__builtin_reduce_add((vu64)__builtin_ia32_psadbw512((c)a, (c)(vu8)0));
#elif CV_BYTES == 32
  typedef char c __attribute__((vector_size(32)));
  return (uint64_t)__builtin_reduce_add((vu64)__builtin_ia32_psadbw256((c)a, (c)(vu8)0));
#elif defined(__SSE2__)
  typedef char c __attribute__((vector_size(16)));
  return (uint64_t)__builtin_reduce_add((vu64)__builtin_ia32_psadbw128((c)a, (c)(vu8)0));
#else
  return __builtin_reduce_add(v_sum4(a));
#endif
}
/// All bits of the last `count` bytes, at most CV_BYTES.
CV_INLINE vu8 v_last(long count) {
  static const vu8 bits[2] = {(vu8)0, (vu8)255};
  vu8 r;
  memcpy(&r, (const char *)bits + count, sizeof r);
  return r;
}
