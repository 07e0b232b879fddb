// libpng and libjpeg behind status codes.
//
// Both libraries report errors by longjmp and damage by warnings on the way. Neither may reach
// Swift: a longjmp across Swift frames is undefined, and a warning that nobody counts is half an
// image. Every function here therefore recovers and counts inside C and returns an `ic_status`,
// with the library's own words in a message buffer of fixed size. There is no global state; a
// decoder belongs to one thread at a time.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How a call ended.
typedef enum ic_status {
  IC_OK = 0,
  /// The data contradict themselves: bad checksum, bad code, warning during image data.
  IC_DAMAGED,
  /// The data end before the image does.
  IC_TRUNCATED,
  /// A process of the format that the library does not decode (lossless, 12 bit).
  IC_UNSUPPORTED,
  /// A colour model that is not gray or RGB (CMYK, YCCK).
  IC_UNSUPPORTED_COLOUR,
  /// The header announces more pixels than the limit; `value` is their number.
  IC_TOO_MANY_PIXELS,
  /// More scans than the limit; `value` is the first one too many.
  IC_TOO_MANY_SCANS,
  /// An ancillary chunk is longer than the limit; `value` is its length.
  IC_CHUNK_TOO_LONG,
  /// The library could not get memory.
  IC_OUT_OF_MEMORY,
} ic_status;

/// Characters in a message, terminating zero included.
enum { IC_MESSAGE_SIZE = 256 };

// Encoding

/// Samples to encode: `height` rows of `width` pixels, interleaved, rows `stride` bytes apart.
typedef struct ic_picture {
  const void *samples;
  size_t stride;
  uint32_t width;
  uint32_t height;
  /// 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha.
  int channels;
  /// 8, or 16 in the byte order of the machine.
  int bits;
} ic_picture;

/// Bytes that grow as they are written. Starts as all zeros.
typedef struct ic_buffer {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
} ic_buffer;

/// Appends `count` bytes; false where memory ran out, with the buffer as it was.
bool ic_buffer_append(ic_buffer *buffer, const uint8_t *bytes, size_t count);

/// Gives the memory back.
void ic_buffer_free(ic_buffer *buffer);

/// Writes `picture` as PNG to `out`, which the caller frees in every case.
ic_status ic_png_encode(const ic_picture *picture, ic_buffer *out, char *message);

/// Writes `picture` (8 bit, 1 or 3 channels) as baseline JPEG of `quality` 1...100 to `out`, which
/// the caller frees in every case.
ic_status ic_jpeg_encode(const ic_picture *picture, int quality, ic_buffer *out, char *message);
