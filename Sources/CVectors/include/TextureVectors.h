// Vectors of floats for the filters of texture inspection.
#pragma once

/// The whole part of each lane, which must fit 32 bits.
CV_INLINE vs32 tx_truncated(vf32 a) { return __builtin_convertvector(a, vs32); }

CV_INLINE vf32 tx_from_bytes(const void *p) {
  typedef uint8_t bytes CV_VECTOR(CV_BYTES / 4);
  bytes b;
  memcpy(&b, p, sizeof b);
  return __builtin_convertvector(b, vf32);
}
CV_INLINE vf32 tx_max(vf32 a, vf32 b) { return a > b ? a : b; }
CV_INLINE vf32 tx_min(vf32 a, vf32 b) { return a < b ? a : b; }
CV_INLINE vf32 tx_abs(vf32 a) { return __builtin_elementwise_abs(a); }
