#ifndef TESSERA_CJPEG_SHIM_H
#define TESSERA_CJPEG_SHIM_H

#include <stddef.h>
#include <stdint.h>

/// libjpeg for the plain JPEGs that nearly all are: grey or YCbCr, without a colour profile. It reports errors by a long jump,
/// which Swift cannot catch; here they are results.

/// An opened picture: its header is read, its pixels are not.
typedef struct TesseraJPEG TesseraJPEG;

/// Bands: 1 grey, 3 RGB.
typedef struct TesseraJPEGSize {
    int32_t width;
    int32_t height;
    int32_t bands;
} TesseraJPEGSize;

/// Opens a picture that is to come out `shrink` (1, 2, 4, 8) times smaller. NULL where it is not a plain one, or anything is
/// wrong with it. `bytes` must live until it is closed.
TesseraJPEG *tessera_jpeg_open(const void *bytes, size_t length, int32_t shrink, TesseraJPEGSize *size);

/// Decodes into width * height * bands bytes, bands interleaved. -1 where anything is wrong with the data, be it only worth a
/// warning.
int tessera_jpeg_render(TesseraJPEG *picture, uint8_t *pixels);

/// Frees what opening took; nothing where `picture` is NULL.
void tessera_jpeg_close(TesseraJPEG *picture);

#endif
