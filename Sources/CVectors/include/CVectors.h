// Vector types and the operations on them that Swift's own SIMD types do not compile to single
// instructions. Header only: everything inlines into the kernel that uses it, compiled for that
// kernel's instruction set. The width follows the target: 64, 32 or 16 bytes. Clang's portable
// vector extensions become SSE2, AVX2, AVX-512 or NEON; where an intrinsic is needed there is a
// portable form beside it.
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define CV_INLINE static inline __attribute__((always_inline, nodebug))
#if defined(__AVX512BW__)
#define CV_BYTES 64
#elif defined(__AVX2__)
#define CV_BYTES 32
#else
#define CV_BYTES 16
#endif
#define CV_VECTOR(n) __attribute__((ext_vector_type(n)))

// Native-width vectors, imported by Swift as SIMD16/32/64<UInt8> and so on.
typedef uint8_t vu8 CV_VECTOR(CV_BYTES);
typedef uint16_t vu16 CV_VECTOR(CV_BYTES / 2);
typedef int16_t vs16 CV_VECTOR(CV_BYTES / 2);
typedef int32_t vs32 CV_VECTOR(CV_BYTES / 4);
typedef uint32_t vu32 CV_VECTOR(CV_BYTES / 4);
typedef uint64_t vu64 CV_VECTOR(CV_BYTES / 8);
typedef float vf32 CV_VECTOR(CV_BYTES / 4);

#if CV_BYTES == 64
typedef uint64_t vmaskbits;
#elif CV_BYTES == 32
typedef uint32_t vmaskbits;
#else
typedef uint16_t vmaskbits;
#endif
typedef _Bool cv_bools CV_VECTOR(CV_BYTES);

CV_INLINE vu8 v_max(vu8 a, vu8 b) { return __builtin_elementwise_max(a, b); }
CV_INLINE vu8 v_min(vu8 a, vu8 b) { return __builtin_elementwise_min(a, b); }
CV_INLINE vu8 v_subs(vu8 a, vu8 b) { return __builtin_elementwise_sub_sat(a, b); }
CV_INLINE vu8 v_adds(vu8 a, vu8 b) { return __builtin_elementwise_add_sat(a, b); }
CV_INLINE vu8 v_absdiff(vu8 a, vu8 b) {
  return __builtin_elementwise_max(a, b) - __builtin_elementwise_min(a, b);
}
CV_INLINE vu8 v_xor(vu8 a, vu8 b) { return a ^ b; }
CV_INLINE vu8 v_add(vu8 a, vu8 b) { return a + b; }

/// One bit per byte lane, lane 0 lowest: whether a < b.
CV_INLINE vmaskbits v_less_bits(vu8 a, vu8 b) {
  cv_bools m = __builtin_convertvector((a < b), cv_bools);
  vmaskbits r;
  memcpy(&r, &m, sizeof r);
  return r;
}

/// Bits set in each byte.
CV_INLINE vu8 v_popcount(vu8 a) { return __builtin_elementwise_popcount(a); }

/// Sums of each four neighbouring bytes, 0...1020, one in each 32-bit lane.
CV_INLINE vu32 v_sum4(vu8 a) {
  vu32 x = (vu32)a;
  x = (x & 0x00ff00ff) + ((x >> 8) & 0x00ff00ff);
  return (x & 0xffff) + (x >> 16);
}
CV_INLINE vu32 v_add32(vu32 a, vu32 b) { return a + b; }

/// What the processor offers: 1 baseline, 3 x86-64-v3 (AVX2), 4 x86-64-v4 (AVX-512).
int32_t cv_isa_level(void);

// Linear filters.
typedef double vf64 CV_VECTOR(CV_BYTES / 8);
typedef uint8_t lf_half8 CV_VECTOR(CV_BYTES / 2);

/// The bytes at even positions, and those at odd ones, each widened.
CV_INLINE vu16 lf_even(vu8 a) { return (vu16)a & 0x00ff; }
CV_INLINE vu16 lf_odd(vu8 a) { return (vu16)a >> 8; }
/// The inverse of the two: `even` below 256; of `odd` the low bytes.
CV_INLINE vu8 lf_join(vu16 even, vu16 odd) { return (vu8)(even | (odd << 8)); }
/// As `lf_join` of both divided by 256.
CV_INLINE vu8 lf_join_high(vu16 even, vu16 odd) { return (vu8)((even >> 8) | (odd & 0xff00)); }
CV_INLINE vu16 lf_shr16(vu16 a, uint16_t n) { return a >> n; }
CV_INLINE vu16 lf_shl16(vu16 a, uint16_t n) { return a << n; }
/// Half a vector of bytes from `p`, widened, in order.
CV_INLINE vu16 lf_widen(const void *p) {
  lf_half8 a;
  memcpy(&a, p, sizeof a);
  return __builtin_convertvector(a, vu16);
}

