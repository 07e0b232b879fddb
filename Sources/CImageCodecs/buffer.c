#include <stdlib.h>
#include <string.h>

#include "CImageCodecs.h"

bool ic_buffer_append(ic_buffer *buffer, const uint8_t *bytes, size_t count) {
  if (count > buffer->capacity - buffer->count) {
    if (count > SIZE_MAX / 2 - buffer->count) return false;
    size_t needed = buffer->count + count;
    size_t capacity = buffer->capacity < 4096 ? 4096 : buffer->capacity * 2;
    if (capacity < needed) capacity = needed;
    uint8_t *grown = realloc(buffer->bytes, capacity);
    if (grown == NULL) return false;
    buffer->bytes = grown;
    buffer->capacity = capacity;
  }
  memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
  return true;
}

void ic_buffer_free(ic_buffer *buffer) {
  free(buffer->bytes);
  *buffer = (ic_buffer){0};
}
