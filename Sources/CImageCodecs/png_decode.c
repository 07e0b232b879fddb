#include <string.h>

#include "decoder.h"
#include "luma.h"
#include "png_chunks.h"

static bool is_ancillary(png_structp png) {
  return (png_get_io_chunk_type(png) & 0x20000000) != 0;
}

static void on_error(png_structp png, png_const_charp text) {
  ic_decoder *d = png_get_error_ptr(png);
  ic_decoder_refuse(d, IC_DAMAGED, text);
  longjmp(d->recovery, 1);
}

// A warning means that libpng goes on with data it knows to be wrong. In chunks that do not bear on
// the samples (all ancillary ones but tRNS, and eXIf where it is asked for) that is nothing to us.
static void on_warning(png_structp png, png_const_charp text) {
  ic_decoder *d = png_get_error_ptr(png);
  if (is_ancillary(png)) {
    png_uint_32 type = png_get_io_chunk_type(png);
    bool matters = type == 0x74524e53 /* tRNS */ ||
                   (type == 0x65584966 /* eXIf */ && d->request.exif);
    if (!matters) return;
  }
  on_error(png, text);
}

static void on_read(png_structp png, png_bytep bytes, size_t count) {
  ic_decoder *d = png_get_io_ptr(png);
  if (count > d->count - d->position) {
    ic_decoder_refuse(d, IC_TRUNCATED, "the file ends before the image does");
    png_error(png, "truncated");
  }
  memcpy(bytes, d->bytes + d->position, count);
  d->position += count;
}

// Runs on each row after libpng's own transformations, which is why interlaced images need no
// picture of their own: the passes are put together in gray.
static void to_gray(png_structp png, png_row_infop row, png_bytep data) {
  (void)png;
  size_t step = row->bit_depth / 8;
  size_t pixel = step * row->channels;
  bool colour = row->channels >= 3;
  for (size_t x = 0; x < row->width; x++) {
    const png_byte *p = data + x * pixel;
    // The first byte of a 16 bit sample is its high byte.
    data[x] = colour ? ic_luma(p[0], p[step], p[2 * step]) : p[0];
  }
  row->color_type = PNG_COLOR_TYPE_GRAY;
  row->channels = 1;
  row->bit_depth = 8;
  row->pixel_depth = 8;
  row->rowbytes = row->width;
}

static ic_status open(ic_decoder *d, ic_header *header) {
  if (setjmp(d->recovery) != 0) return d->status;
  d->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, d, on_error, on_warning);
  if (d->png != NULL) d->png_info = png_create_info_struct(d->png);
  if (d->png_info == NULL) {
    return ic_decoder_refuse(d, IC_OUT_OF_MEMORY, "libpng could not be set up");
  }
  png_structp png = d->png;
  png_set_read_fn(png, d, on_read);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_chunk_malloc_max(png, d->request.limits.ancillary_chunk_bytes);
  png_set_chunk_cache_max(png, 1);
  // All ancillary chunks but tRNS are skipped unread: no profile inflates to 200 MB.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_DEFAULT);
  png_read_info(png, d->png_info);

  png_set_expand(png);
  if (d->request.gray) {
    png_set_read_user_transform_fn(png, to_gray);
    png_set_user_transform_info(png, NULL, 8, 1);
  } else {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    png_set_swap(png);
#endif
  }
  png_set_interlace_handling(png);
  png_read_update_info(png, d->png_info);
  header->width = png_get_image_width(png, d->png_info);
  header->height = png_get_image_height(png, d->png_info);
  header->channels = png_get_channels(png, d->png_info);
  header->bits = png_get_bit_depth(png, d->png_info);
  size_t row = (size_t)header->width * header->channels * (header->bits / 8);
  if (png_get_rowbytes(png, d->png_info) != row) png_error(png, "unexpected length of a row");
  return IC_OK;
}

ic_status ic_png_open(
    ic_decoder *d, const uint8_t *bytes, size_t count, const ic_request *request,
    ic_header *header) {
  ic_decoder_begin(d, bytes, count, request);
  memset(header, 0, sizeof *header);
  if (count < 8) return ic_decoder_refuse(d, IC_TRUNCATED, "the file ends within the signature");
  ic_png_chunks chunks;
  char message[IC_MESSAGE_SIZE] = "too many pixels";
  ic_status status = ic_png_walk(bytes, count, &request->limits, &chunks, message);
  if (status != IC_OK) {
    d->value = status == IC_TOO_MANY_PIXELS ? (uint64_t)chunks.width * chunks.height
                                            : chunks.too_long;
    return ic_decoder_refuse(d, status, message);
  }
  if (open(d, header) != IC_OK) return d->status;
  if (request->exif) {
    header->exif = chunks.exif;
    header->exif_count = chunks.exif_count;
  }
  return IC_OK;
}

ic_status ic_png_read(ic_decoder *d, uint8_t *rows, size_t stride) {
  if (setjmp(d->recovery) != 0) return d->status;
  int passes = png_get_interlace_type(d->png, d->png_info) == PNG_INTERLACE_NONE
                   ? 1
                   : PNG_INTERLACE_ADAM7_PASSES;
  png_uint_32 height = png_get_image_height(d->png, d->png_info);
  for (int pass = 0; pass < passes; pass++) {
    for (png_uint_32 y = 0; y < height; y++) png_read_row(d->png, rows + y * stride, NULL);
  }
  png_read_end(d->png, NULL);
  return IC_OK;
}

void ic_png_close(ic_decoder *d) { png_destroy_read_struct(&d->png, &d->png_info, NULL); }
