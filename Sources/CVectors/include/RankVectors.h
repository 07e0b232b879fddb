// What medians and morphology do with vectors. Included by CVectors.h.
#pragma once

// Rank and morphology: 16-bit extremes and whole-vector bit operations on vectors named as bytes,
// so that one kernel body serves both sample types.
CV_INLINE vu8 v_u16_min(vu8 a, vu8 b) {
  return (vu8)__builtin_elementwise_min((vu16)a, (vu16)b);
}
CV_INLINE vu8 v_u16_max(vu8 a, vu8 b) {
  return (vu8)__builtin_elementwise_max((vu16)a, (vu16)b);
}
CV_INLINE vu8 v_u16_subs(vu8 a, vu8 b) {
  return (vu8)__builtin_elementwise_sub_sat((vu16)a, (vu16)b);
}
CV_INLINE vu8 v_and(vu8 a, vu8 b) { return a & b; }
CV_INLINE vu8 v_not(vu8 a) { return ~a; }
/// Each 64-bit lane shifted by `n` bits, 0 <= n < 64.
CV_INLINE vu8 v_shl64(vu8 a, uint64_t n) { return (vu8)((vu64)a << n); }
CV_INLINE vu8 v_shr64(vu8 a, uint64_t n) { return (vu8)((vu64)a >> n); }
