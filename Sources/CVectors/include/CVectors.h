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

#include "RegionVectors.h"
#include "PixelwiseVectors.h"
#include "RankVectors.h"
#include "FilterVectors.h"
#include "GeometryVectors.h"
#include "AlignmentVectors.h"
#include "IlluminationVectors.h"
#include "TextureVectors.h"
