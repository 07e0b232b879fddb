// The chunk structure of a PNG. Not part of the module's interface.
#pragma once

#include "CImageCodecs.h"

/// What a walk along the chunks found.
typedef struct ic_png_chunks {
  uint32_t width;
  uint32_t height;
  const uint8_t *exif;
  size_t exif_count;
  /// Of the chunk that is too long.
  uint64_t too_long;
  /// The type of the chunk at fault, zero terminated.
  char type[5];
} ic_png_chunks;

/// Reads size and chunk lengths of a PNG from its 8 signature bytes to IEND, checksums and contents
/// left to libpng. Stops at the first fault; `message` then says which.
ic_status ic_png_walk(
    const uint8_t *bytes, size_t count, const ic_limits *limits, ic_png_chunks *chunks,
    char *message);
