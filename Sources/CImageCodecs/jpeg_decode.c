#include <string.h>

#include "decoder.h"

#include <jerror.h>

// A class for what libjpeg gives up on.
static ic_status status_of(int code) {
  switch (code) {
    case JERR_OUT_OF_MEMORY: return IC_OUT_OF_MEMORY;
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION:
    case JERR_EMPTY_IMAGE:
    case JERR_IMAGE_TOO_BIG:
    case JERR_NOTIMPL:
    case JERR_NOT_COMPILED:
    case JERR_SOF_UNSUPPORTED: return IC_UNSUPPORTED;
    case JERR_CONVERSION_NOTIMPL: return IC_UNSUPPORTED_COLOUR;
    default: return IC_DAMAGED;
  }
}

static void stop(ic_decoder *d, ic_status status, const char *message) {
  ic_decoder_refuse(d, status, message);
  longjmp(d->recovery, 1);
}

static void stop_with_last_message(j_common_ptr jpeg, ic_status status) {
  char text[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, text);
  stop(jpeg->client_data, status, text);
}

static void on_error(j_common_ptr jpeg) {
  stop_with_last_message(jpeg, status_of(jpeg->err->msg_code));
}

// Level -1 is a warning: the data are wrong and libjpeg would go on with what it can make up. Only
// an unknown JFIF version number says nothing about the samples.
static void on_message(j_common_ptr jpeg, int level) {
  if (level >= 0 || jpeg->err->msg_code == JWRN_JFIF_MAJOR) return;
  jpeg->err->num_warnings++;
  stop_with_last_message(jpeg, IC_DAMAGED);
}

static void init_source(j_decompress_ptr jpeg) { (void)jpeg; }

static void truncated(j_decompress_ptr jpeg) {
  stop(jpeg->client_data, IC_TRUNCATED, "the file ends before the image does");
}

// All bytes are there from the start; asking for more means that the end mark is missing.
static boolean fill_input(j_decompress_ptr jpeg) {
  truncated(jpeg);
  return FALSE;
}

static void skip_input(j_decompress_ptr jpeg, long count) {
  if (count <= 0) return;
  if ((size_t)count > jpeg->src->bytes_in_buffer) truncated(jpeg);
  jpeg->src->next_input_byte += count;
  jpeg->src->bytes_in_buffer -= (size_t)count;
}

static void count_scans(j_common_ptr common) {
  j_decompress_ptr jpeg = (j_decompress_ptr)common;
  ic_decoder *d = common->client_data;
  if (jpeg->input_scan_number > 0 &&
      (uint32_t)jpeg->input_scan_number > d->request.limits.scans) {
    d->value = (uint64_t)jpeg->input_scan_number;
    stop(d, IC_TOO_MANY_SCANS, "too many scans");
  }
}

// The TIFF structure in the first APP1 segment that holds one.
static void find_exif(j_decompress_ptr jpeg, ic_header *header) {
  for (jpeg_saved_marker_ptr m = jpeg->marker_list; m != NULL; m = m->next) {
    if (m->data_length >= 6 && memcmp(m->data, "Exif\0", 5) == 0) {
      header->exif = m->data + 6;
      header->exif_count = m->data_length - 6;
      return;
    }
  }
}

static void choose_output(ic_decoder *d, ic_header *header) {
  j_decompress_ptr jpeg = &d->jpeg;
  switch (jpeg->jpeg_color_space) {
    case JCS_GRAYSCALE: jpeg->out_color_space = JCS_GRAYSCALE; break;
    case JCS_RGB:
    case JCS_YCbCr:
      jpeg->out_color_space = d->request.gray ? JCS_GRAYSCALE : JCS_RGB;
      break;
    case JCS_CMYK: stop(d, IC_UNSUPPORTED_COLOUR, "CMYK"); break;
    case JCS_YCCK: stop(d, IC_UNSUPPORTED_COLOUR, "YCCK"); break;
    default: stop(d, IC_UNSUPPORTED_COLOUR, "unknown colour model"); break;
  }
  header->channels = jpeg->out_color_space == JCS_GRAYSCALE ? 1 : 3;
  header->bits = 8;
}

ic_status ic_jpeg_open(
    ic_decoder *d, const uint8_t *bytes, size_t count, const ic_request *request,
    ic_header *header) {
  ic_decoder_begin(d, bytes, count, request);
  memset(header, 0, sizeof *header);
  j_decompress_ptr jpeg = &d->jpeg;
  jpeg->err = jpeg_std_error(&d->jpeg_errors);
  jpeg->err->error_exit = on_error;
  jpeg->err->emit_message = on_message;
  jpeg->client_data = d;
  if (setjmp(d->recovery) != 0) return d->status;
  // A decompressor keeps its quantisation and Huffman tables from one image to the next. A file
  // without tables would be decoded with those of another: every image gets a new one.
  d->jpeg_open = true;
  jpeg_create_decompress(jpeg);
  d->jpeg_source = (struct jpeg_source_mgr){
      .next_input_byte = bytes,
      .bytes_in_buffer = count,
      .init_source = init_source,
      .fill_input_buffer = fill_input,
      .skip_input_data = skip_input,
      .resync_to_restart = jpeg_resync_to_restart,
      .term_source = init_source,
  };
  jpeg->src = &d->jpeg_source;
  d->jpeg_progress.progress_monitor = count_scans;
  jpeg->progress = &d->jpeg_progress;
  if (request->exif) jpeg_save_markers(jpeg, JPEG_APP0 + 1, 0xffff);
  jpeg_read_header(jpeg, TRUE);
  header->width = jpeg->image_width;
  header->height = jpeg->image_height;
  ic_status status = ic_decoder_check_size(d, header->width, header->height);
  if (status != IC_OK) return status;
  choose_output(d, header);
  if (request->exif) find_exif(jpeg, header);
  return IC_OK;
}

// Scans that never came leave coefficients at zero without a warning: colour turns gray, detail
// turns to blocks. Called when all scans have been read.
static void check_complete(ic_decoder *d) {
  j_decompress_ptr jpeg = &d->jpeg;
  for (int c = 0; c < jpeg->num_components; c++) {
    if (jpeg->comp_info[c].quant_table == NULL) {
      stop(d, IC_DAMAGED, "the scan of a colour component is missing");
    }
    if (!jpeg->progressive_mode) continue;
    for (int k = 0; k < DCTSIZE2; k++) {
      if (jpeg->coef_bits[c][k] != 0) {
        stop(d, IC_DAMAGED, "progressive scans are missing");
      }
    }
  }
}

ic_status ic_jpeg_read(ic_decoder *d, uint8_t *rows, size_t stride) {
  enum { rows_at_once = 16 };
  if (setjmp(d->recovery) != 0) return d->status;
  j_decompress_ptr jpeg = &d->jpeg;
  jpeg_start_decompress(jpeg);
  if (jpeg_has_multiple_scans(jpeg)) check_complete(d);
  while (jpeg->output_scanline < jpeg->output_height) {
    JSAMPROW at[rows_at_once];
    JDIMENSION left = jpeg->output_height - jpeg->output_scanline;
    JDIMENSION n = left < rows_at_once ? left : rows_at_once;
    for (JDIMENSION i = 0; i < n; i++) at[i] = rows + (jpeg->output_scanline + i) * stride;
    jpeg_read_scanlines(jpeg, at, n);
  }
  jpeg_finish_decompress(jpeg);
  return IC_OK;
}

void ic_jpeg_close(ic_decoder *d) {
  if (!d->jpeg_open) return;
  jpeg_destroy_decompress(&d->jpeg);
  d->jpeg_open = false;
}
