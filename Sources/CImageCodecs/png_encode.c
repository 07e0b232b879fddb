#include <png.h>
#include <setjmp.h>
#include <stdio.h>

#include "CImageCodecs.h"

// What the callbacks need. Lives in the caller's frame, not in the one that calls setjmp, so that
// its fields are defined after a longjmp.
typedef struct encoding {
  jmp_buf recovery;
  png_structp png;
  png_infop info;
  ic_buffer *out;
  char *message;
  ic_status status;
} encoding;

static void on_error(png_structp png, png_const_charp text) {
  encoding *e = png_get_error_ptr(png);
  if (e->status == IC_OK) e->status = IC_DAMAGED;
  snprintf(e->message, IC_MESSAGE_SIZE, "%s", text);
  longjmp(e->recovery, 1);
}

static void on_warning(png_structp png, png_const_charp text) {
  (void)png;
  (void)text;
}

static void on_write(png_structp png, png_bytep bytes, size_t count) {
  encoding *e = png_get_io_ptr(png);
  if (!ic_buffer_append(e->out, bytes, count)) {
    e->status = IC_OUT_OF_MEMORY;
    png_error(png, "no memory for the encoded image");
  }
}

static void on_flush(png_structp png) { (void)png; }

static void encode(encoding *e, const ic_picture *picture) {
  static const int colour_types[] = {
      PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGBA};
  if (setjmp(e->recovery) != 0) return;
  e->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, e, on_error, on_warning);
  if (e->png != NULL) e->info = png_create_info_struct(e->png);
  if (e->info == NULL) {
    e->status = IC_OUT_OF_MEMORY;
    snprintf(e->message, IC_MESSAGE_SIZE, "libpng could not be set up");
    return;
  }
  png_set_write_fn(e->png, e, on_write, on_flush);
  png_set_user_limits(e->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_IHDR(
      e->png, e->info, picture->width, picture->height, picture->bits,
      colour_types[picture->channels - 1], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
      PNG_FILTER_TYPE_DEFAULT);
  png_write_info(e->png, e->info);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  if (picture->bits == 16) png_set_swap(e->png);
#endif
  for (uint32_t y = 0; y < picture->height; y++) {
    png_write_row(e->png, (png_const_bytep)picture->samples + y * picture->stride);
  }
  png_write_end(e->png, e->info);
}

ic_status ic_png_encode(const ic_picture *picture, ic_buffer *out, char *message) {
  encoding e = {.out = out, .message = message, .status = IC_OK};
  encode(&e, picture);
  png_destroy_write_struct(&e.png, &e.info);
  return e.status;
}
