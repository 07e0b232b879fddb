#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

#include "CImageCodecs.h"

// What the callbacks need. Lives in the caller's frame, not in the one that calls setjmp, so that
// its fields are defined after a longjmp.
typedef struct encoding {
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_destination_mgr destination;
  jmp_buf recovery;
  ic_buffer *out;
  char *message;
  ic_status status;
  JOCTET block[16384];
} encoding;

static void on_error(j_common_ptr jpeg) {
  encoding *e = jpeg->client_data;
  char text[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, text);
  snprintf(e->message, IC_MESSAGE_SIZE, "%s", text);
  e->status = jpeg->err->msg_code == JERR_OUT_OF_MEMORY ? IC_OUT_OF_MEMORY : IC_DAMAGED;
  longjmp(e->recovery, 1);
}

static void on_message(j_common_ptr jpeg, int level) {
  (void)jpeg;
  (void)level;
}

static void start_destination(j_compress_ptr jpeg) {
  encoding *e = jpeg->client_data;
  e->destination.next_output_byte = e->block;
  e->destination.free_in_buffer = sizeof e->block;
}

static void append_block(encoding *e, size_t count) {
  if (!ic_buffer_append(e->out, e->block, count)) ERREXIT1(&e->jpeg, JERR_OUT_OF_MEMORY, 0);
}

static boolean empty_destination(j_compress_ptr jpeg) {
  encoding *e = jpeg->client_data;
  append_block(e, sizeof e->block);
  start_destination(jpeg);
  return TRUE;
}

static void finish_destination(j_compress_ptr jpeg) {
  encoding *e = jpeg->client_data;
  append_block(e, sizeof e->block - e->destination.free_in_buffer);
}

static void encode(encoding *e, const ic_picture *picture, int quality) {
  if (setjmp(e->recovery) != 0) return;
  jpeg_create_compress(&e->jpeg);
  e->jpeg.dest = &e->destination;
  e->jpeg.image_width = picture->width;
  e->jpeg.image_height = picture->height;
  e->jpeg.input_components = picture->channels;
  e->jpeg.in_color_space = picture->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&e->jpeg);
  jpeg_set_quality(&e->jpeg, quality, TRUE);
  jpeg_start_compress(&e->jpeg, TRUE);
  while (e->jpeg.next_scanline < picture->height) {
    // libjpeg does not write to the rows, its types only cannot say so.
    JSAMPROW row = (JSAMPROW)picture->samples + e->jpeg.next_scanline * picture->stride;
    jpeg_write_scanlines(&e->jpeg, &row, 1);
  }
  jpeg_finish_compress(&e->jpeg);
}

ic_status ic_jpeg_encode(const ic_picture *picture, int quality, ic_buffer *out, char *message) {
  encoding e;
  memset(&e, 0, offsetof(encoding, block));
  e.out = out;
  e.message = message;
  e.jpeg.err = jpeg_std_error(&e.errors);
  e.jpeg.client_data = &e;
  e.errors.error_exit = on_error;
  e.errors.emit_message = on_message;
  e.destination.init_destination = start_destination;
  e.destination.empty_output_buffer = empty_destination;
  e.destination.term_destination = finish_destination;
  encode(&e, picture, quality);
  jpeg_destroy_compress(&e.jpeg);
  return e.status;
}
