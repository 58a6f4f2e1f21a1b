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

/// Eight-bit pixels, bands interleaved (1 grey, 3 sRGB). Give `pixels` back with `tessera_vips_release`.
typedef struct TesseraVipsPicture {
    int32_t width;
    int32_t height;
    int32_t bands;
    uint8_t *pixels;
} TesseraVipsPicture;

/// Starts libvips once for the process: every loader but the four above and every saver but JPEG's blocked, no operation cache, one thread a
/// call. 0 when it can be used; safe to call from any thread, and again.
int tessera_vips_start(void);

/// Decodes the first frame to 8-bit grey or sRGB, alpha flattened on white; the orientation is left as stored.
/// `shrink` (1, 2, 4, 8) makes the JPEG decoder skip detail, `scale` (0 < s <= 1) the WebP decoder; others ignore both.
/// Returns 0, or -1 with libvips' words in `message`; more than `max_pixels` is refused before a pixel is decoded.
int tessera_vips_decode(
    const void *bytes, size_t length, TesseraVipsFormat format, int32_t shrink, double scale, int64_t max_pixels,
    TesseraVipsPicture *picture, char *message, size_t capacity);

/// A baseline JPEG of 8-bit pixels (1 or 3 bands), `*size` bytes; NULL when it could not be made.
/// Give it back with `tessera_vips_release`.
uint8_t *tessera_vips_encode_jpeg(
    const void *pixels, int32_t width, int32_t height, int32_t bands, int32_t quality, size_t *size);

void tessera_vips_release(uint8_t *pixels);

#endif
