// What warps, correlation and Fourier transforms do with vectors. Included by CVectors.h.
#pragma once

// "In-lane" operations work on each 16 bytes by themselves, as the instructions do: what one
// interleaves, another packs again in the same order.
typedef uint8_t vu8h CV_VECTOR(CV_BYTES / 2);
typedef uint16_t vu16h CV_VECTOR(CV_BYTES / 4);
typedef int32_t vs32x8 CV_VECTOR(8);
typedef uint16_t vu16x8 CV_VECTOR(8);

CV_INLINE vu16 v_half16(vu16 a) { return a >> 1; }
/// High halves of the products of unsigned 16-bit lanes.
CV_INLINE vu16 v_mulhi16u(vu16 a, vu16 b) {
  // By intrinsic: the compiler would widen the product again for a shift that follows.
#if CV_BYTES == 64
  typedef short s __attribute__((vector_size(64)));
  return (vu16)__builtin_ia32_pmulhuw512((s)a, (s)b);
#elif CV_BYTES == 32
  typedef short s __attribute__((vector_size(32)));
  return (vu16)__builtin_ia32_pmulhuw256((s)a, (s)b);
#elif defined(__SSE2__)
  typedef short s __attribute__((vector_size(16)));
  return (vu16)__builtin_ia32_pmulhuw128((s)a, (s)b);
#else
  typedef uint32_t wide CV_VECTOR(CV_BYTES / 2);
  return __builtin_convertvector(
      (__builtin_convertvector(a, wide) * __builtin_convertvector(b, wide)) >> 16, vu16);
#endif
}
#if CV_BYTES == 64
#define CV_ZIP16(a, b, o)                                                                          \
  __builtin_shufflevector(a, b, o, 32 + o, o + 1, 33 + o, o + 2, 34 + o, o + 3, 35 + o, o + 8,     \
                          40 + o, o + 9, 41 + o, o + 10, 42 + o, o + 11, 43 + o, o + 16, 48 + o,   \
                          o + 17, 49 + o, o + 18, 50 + o, o + 19, 51 + o, o + 24, 56 + o, o + 25,  \
                          57 + o, o + 26, 58 + o, o + 27, 59 + o)
#elif CV_BYTES == 32
#define CV_ZIP16(a, b, o)                                                                          \
  __builtin_shufflevector(a, b, o, 16 + o, o + 1, 17 + o, o + 2, 18 + o, o + 3, 19 + o, o + 8,     \
                          24 + o, o + 9, 25 + o, o + 10, 26 + o, o + 11, 27 + o)
#else
#define CV_ZIP16(a, b, o)                                                                          \
  __builtin_shufflevector(a, b, o, 8 + o, o + 1, 9 + o, o + 2, 10 + o, o + 3, 11 + o)
