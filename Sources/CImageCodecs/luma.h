// Gray from RGB, the same for both formats. Not part of the module's interface.
#pragma once

#include <stdint.h>

/// ITU-R BT.601 luma with the 16 bit weights that libjpeg uses, rounded:
/// (19595 R + 38470 G + 7471 B + 32768) >> 16. The weights add up to 65536.
static inline uint8_t ic_luma(uint32_t r, uint32_t g, uint32_t b) {
  return (uint8_t)((19595 * r + 38470 * g + 7471 * b + 32768) >> 16);
}
