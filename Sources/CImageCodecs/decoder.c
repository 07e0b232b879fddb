#include "decoder.h"

#include <stdlib.h>

ic_decoder *ic_decoder_create(void) { return calloc(1, sizeof(ic_decoder)); }

void ic_decoder_destroy(ic_decoder *decoder) {
  if (decoder == NULL) return;
  ic_decoder_close(decoder);
  free(decoder);
}

void ic_decoder_begin(
    ic_decoder *decoder, const uint8_t *bytes, size_t count, const ic_request *request) {
  ic_decoder_close(decoder);
  decoder->status = IC_OK;
  decoder->value = 0;
  decoder->message[0] = 0;
  decoder->bytes = bytes;
  decoder->count = count;
  decoder->position = 0;
  decoder->request = *request;
}

ic_status ic_decoder_refuse(ic_decoder *decoder, ic_status status, const char *message) {
  if (decoder->status == IC_OK) {
    decoder->status = status;
    snprintf(decoder->message, IC_MESSAGE_SIZE, "%s", message);
  }
  return decoder->status;
}

ic_status ic_decoder_check_size(ic_decoder *decoder, uint64_t width, uint64_t height) {
  // Both libraries announce less than 2^32 a side: the product fits.
  if (width * height <= decoder->request.limits.pixels) return IC_OK;
  decoder->value = width * height;
  return ic_decoder_refuse(decoder, IC_TOO_MANY_PIXELS, "too many pixels");
}

ic_status ic_decoder_read(ic_decoder *decoder, void *rows, size_t stride) {
  if (decoder->status != IC_OK) return decoder->status;
  return decoder->png != NULL ? ic_png_read(decoder, rows, stride)
                              : ic_jpeg_read(decoder, rows, stride);
}

void ic_decoder_close(ic_decoder *decoder) {
  ic_png_close(decoder);
  ic_jpeg_close(decoder);
  decoder->bytes = NULL;
  decoder->count = 0;
}

const char *ic_decoder_message(const ic_decoder *decoder) { return decoder->message; }

uint64_t ic_decoder_value(const ic_decoder *decoder) { return decoder->value; }