#endif
/// a and b alternating, the lower and the upper four of each lane.
CV_INLINE vs16 v_zip_low16(vu16 a, vu16 b) { return (vs16)CV_ZIP16(a, b, 0); }
CV_INLINE vs16 v_zip_high16(vu16 a, vu16 b) { return (vs16)CV_ZIP16(a, b, 4); }
/// Low and high bytes of each 16-bit lane, alternating, widened: the lower and upper four.
CV_INLINE vs16 v_pairs_low(vu16 a) { return (vs16)CV_ZIP16((a & 255), (a >> 8), 0); }
CV_INLINE vs16 v_pairs_high(vu16 a) { return (vs16)CV_ZIP16((a & 255), (a >> 8), 4); }
/// a[2i] b[2i] + a[2i + 1] b[2i + 1].
CV_INLINE vs32 v_madd16(vs16 a, vs16 b) {
#if CV_BYTES == 64
  typedef short s __attribute__((vector_size(64)));
  return (vs32)__builtin_ia32_pmaddwd512((s)a, (s)b);
#elif CV_BYTES == 32
  typedef short s __attribute__((vector_size(32)));
  return (vs32)__builtin_ia32_pmaddwd256((s)a, (s)b);
#elif defined(__SSE2__)
  typedef short s __attribute__((vector_size(16)));
  return (vs32)__builtin_ia32_pmaddwd128((s)a, (s)b);
#else
  typedef int32_t wide CV_VECTOR(CV_BYTES / 2);
  wide p = __builtin_convertvector(a, wide) * __builtin_convertvector(b, wide);
  return p.even + p.odd;
#endif
}
CV_INLINE vs32 v_sar32(vs32 a, int32_t n) { return a >> n; }
/// Two vectors of 32-bit lanes to one of 16-bit lanes, in-lane, saturating.
CV_INLINE vs16 v_pack32(vs32 a, vs32 b) {
#if CV_BYTES == 64
  typedef int i __attribute__((vector_size(64)));
  return (vs16)__builtin_ia32_packssdw512((i)a, (i)b);
#elif CV_BYTES == 32
  typedef int i __attribute__((vector_size(32)));
  return (vs16)__builtin_ia32_packssdw256((i)a, (i)b);
#elif defined(__SSE2__)
  typedef int i __attribute__((vector_size(16)));
  return (vs16)__builtin_ia32_packssdw128((i)a, (i)b);
#else
  typedef int16_t half CV_VECTOR(CV_BYTES / 4);
  vs32 lo = (vs32)-32768, hi = (vs32)32767;
  half x = __builtin_convertvector(
      __builtin_elementwise_max(lo, __builtin_elementwise_min(hi, a)), half);
  half y = __builtin_convertvector(
      __builtin_elementwise_max(lo, __builtin_elementwise_min(hi, b)), half);
  return __builtin_shufflevector(x, y, 0, 1, 2, 3, 4, 5, 6, 7);
#endif
}
/// 16-bit lanes that hold 0...255 as bytes.
CV_INLINE vu8h v_bytes16(vs16 a) { return __builtin_convertvector((vu16)a, vu8h); }
/// Low bytes of 16-bit lanes whose high bytes are 0.
CV_INLINE vu8h v_low_bytes16(vu16 a) { return __builtin_convertvector(a, vu8h); }
/// Bytes widened to 16-bit lanes.
CV_INLINE vu16 v_wide8(vu8h a) { return __builtin_convertvector(a, vu16); }
CV_INLINE vu16 v_or16(vu16 a, vu16 b) { return a | b; }
CV_INLINE vu16 v_xor16(vu16 a, vu16 b) { return a ^ b; }
CV_INLINE vu16 v_high_byte16(vu16 a) { return a << 8; }
/// All ones where a < b (unsigned).
CV_INLINE vu16 v_less16(vu16 a, vu16 b) { return (vu16)(a < b); }
/// All ones where a == b.
CV_INLINE vu16 v_equal16(vu16 a, vu16 b) { return (vu16)(a == b); }
CV_INLINE vu16 v_not_zero16(vu16 a) { return (vu16)(a != 0); }
/// b where the mask is ones, otherwise a.
CV_INLINE vu16 v_choose16(vu16 a, vu16 b, vu16 mask) { return a ^ ((a ^ b) & mask); }
/// Whether bytes can be picked from 16-byte windows by index in one instruction.
CV_INLINE bool v_can_shuffle(void) {
#if CV_BYTES >= 32
  return true;
#else
  return false;
#endif
}
/// Bytes of each 16-byte window by index (0...15); only where v_can_shuffle().
CV_INLINE vu16 v_shuffle_windows(vu8 windows, vu16 index) {
#if CV_BYTES == 64
  typedef char c __attribute__((vector_size(64)));
  return (vu16)__builtin_ia32_pshufb512((c)windows, (c)index);
#elif CV_BYTES == 32
  typedef char c __attribute__((vector_size(32)));
  return (vu16)__builtin_ia32_pshufb256((c)windows, (c)index);
#else
  return (vu16)windows + index;
#endif
}
typedef uint8_t cv_window CV_VECTOR(16);
/// One 16-byte window to each lane, from base + a, base + b and so on.
CV_INLINE vu8 v_windows(const uint8_t *base, long a, long b, long c, long d) {
  cv_window w[4];
  memcpy(&w[0], base + a, 16);
#if CV_BYTES >= 32
  memcpy(&w[1], base + b, 16);
#endif
#if CV_BYTES == 64
  memcpy(&w[2], base + c, 16);
  memcpy(&w[3], base + d, 16);
#endif
  (void)b, (void)c, (void)d;  // where a vector holds fewer windows
  vu8 r;
  memcpy(&r, w, sizeof r);
  return r;
}
/// Four lanes' values, each in all eight 16-bit places of its lane.
CV_INLINE vu16 v_lanes16(uint16_t a, uint16_t b, uint16_t c, uint16_t d) {
  (void)b, (void)c, (void)d;  // where a vector holds fewer lanes
#if CV_BYTES == 64
  return (vu16){a, a, a, a, a, a, a, a, b, b, b, b, b, b, b, b,
                c, c, c, c, c, c, c, c, d, d, d, d, d, d, d, d};
#elif CV_BYTES == 32
  return (vu16){a, a, a, a, a, a, a, a, b, b, b, b, b, b, b, b};
#else
  return (vu16){a, a, a, a, a, a, a, a};
#endif
}
CV_INLINE vs32x8 v_sar32x8(vs32x8 a, int32_t n) { return a >> n; }
CV_INLINE vs32x8 v_mul32x8(vs32x8 a, vs32x8 b) { return a * b; }
CV_INLINE vu16x8 v_low16x8(vs32x8 a) { return __builtin_convertvector(a, vu16x8); }
/// The same eight values in each lane.
CV_INLINE vu16 v_repeat16x8(vu16x8 a) {
#if CV_BYTES == 64
  return __builtin_shufflevector(a, a, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4,
                                 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7);
#elif CV_BYTES == 32
  return __builtin_shufflevector(a, a, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7);
#else
  return a;
#endif
}
CV_INLINE vs32x8 v_iota32x8(void) { return (vs32x8){0, 1, 2, 3, 4, 5, 6, 7}; }

