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

// Decoding

/// What a decoder may spend on one image.
typedef struct ic_limits {
  uint64_t pixels;
  uint32_t scans;
  uint32_t ancillary_chunk_bytes;
} ic_limits;

/// What to decode to.
typedef struct ic_request {
  ic_limits limits;
  /// One 8 bit gray channel, whatever the file holds: luma of a JPEG as it is stored, of RGB
  /// samples (19595 R + 38470 G + 7471 B + 32768) >> 16, the high byte of 16 bit samples, alpha
  /// ignored.
  bool gray;
  /// Report EXIF data, and refuse them where damaged.
  bool exif;
} ic_request;

/// What the header announces, as it will be decoded.
typedef struct ic_header {
  uint32_t width;
  uint32_t height;
  int channels;
  /// 8, or 16 in the byte order of the machine.
  int bits;
  /// TIFF structure with the EXIF data, or NULL; valid until the decoder is closed.
  const uint8_t *exif;
  size_t exif_count;
} ic_header;

/// Decodes one image after the other.
typedef struct ic_decoder ic_decoder;

/// A decoder, or NULL where memory ran out.
ic_decoder *ic_decoder_create(void);
void ic_decoder_destroy(ic_decoder *decoder);

/// Starts a PNG: checks its chunk structure to the end and its size against the limits, then reads
/// up to the image data. `bytes` must stay valid until the decoder is closed.
ic_status ic_png_open(
    ic_decoder *decoder, const uint8_t *bytes, size_t count, const ic_request *request,
    ic_header *header);

/// Starts a JPEG: reads up to the first scan and checks the size against the limits. `bytes` must
/// stay valid until the decoder is closed.
ic_status ic_jpeg_open(
    ic_decoder *decoder, const uint8_t *bytes, size_t count, const ic_request *request,
    ic_header *header);

/// After an open that returned IC_OK: decodes all rows to `rows`, `stride` bytes apart, and reads
/// the file to its end mark. Unless it returns IC_OK the rows are worthless.
ic_status ic_decoder_read(ic_decoder *decoder, void *rows, size_t stride);

/// Ends an image, finished or not. Needed after every open, also a failed one.
void ic_decoder_close(ic_decoder *decoder);

/// What was wrong, in words, after a call that did not return IC_OK.
const char *ic_decoder_message(const ic_decoder *decoder);

/// The number that was over a limit.
uint64_t ic_decoder_value(const ic_decoder *decoder);