/// Both in order as bytes; each below 256.
CV_INLINE vu8 lf_narrow(vu16 a, vu16 b) {
#if CV_BYTES == 64
  typedef int16_t S __attribute__((vector_size(64)));
  typedef uint64_t Q CV_VECTOR(8);
  // packuswb works within parts of 128 bits; the shuffle puts the parts into order.
  Q p = (Q)__builtin_ia32_packuswb512((S)a, (S)b);
  return (vu8)__builtin_shufflevector(p, p, 0, 2, 4, 6, 1, 3, 5, 7);
#elif CV_BYTES == 32
  typedef int16_t S __attribute__((vector_size(32)));
  typedef uint64_t Q CV_VECTOR(4);
  Q p = (Q)__builtin_ia32_packuswb256((S)a, (S)b);
  return (vu8)__builtin_shufflevector(p, p, 0, 2, 1, 3);
#elif defined(__SSE2__)
  typedef int16_t S __attribute__((vector_size(16)));
  return (vu8)__builtin_ia32_packuswb128((S)a, (S)b);
#else
  return __builtin_shufflevector((vu8)a, (vu8)b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26,
                                 28, 30);
#endif
}

/// In each 32-bit lane a0 b0 + a1 b1 of its two 16-bit halves.
CV_INLINE vs32 lf_dot2(vs16 a, vs16 b) {
#if CV_BYTES == 64
  typedef int16_t S __attribute__((vector_size(64)));
  return (vs32)__builtin_ia32_pmaddwd512((S)a, (S)b);
#elif CV_BYTES == 32
  typedef int16_t S __attribute__((vector_size(32)));
  return (vs32)__builtin_ia32_pmaddwd256((S)a, (S)b);
#elif defined(__SSE2__)
  typedef int16_t S __attribute__((vector_size(16)));
  return (vs32)__builtin_ia32_pmaddwd128((S)a, (S)b);
#else
  vs32 x = (vs32)a, y = (vs32)b;
  return ((x << 16) >> 16) * ((y << 16) >> 16) + (x >> 16) * (y >> 16);
#endif
}

/// The high halves of the lanes of `even` and `odd`, alternating.
CV_INLINE vu16 lf_join_high32(vs32 even, vs32 odd) {
  return (vu16)(((vu32)even >> 16) | ((vu32)odd & 0xffff0000u));
}

/// (a b) >> 16.
CV_INLINE vu16 lf_mul_high(vu16 a, vu16 b) {
#if CV_BYTES == 64
  typedef int16_t S __attribute__((vector_size(64)));
  return (vu16)__builtin_ia32_pmulhuw512((S)a, (S)b);
#elif CV_BYTES == 32
  typedef int16_t S __attribute__((vector_size(32)));
  return (vu16)__builtin_ia32_pmulhuw256((S)a, (S)b);
#elif defined(__SSE2__)
  typedef int16_t S __attribute__((vector_size(16)));
  return (vu16)__builtin_ia32_pmulhuw128((S)a, (S)b);
#else
  typedef uint32_t W CV_VECTOR(8);
  return __builtin_convertvector(
      (__builtin_convertvector(a, W) * __builtin_convertvector(b, W)) >> 16, vu16);
#endif
}

/// Each lane times `scale`, rounded to the nearest integer, halves to even.
CV_INLINE vs32 lf_scaled(vs32 a, float scale) {
  vf32 x = __builtin_convertvector(a, vf32) * scale;
#if CV_BYTES == 64
  typedef int32_t I __attribute__((vector_size(64)));
  typedef float F __attribute__((vector_size(64)));
  return (vs32)__builtin_ia32_cvtps2dq512_mask((F)x, (I){0}, (uint16_t)-1, 4);
#elif CV_BYTES == 32
  typedef float F __attribute__((vector_size(32)));
  return (vs32)__builtin_ia32_cvtps2dq256((F)x);
#elif defined(__SSE2__)
  typedef float F __attribute__((vector_size(16)));
  return (vs32)__builtin_ia32_cvtps2dq((F)x);
#else
  return __builtin_convertvector(__builtin_elementwise_roundeven(x), vs32);
#endif
}