/// The sum -(w00 t0 + w01 t1 + w10 b0 + w11 b1) of each 32-bit lane, where top and bottom hold two
/// signed 16-bit samples and fx, fy fractions of 2^-16; the weights are in 2^-15.
CV_INLINE vs32 v_bilinear_sum32(vu32 top, vu32 bottom, vu32 x, vu32 y) {
  vu32 m = (vu32)v_mulhi16u((vu16)x, (vu16)y);
  vu32 w11 = m - (m >> 1);
  x >>= 1;
  y >>= 1;
  vu32 n00 = (x + y - w11 - 32768) & 65535, n01 = (w11 - x) << 16;
  vu32 n10 = (w11 - y) & 65535, n11 = (0 - w11) << 16;
  return v_madd16((vs16)top, (vs16)(n00 | n01)) + v_madd16((vs16)bottom, (vs16)(n10 | n11));
}
CV_INLINE vs32 v_bilinear_sum(vu32 top, vu32 bottom, vu16h fx, vu16h fy) {
  return v_bilinear_sum32(top, bottom, __builtin_convertvector(fx, vu32),
                          __builtin_convertvector(fy, vu32));
}
CV_INLINE vu32 v_xor32(vu32 a, vu32 b) { return a ^ b; }
/// 32-bit lanes' low halves.
CV_INLINE vu16h v_low16(vs32 a) { return __builtin_convertvector(a, vu16h); }

