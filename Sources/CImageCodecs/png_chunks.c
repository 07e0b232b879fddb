#include "png_chunks.h"

#include <stdio.h>
#include <string.h>

static uint32_t big_endian(const uint8_t *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool is_letter(uint8_t c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

static ic_status fault(ic_status status, char *message, const char *text, const char *type) {
  snprintf(message, IC_MESSAGE_SIZE, "%s%s", text, type);
  return status;
}

ic_status ic_png_walk(
    const uint8_t *bytes, size_t count, const ic_limits *limits, ic_png_chunks *chunks,
    char *message) {
  memset(chunks, 0, sizeof *chunks);
  size_t at = 8;
  while (count - at >= 12) {
    uint32_t length = big_endian(bytes + at);
    const uint8_t *type = bytes + at + 4;
    for (int i = 0; i < 4; i++) {
      if (!is_letter(type[i])) {
        return fault(IC_DAMAGED, message, "a chunk type is not four letters", "");
      }
    }
    memcpy(chunks->type, type, 4);
    if (at == 8) {
      if (memcmp(type, "IHDR", 4) != 0 || length != 13) {
        return fault(IC_DAMAGED, message, "the first chunk is not IHDR but ", chunks->type);
      }
    }
    if (length > 0x7fffffff) {
      return fault(IC_DAMAGED, message, "impossible length of chunk ", chunks->type);
    }
    if (length > count - at - 12) {
      return fault(IC_TRUNCATED, message, "the file ends within chunk ", chunks->type);
    }
    if ((type[0] & 32) != 0 && length > limits->ancillary_chunk_bytes) {
      chunks->too_long = length;
      return fault(IC_CHUNK_TOO_LONG, message, "too long: chunk ", chunks->type);
    }
    const uint8_t *data = bytes + at + 8;
    if (at == 8) {
      chunks->width = big_endian(data);
      chunks->height = big_endian(data + 4);
      if ((uint64_t)chunks->width * chunks->height > limits->pixels) return IC_TOO_MANY_PIXELS;
    }
    if (memcmp(type, "eXIf", 4) == 0 && chunks->exif == NULL) {
      chunks->exif = data;
      chunks->exif_count = length;
    }
    if (memcmp(type, "IEND", 4) == 0) return IC_OK;
    at += 12 + (size_t)length;
  }
  return fault(IC_TRUNCATED, message, "the file ends before chunk IEND", "");
}
