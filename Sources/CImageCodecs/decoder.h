// What the two decoders share. Not part of the module's interface.
#pragma once

#include <png.h>
#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include "CImageCodecs.h"

// One image at a time: `png` or `jpeg_open` tells which library is at work. The state lives on the
// heap, not in a frame that calls setjmp, so that it is defined after a longjmp.
struct ic_decoder {
  jmp_buf recovery;
  ic_status status;
  uint64_t value;
  char message[IC_MESSAGE_SIZE];

  const uint8_t *bytes;
  size_t count;
  size_t position;
  ic_request request;

  png_structp png;
  png_infop png_info;

  bool jpeg_open;
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr jpeg_errors;
  struct jpeg_source_mgr jpeg_source;
  struct jpeg_progress_mgr jpeg_progress;
};

/// Forgets the last image and takes the next.
void ic_decoder_begin(
    ic_decoder *decoder, const uint8_t *bytes, size_t count, const ic_request *request);

/// Notes how the call ends; the first reason stays.
ic_status ic_decoder_refuse(ic_decoder *decoder, ic_status status, const char *message);

/// Refuses where `width * height` is above the limit.
ic_status ic_decoder_check_size(ic_decoder *decoder, uint64_t width, uint64_t height);

ic_status ic_png_read(ic_decoder *decoder, uint8_t *rows, size_t stride);
void ic_png_close(ic_decoder *decoder);
ic_status ic_jpeg_read(ic_decoder *decoder, uint8_t *rows, size_t stride);
void ic_jpeg_close(ic_decoder *decoder);