/// Both in order as 16-bit lanes; each in 0...32767.
CV_INLINE vu16 lf_narrow32(vs32 a, vs32 b) {
#if CV_BYTES == 64
  typedef int32_t I __attribute__((vector_size(64)));
  typedef uint64_t Q CV_VECTOR(8);
  Q p = (Q)__builtin_ia32_packssdw512((I)a, (I)b);
  return (vu16)__builtin_shufflevector(p, p, 0, 2, 4, 6, 1, 3, 5, 7);
#elif CV_BYTES == 32
  typedef int32_t I __attribute__((vector_size(32)));
  typedef uint64_t Q CV_VECTOR(4);
  Q p = (Q)__builtin_ia32_packssdw256((I)a, (I)b);
  return (vu16)__builtin_shufflevector(p, p, 0, 2, 1, 3);
#elif defined(__SSE2__)
  typedef int32_t I __attribute__((vector_size(16)));
  return (vu16)__builtin_ia32_packssdw128((I)a, (I)b);
#else
  return __builtin_shufflevector((vu16)a, (vu16)b, 0, 2, 4, 6, 8, 10, 12, 14);
#endif
}

/// In each lane the sum of the lanes up to it.
CV_INLINE vs32 lf_prefix32(vs32 a) {
  vs32 z = {0};
#if CV_BYTES == 64
  // Within parts of 128 bits first, where a shift of lanes is one instruction.
  a += __builtin_shufflevector(a, z, 16, 0, 1, 2, 16, 4, 5, 6, 16, 8, 9, 10, 16, 12, 13, 14);
  a += __builtin_shufflevector(a, z, 16, 16, 0, 1, 16, 16, 4, 5, 16, 16, 8, 9, 16, 16, 12, 13);
  a += __builtin_shufflevector(a, z, 16, 16, 16, 16, 3, 3, 3, 3, 16, 16, 16, 16, 11, 11, 11, 11);
  a += __builtin_shufflevector(a, z, 16, 16, 16, 16, 16, 16, 16, 16, 7, 7, 7, 7, 7, 7, 7, 7);
#elif CV_BYTES == 32
  a += __builtin_shufflevector(a, z, 8, 0, 1, 2, 8, 4, 5, 6);
  a += __builtin_shufflevector(a, z, 8, 8, 0, 1, 8, 8, 4, 5);
  a += __builtin_shufflevector(a, z, 8, 8, 8, 8, 3, 3, 3, 3);
#else
  a += __builtin_shufflevector(a, z, 4, 0, 1, 2);
  a += __builtin_shufflevector(a, z, 4, 4, 0, 1);
#endif
  return a;
}
/// The last lane in all lanes.
CV_INLINE vs32 lf_last32(vs32 a) {
#if CV_BYTES == 64
  return __builtin_shufflevector(a, a, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15,
                                 15);
#elif CV_BYTES == 32
  return __builtin_shufflevector(a, a, 7, 7, 7, 7, 7, 7, 7, 7);
#else
  return __builtin_shufflevector(a, a, 3, 3, 3, 3);
#endif
}

CV_INLINE vu16 lf_abs16(vu16 a) { return (vu16)__builtin_elementwise_abs((vs16)a); }
/// The lower, and the upper, halves of a and b as signed 16 bits, lane by lane, squared and added;
/// of that the square root.
CV_INLINE vf32 lf_length_low(vu16 a, vu16 b) {
  typedef int16_t H CV_VECTOR(CV_BYTES / 4);
  H x = ((vs16)a).lo, y = ((vs16)b).lo;
  vf32 u = __builtin_convertvector(x, vf32), v = __builtin_convertvector(y, vf32);
  return __builtin_elementwise_sqrt(u * u + v * v);
}
CV_INLINE vf32 lf_length_high(vu16 a, vu16 b) {
  typedef int16_t H CV_VECTOR(CV_BYTES / 4);
  H x = ((vs16)a).hi, y = ((vs16)b).hi;
  vf32 u = __builtin_convertvector(x, vf32), v = __builtin_convertvector(y, vf32);
  return __builtin_elementwise_sqrt(u * u + v * v);
}

