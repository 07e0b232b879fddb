// What halving colours and levelling illumination do with vectors. Included by CVectors.h.
#pragma once

/// (a + b + 1) / 2 of each byte.
CV_INLINE vu8 v_average8(vu8 a, vu8 b) { return (a | b) - (((a ^ b) >> 1) & 0x7f); }

/// Sums over 2x2 pixels in 64-bit lanes, of pixels in the 32-bit lanes of two rows: those of the
/// lowest bytes in the lowest 16 bits, of the second above them, of the third above those.
CV_INLINE vu64 v_block_sums(vu32 a, vu32 b) {
  vu64 outer = (vu64)((a & 0x00ff00ff) + (b & 0x00ff00ff));
  vu64 middle = (vu64)(((a >> 8) & 0xff) + ((b >> 8) & 0xff));
  outer = outer + (outer >> 32);
  middle = middle + (middle >> 32);
  return (outer & 0xffff) | ((middle & 0xffff) << 16) | ((outer & 0xffff0000) << 16);
}
CV_INLINE vu64 v_block_sums3(const uint8_t *p, const uint8_t *q, int before) {
  return v_block_sums(v_spread3(p, before), v_spread3(q, before));
}
CV_INLINE vu64 v_block_sums4(const uint8_t *p, const uint8_t *q) {
  vu32 a, b;
  memcpy(&a, p, sizeof a);
  memcpy(&b, q, sizeof b);
  return v_block_sums(a, b);
}

/// (sum + 2) / 4 of the sums from bit `shift` on, of two vectors of them, in order in 32-bit lanes.
CV_INLINE vs32 v_block_means(vu64 a, vu64 b, uint64_t shift) {
  vu32 p = (vu32)((a >> shift) & 0xffff), q = (vu32)((b >> shift) & 0xffff);
#if CV_BYTES == 64
  vu32 r = __builtin_shufflevector(p, q, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
#elif CV_BYTES == 32
  vu32 r = __builtin_shufflevector(p, q, 0, 2, 4, 6, 8, 10, 12, 14);
#else
  vu32 r = __builtin_shufflevector(p, q, 0, 2, 4, 6);
#endif
  return (vs32)((r + 2) >> 2);
}

/// (floor(a b / 2^8) + offset + 8) / 2^4, rounded down, within 0...255; a below 256, b below 2^15.
/// Sums beyond 16 bits are limited to them.
CV_INLINE vu16 v_gained(vu16 a, vu16 b, vs16 offset) {
  vs16 sum = __builtin_elementwise_add_sat((vs16)lf_mul_high(a << 8, b), offset);
  sum = __builtin_elementwise_add_sat(sum, (vs16)(8)) >> 4;
  sum = __builtin_elementwise_max(sum, (vs16)(0));
  return (vu16)__builtin_elementwise_min(sum, (vs16)(255));
}