// One pixel of two to four channels in the lanes of a 16-byte vector.
typedef int16_t vs16x8 CV_VECTOR(8);
typedef int32_t vs32x4 CV_VECTOR(4);
/// The negative weights (w00, w01, w10, w11) in 2^-15 of eight fractions in 2^-16, one after another.
CV_INLINE void v_store_weights(vu16x8 fx, vu16x8 fy, void *out) {
  typedef uint32_t wide CV_VECTOR(8);
  typedef uint16_t pair CV_VECTOR(16);
  vu16x8 m = __builtin_convertvector(
      (__builtin_convertvector(fx, wide) * __builtin_convertvector(fy, wide)) >> 16, vu16x8);
  vu16x8 w11 = m - (m >> 1), x = fx >> 1, y = fy >> 1;
  pair top = __builtin_shufflevector(x + y - w11 - (vu16x8)32768, w11 - x, 0, 8, 1, 9, 2, 10, 3, 11,
                                     4, 12, 5, 13, 6, 14, 7, 15);
  pair bottom = __builtin_shufflevector(w11 - y, (vu16x8)0 - w11, 0, 8, 1, 9, 2, 10, 3, 11, 4, 12,
                                        5, 13, 6, 14, 7, 15);
  typedef uint32_t quad CV_VECTOR(16);
  quad r = __builtin_shufflevector((wide)top, (wide)bottom, 0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13,
                                   6, 14, 7, 15);
  memcpy(out, &r, sizeof r);
}
CV_INLINE vs32x4 v_madd16x8(vs16x8 a, vs16x8 b) {
#if defined(__SSE2__)
  typedef short s __attribute__((vector_size(16)));
  return (vs32x4)__builtin_ia32_pmaddwd128((s)a, (s)b);
#else
  typedef int32_t wide CV_VECTOR(8);
  wide p = __builtin_convertvector(a, wide) * __builtin_convertvector(b, wide);
  return p.even + p.odd;
#endif
}
CV_INLINE vs32x4 v_weighted(vs16x8 top, vs16x8 bottom, uint64_t weights) {
  typedef uint64_t w64 CV_VECTOR(2);
  vs32x4 w = (vs32x4)(w64){weights, 0};
  vs32x4 upper = __builtin_shufflevector(w, w, 0, 0, 0, 0);
  vs32x4 lower = __builtin_shufflevector(w, w, 1, 1, 1, 1);
  vs32x4 sum = v_madd16x8(top, (vs16x8)upper) + v_madd16x8(bottom, (vs16x8)lower);
  return ((vs32x4)16384 - sum) >> 15;
}
typedef uint8_t vu8x16 CV_VECTOR(16);
/// Bytes of a and b alternating, widened.
CV_INLINE vs16x8 v_zip_bytes4(uint32_t a, uint32_t b) {
  typedef uint32_t w32 CV_VECTOR(4);
  vu8x16 x = (vu8x16)(w32){a, 0, 0, 0}, y = (vu8x16)(w32){b, 0, 0, 0}, z = (vu8x16)0;
  vu8x16 p = __builtin_shufflevector(x, y, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  return (vs16x8)__builtin_shufflevector(p, z, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7,
                                         23);
}
/// The interpolated pixel of up to four bytes; a holds the left neighbours, b the right ones.
CV_INLINE uint32_t v_pixel8(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint64_t weights) {
  vs32x4 r = v_weighted(v_zip_bytes4(a, b), v_zip_bytes4(c, d), weights);
  typedef uint8_t bytes CV_VECTOR(4);
  bytes p = __builtin_convertvector(r, bytes);
  uint32_t out;
  memcpy(&out, &p, 4);
  return out;
}
/// 16-bit samples of a and b alternating, as differences from 32768.
CV_INLINE vs16x8 v_zip_words4(uint64_t a, uint64_t b) {
  typedef uint64_t w64 CV_VECTOR(2);
  vu16x8 x = (vu16x8)(w64){a, 0}, y = (vu16x8)(w64){b, 0};
  return (vs16x8)(__builtin_shufflevector(x, y, 0, 8, 1, 9, 2, 10, 3, 11) ^ (vu16x8)32768);
}
CV_INLINE uint64_t v_pixel16(uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t weights) {
  vs32x4 r = v_weighted(v_zip_words4(a, b), v_zip_words4(c, d), weights);
  typedef uint16_t words CV_VECTOR(4);
  words p = __builtin_convertvector(r, words) ^ (words)32768;
  uint64_t out;
  memcpy(&out, &p, 8);
  return out;
}
/// 32-bit lanes with a in the low and b in the high half.
CV_INLINE vu32 v_pair_words(vu16h a, vu16h b) {
  return __builtin_convertvector(a, vu32) | __builtin_convertvector(b, vu32) << 16;
}

/// A number added to every byte, with saturation and without.
CV_INLINE vu16 v_adds_bytes16(vu16 a, uint8_t n) {
  return (vu16)__builtin_elementwise_add_sat((vu8)a, (vu8)n);
}
CV_INLINE vu16 v_add_bytes16(vu16 a, uint8_t n) { return (vu16)((vu8)a + (vu8)n); }
CV_INLINE vu16 v_words16(vs16 a) { return (vu16)a; }

/// Displacements in pixels as multiples of 2^-16, toward zero, within 16383 pixels; one that is not
/// a number counts as -16383.
typedef float vf32x8 CV_VECTOR(8);
CV_INLINE vs32x8 v_fixed16x8(vf32x8 d) {
#if defined(__AVX__)
  // By intrinsic: the compiler would move the product into both branches.
  typedef float f __attribute__((vector_size(32)));
  d = (vf32x8)__builtin_ia32_maxps256((f)d, (f)(vf32x8)-16383.0f);
  d = (vf32x8)__builtin_ia32_minps256((f)d, (f)(vf32x8)16383.0f);
#else
  d = d > -16383.0f ? d : (vf32x8)-16383.0f;
  d = d < 16383.0f ? d : (vf32x8)16383.0f;
#endif
  return __builtin_convertvector(d * 65536.0f, vs32x8);
}
CV_INLINE vs32x8 v_or32x8(vs32x8 a, vs32x8 b) { return a | b; }
CV_INLINE vs32x8 v_andnot32x8(vs32x8 a, vs32x8 b) { return a & ~b; }
/// One bit for each lane: whether it is negative.
CV_INLINE uint8_t v_signs32x8(vs32x8 a) {
#if defined(__AVX__)
  typedef float f __attribute__((vector_size(32)));
  return (uint8_t)__builtin_ia32_movmskps256((f)a);
#else
  typedef _Bool bits CV_VECTOR(8);
  bits m = __builtin_convertvector(a < 0, bits);
  uint8_t r;
  memcpy(&r, &m, 1);
  return r;
#endif
}
/// Low halves of a, and b in the high ones.
CV_INLINE vs32x8 v_pair16x16(vs32x8 a, vs32x8 b) { return (a & 65535) | (b << 16); }
/// low(a) low(b) + high(a) high(b) of signed halves.
CV_INLINE vs32x8 v_madd16x16(vs32x8 a, vs32x8 b) {
#if defined(__AVX2__)
  typedef short s __attribute__((vector_size(32)));
  return (vs32x8)__builtin_ia32_pmaddwd256((s)a, (s)b);
#elif defined(__SSE2__)
  typedef short s __attribute__((vector_size(16)));
  vs32x4 low = (vs32x4)__builtin_ia32_pmaddwd128((s)a.lo, (s)b.lo);
  vs32x4 high = (vs32x4)__builtin_ia32_pmaddwd128((s)a.hi, (s)b.hi);
  return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7);
#else
  return (a << 16 >> 16) * (b << 16 >> 16) + (a >> 16) * (b >> 16);
#endif
}