/// A quarter vector of bytes from `p`, widened, in order.
CV_INLINE vs32 lf_widen32(const void *p) {
  typedef uint8_t B CV_VECTOR(CV_BYTES / 4);
  B a;
  memcpy(&a, p, sizeof a);
  return __builtin_convertvector(a, vs32);
}
/// The lower, and the upper, half of the lanes.
CV_INLINE vf64 lf_low64(vs32 a) { return __builtin_convertvector(a.lo, vf64); }
CV_INLINE vf64 lf_high64(vs32 a) { return __builtin_convertvector(a.hi, vf64); }

/// Each lane, in 0...255, squared, and itself from bit 20 on; the two parts of such lanes. Sums of
/// up to 16 of them hold the sums of both.
CV_INLINE vs32 lf_with_square(vs32 a) { return lf_dot2((vs16)a, (vs16)a) + (a << 20); }
CV_INLINE vs32 lf_plain_part(vs32 a) { return (vs32)((vu32)a >> 20); }
CV_INLINE vs32 lf_square_part(vs32 a) { return a & 0xfffff; }

/// Each lane, below 256, as a byte.
CV_INLINE void lf_store_bytes(void *p, vu16 a) {
  lf_half8 b = __builtin_convertvector(a, lf_half8);
  memcpy(p, &b, sizeof b);
}

/// Lanes of a and b alternating, from the lower and from the upper half of each 128 bits; and the
/// way back: 32-bit lanes of two such vectors, saturated to 16 bits, in order.
CV_INLINE vs16 lf_zip_low(vu16 a, vu16 b) {
#if CV_BYTES == 64
  return (vs16)__builtin_shufflevector(a, b, 0, 32, 1, 33, 2, 34, 3, 35, 8, 40, 9, 41, 10, 42, 11,
                                       43, 16, 48, 17, 49, 18, 50, 19, 51, 24, 56, 25, 57, 26, 58,
                                       27, 59);
#elif CV_BYTES == 32
  return (vs16)__builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 8, 24, 9, 25, 10, 26, 11,
                                       27);
#else
  return (vs16)__builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
#endif
}
CV_INLINE vs16 lf_zip_high(vu16 a, vu16 b) {
#if CV_BYTES == 64
  return (vs16)__builtin_shufflevector(a, b, 4, 36, 5, 37, 6, 38, 7, 39, 12, 44, 13, 45, 14, 46, 15,
                                       47, 20, 52, 21, 53, 22, 54, 23, 55, 28, 60, 29, 61, 30, 62,
                                       31, 63);
#elif CV_BYTES == 32
  return (vs16)__builtin_shufflevector(a, b, 4, 20, 5, 21, 6, 22, 7, 23, 12, 28, 13, 29, 14, 30, 15,
                                       31);
#else
  return (vs16)__builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
#endif
}
CV_INLINE vs16 lf_unzip32(vs32 low, vs32 high) {
#if CV_BYTES == 64
  typedef int32_t I __attribute__((vector_size(64)));
  return (vs16)__builtin_ia32_packssdw512((I)low, (I)high);
#elif CV_BYTES == 32
  typedef int32_t I __attribute__((vector_size(32)));
  return (vs16)__builtin_ia32_packssdw256((I)low, (I)high);
#elif defined(__SSE2__)
  typedef int32_t I __attribute__((vector_size(16)));
  return (vs16)__builtin_ia32_packssdw128((I)low, (I)high);
#else
  return (vs16)__builtin_shufflevector((vu16)low, (vu16)high, 0, 2, 4, 6, 8, 10, 12, 14);
#endif
}

CV_INLINE vs32 lf_shr32(vs32 a, int32_t n) { return a >> n; }
/// Each lane, not negative, divided by 2^23 and rounded, halves to even.
CV_INLINE vs32 lf_round_even23(vs32 a) { return (a + 0x3fffff + ((a >> 23) & 1)) >> 23; }
/// Two results in each lane: `even` below 65536, and `odd` above it.
CV_INLINE vu16 lf_join32(vs32 even, vs32 odd) { return (vu16)(even | (odd << 16)); }
CV_INLINE vu8 lf_subs8(vu8 a, vu8 b) { return __builtin_elementwise_sub_sat(a, b); }
/// 255 where a < b, else 0.
CV_INLINE vu8 lf_less8(vu8 a, vu8 b) { return (vu8)(a < b); }
