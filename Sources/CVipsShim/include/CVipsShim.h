#ifndef TESSERA_CVIPS_SHIM_H
#define TESSERA_CVIPS_SHIM_H

#include <stddef.h>
#include <stdint.h>

/// The libvips calls that Tessera makes, with types: in C they are variadic, which Swift cannot call.
/// No libvips type shows here, so that nobody above has to read its headers.

typedef enum TesseraVipsFormat {
    TESSERA_VIPS_JPEG = 0,
    TESSERA_VIPS_WEBP = 1,
    TESSERA_VIPS_TIFF = 2,
    TESSERA_VIPS_GIF = 3,
} TesseraVipsFormat;

/// An opened picture: its header is read, its pixels are not.
typedef struct TesseraVipsImage TesseraVipsImage;

/// Bands: 1 grey, 3 sRGB.
typedef struct TesseraVipsSize {
    int32_t width;
    int32_t height;
    int32_t bands;
} TesseraVipsSize;

/// Starts libvips once for the process: every loader but the four above and every saver but JPEG's blocked, no
/// operation cache, one thread a call. 0 when it can be used; safe to call from any thread, and again.
int tessera_vips_start(void);

/// Opens the first frame as 8-bit grey or sRGB, alpha flattened on white; the orientation is left as stored.
/// `shrink` (1, 2, 4, 8) makes the JPEG decoder skip detail, `scale` (0 < s <= 1) the WebP decoder; others ignore both.
/// NULL when it cannot be opened or has more than `max_pixels`. `bytes` must live until the image is closed.
TesseraVipsImage *tessera_vips_open(
    const void *bytes, size_t length, TesseraVipsFormat format, int32_t shrink, double scale, int64_t max_pixels,
    TesseraVipsSize *size);

/// Decodes into width * height * bands bytes, bands interleaved. -1 when the data are damaged or end too early.
/// In the thread that opened it.
int tessera_vips_render(TesseraVipsImage *image, uint8_t *pixels);

/// Frees what opening took, also after a failure (then `image` is NULL). In the thread that opened it.
void tessera_vips_close(TesseraVipsImage *image);

/// Why opening or rendering failed, in libvips' words: tries again while nothing else is decoded.
void tessera_vips_explain(
    const void *bytes, size_t length, TesseraVipsFormat format, int32_t shrink, double scale, int64_t max_pixels,
    char *message, size_t capacity);

/// A baseline JPEG of 8-bit pixels (1 or 3 bands), `*size` bytes; NULL when it could not be made.
/// Give it back with `tessera_vips_release`.
uint8_t *tessera_vips_encode_jpeg(
    const void *pixels, int32_t width, int32_t height, int32_t bands, int32_t quality, size_t *size);

void tessera_vips_release(uint8_t *bytes);

/// A picture of new_width * new_height whose every pixel comes, bicubic, from a place of another: `places` are x and y of
/// each pixel, 0 being the middle of the first. Beyond the edge the nearest pixel of the edge is taken.
/// `out` takes new_width * new_height * bands bytes. -1 when it could not be made.
int tessera_vips_remap(
    const void *pixels, int32_t width, int32_t height, int32_t bands, const float *places, int32_t new_width,
    int32_t new_height, uint8_t *out);

/// Gaussian blur; sigma in pixels. `out` is as large as the picture. -1 when it could not be made.
int tessera_vips_blur(
    const void *pixels, int32_t width, int32_t height, int32_t bands, double sigma, uint8_t *out);

#endif