#if CV_BYTES == 64
#define CV_ZIP32(a, b, o)                                                                          \
  __builtin_shufflevector(a, b, o, 16 + o, o + 1, 17 + o, o + 2, 18 + o, o + 3, 19 + o, o + 4,     \
                          20 + o, o + 5, 21 + o, o + 6, 22 + o, o + 7, 23 + o)
#elif CV_BYTES == 32
#define CV_ZIP32(a, b, o)                                                                          \
  __builtin_shufflevector(a, b, o, 8 + o, o + 1, 9 + o, o + 2, 10 + o, o + 3, 11 + o)
#else
#define CV_ZIP32(a, b, o) __builtin_shufflevector(a, b, o, 4 + o, o + 1, 5 + o)
#endif
/// Transposes a square of as many floats a side as a vector has.
CV_INLINE void v_transpose(const float *in, long in_stride, float *out, long out_stride) {
  enum { n = CV_BYTES / 4 };
  vf32 a[n], b[n];
  for (int i = 0; i < n; i++) memcpy(&a[i], in + i * in_stride, sizeof(vf32));
#if CV_BYTES == 32
  // In-lane steps first: only the last crosses the halves.
  for (int i = 0; i < 8; i += 2) {
    b[i] = __builtin_shufflevector(a[i], a[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    b[i + 1] = __builtin_shufflevector(a[i], a[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  for (int i = 0; i < 8; i += 4)
    for (int k = 0; k < 2; k++) {
      a[i + 2 * k] = __builtin_shufflevector(b[i + k], b[i + k + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      a[i + 2 * k + 1] =
          __builtin_shufflevector(b[i + k], b[i + k + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  for (int i = 0; i < 4; i++) {
    b[i] = __builtin_shufflevector(a[i], a[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    b[i + 4] = __builtin_shufflevector(a[i], a[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
  for (int i = 0; i < n; i++) memcpy(out + i * out_stride, &b[i], sizeof(vf32));
#else
  for (int s = 1; s < n; s *= 2) {
    for (int i = 0; i < n / 2; i++) {
      b[2 * i] = CV_ZIP32(a[i], a[i + n / 2], 0);
      b[2 * i + 1] = CV_ZIP32(a[i], a[i + n / 2], CV_BYTES / 8);
    }
    for (int i = 0; i < n; i++) a[i] = b[i];
  }
  for (int i = 0; i < n; i++) memcpy(out + i * out_stride, &a[i], sizeof(vf32));
#endif
}
typedef uint8_t vu8q CV_VECTOR(CV_BYTES / 4);
CV_INLINE vf32 v_float8(vu8q a) { return __builtin_convertvector(a, vf32); }
typedef uint16_t vu16q CV_VECTOR(CV_BYTES / 4);
CV_INLINE vf32 v_float16(vu16q a) { return __builtin_convertvector(a, vf32); }
CV_INLINE vf32 v_sqrtf(vf32 a) { return __builtin_elementwise_sqrt(a); }
CV_INLINE vf32 v_maxf(vf32 a, vf32 b) { return a > b ? a : b; }
/// a and b alternating: the lower and the upper half of the result.
CV_INLINE vs32 v_zip_low32(vs32 a, vs32 b) { return CV_ZIP32(a, b, 0); }
CV_INLINE vs32 v_zip_high32(vs32 a, vs32 b) { return CV_ZIP32(a, b, CV_BYTES / 8); }
/// A pair of 16-bit numbers in every 32-bit lane.
CV_INLINE vs16 v_pair16(int32_t pair) { return (vs16)(vs32)pair; }

typedef float vf32x4 CV_VECTOR(4);
typedef double vf64x4 CV_VECTOR(4);
typedef int64_t vs64x4 CV_VECTOR(4);
/// Numbers in 0..<2^52 as double precision: no instruction set before AVX-512 converts 64 bits.
CV_INLINE vf64x4 v_double52(vs64x4 a) {
  return (vf64x4)(a | 0x4330000000000000) - (vf64x4)4503599627370496.0;
}
CV_INLINE vf64x4 v_double32(vs32x4 a) { return __builtin_convertvector(a, vf64x4); }
CV_INLINE vf32x4 v_single(vf64x4 a) { return __builtin_convertvector(a, vf32x4); }
/// a - b c, each step rounded.
CV_INLINE vf64x4 v_less_product(vf64x4 a, vf64x4 b, double c) {
#pragma clang fp contract(off)
  return a - b * c;
}
/// correlation / sqrt(variation deviation) within -1...1, 0 where the variation is at most `least`.
CV_INLINE vf32x4 v_score(vf32x4 correlation, vf64x4 variation, double deviation, double least) {
  vf64x4 some = variation > least ? variation : (vf64x4)least;
  vf32x4 product = __builtin_convertvector(some * deviation, vf32x4);
  vf32x4 score = correlation / __builtin_elementwise_sqrt(product);
  score = score < 1.0f ? score : (vf32x4)1.0f;
  score = score > -1.0f ? score : (vf32x4)-1.0f;
  vs32x4 weak = __builtin_convertvector(variation > least, vs32x4);
  return (vf32x4)((vs32x4)score & weak);
}
/// The samples at eight offsets, put together in a register: a store of each would cost more.
CV_INLINE vu16x8 v_fetch16x8(const uint16_t *base, const int32_t *o) {
  return (vu16x8){base[o[0]], base[o[1]], base[o[2]], base[o[3]],
                  base[o[4]], base[o[5]], base[o[6]], base[o[7]]};
}
CV_INLINE vu8x16 v_fetch8x16(const uint8_t *base, const int32_t *o) {
  return (vu8x16){base[o[0]],  base[o[1]],  base[o[2]],  base[o[3]], base[o[4]],  base[o[5]],
                  base[o[6]],  base[o[7]],  base[o[8]],  base[o[9]], base[o[10]], base[o[11]],
                  base[o[12]], base[o[13]], base[o[14]], base[o[15]]};
}
typedef uint32_t vu32x4 CV_VECTOR(4);
CV_INLINE vu16x8 v_fetch_pairs8x8(const uint8_t *base, const int32_t *o) {
  uint16_t p[8];
  for (int i = 0; i < 8; i++) memcpy(&p[i], base + o[i], 2);
  return (vu16x8){p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]};
}
CV_INLINE vu32x4 v_fetch_pairs16x4(const uint16_t *base, const int32_t *o) {
  uint32_t p[4];
  for (int i = 0; i < 4; i++) memcpy(&p[i], base + o[i], 4);
  return (vu32x4){p[0], p[1], p[2], p[3]};
}
/// The sample at each offset in the low byte of a lane and its right neighbour in the high one.
CV_INLINE vu16 v_fetch_pairs8(const uint8_t *base, const int32_t *o) {
  vu16x8 part[CV_BYTES / 16];
  for (int i = 0; i < CV_BYTES / 16; i++) part[i] = v_fetch_pairs8x8(base, o + 8 * i);
  vu16 r;
  memcpy(&r, part, sizeof r);
  return r;
}
/// The same of 16-bit samples.
CV_INLINE vu32 v_fetch_pairs16(const uint16_t *base, const int32_t *o) {
  vu32x4 part[CV_BYTES / 16];
  for (int i = 0; i < CV_BYTES / 16; i++) part[i] = v_fetch_pairs16x4(base, o + 4 * i);
  vu32 r;
  memcpy(&r, part, sizeof r);
  return r;
}

/// Transposes a square of 16x16 bytes; strides in bytes, of either sign.
CV_INLINE void v_transpose_bytes(const void *in, long in_stride, void *out, long out_stride) {
  vu8x16 a[16], b[16];
  for (int i = 0; i < 16; i++) memcpy(&a[i], (const char *)in + i * in_stride, 16);
  // Each step deals the rows' bytes out anew, as one deals cards; after four they are columns.
  for (int step = 0; step < 4; step++) {
    for (int i = 0; i < 8; i++) {
      b[2 * i] = __builtin_shufflevector(a[i], a[i + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21,
                                         6, 22, 7, 23);
      b[2 * i + 1] = __builtin_shufflevector(a[i], a[i + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28,
                                             13, 29, 14, 30, 15, 31);
    }
    for (int i = 0; i < 16; i++) a[i] = b[i];
  }
  for (int i = 0; i < 16; i++) memcpy((char *)out + i * out_stride, &a[i], 16);
}
/// Transposes a square of 8x8 16-bit samples; strides in bytes, of either sign.
CV_INLINE void v_transpose_words(const void *in, long in_stride, void *out, long out_stride) {
  vu16x8 a[8], b[8];
  for (int i = 0; i < 8; i++) memcpy(&a[i], (const char *)in + i * in_stride, 16);
  for (int step = 0; step < 3; step++) {
    for (int i = 0; i < 4; i++) {
      b[2 * i] = __builtin_shufflevector(a[i], a[i + 4], 0, 8, 1, 9, 2, 10, 3, 11);
      b[2 * i + 1] = __builtin_shufflevector(a[i], a[i + 4], 4, 12, 5, 13, 6, 14, 7, 15);
    }
    for (int i = 0; i < 8; i++) a[i] = b[i];
  }
  for (int i = 0; i < 8; i++) memcpy((char *)out + i * out_stride, &a[i], 16);
}
