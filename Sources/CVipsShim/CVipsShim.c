#include "CVipsShim.h"

#include <string.h>
#include <vips/vips.h>

static GOnce once = G_ONCE_INIT;

// libvips has one buffer of error text for all threads. Decoding holds this lock shared; explaining a failure decodes
// once more with the lock held alone, so that the words are those of this picture and of no other.
static GRWLock words;

static void be_silent(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
    (void)domain, (void)level, (void)message, (void)data;
}

static gpointer start(gpointer data) {
    (void)data;
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO, be_silent, NULL);
    if (VIPS_INIT("tessera") != 0) return GINT_TO_POINTER(-1);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_cache_set_max_mem(0);
    vips_cache_set_max_files(0);
    vips_block_untrusted_set(TRUE);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    vips_operation_block_set("VipsForeignSave", TRUE);
    vips_operation_block_set("VipsForeignSaveJpeg", FALSE);
    vips_operation_block_set("VipsForeignLoadJpeg", FALSE);
    vips_operation_block_set("VipsForeignLoadWebp", FALSE);
    vips_operation_block_set("VipsForeignLoadTiff", FALSE);
    vips_operation_block_set("VipsForeignLoadNsgif", FALSE);
    return GINT_TO_POINTER(0);
}

int tessera_vips_start(void) {
    return GPOINTER_TO_INT(g_once(&once, start, NULL));
}

static int load(
    const void *bytes, size_t length, TesseraVipsFormat format, int32_t shrink, double scale, VipsImage **image) {
    void *buffer = (void *)bytes;  // libvips only reads it
    switch (format) {
    case TESSERA_VIPS_JPEG:
        return vips_jpegload_buffer(
            buffer, length, image, "shrink", shrink, "fail_on", VIPS_FAIL_ON_ERROR, "access", VIPS_ACCESS_SEQUENTIAL,
            NULL);
    case TESSERA_VIPS_WEBP:
        return vips_webpload_buffer(
            buffer, length, image, "scale", scale, "fail_on", VIPS_FAIL_ON_ERROR, "access", VIPS_ACCESS_SEQUENTIAL,
            NULL);
    case TESSERA_VIPS_TIFF:
        return vips_tiffload_buffer(
            buffer, length, image, "fail_on", VIPS_FAIL_ON_ERROR, "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    case TESSERA_VIPS_GIF:
        return vips_gifload_buffer(
            buffer, length, image, "fail_on", VIPS_FAIL_ON_ERROR, "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    }
    return -1;
}

// Nearly every profile met in the wild is sRGB itself; converting sRGB to sRGB would cost more than decoding.
static gboolean is_srgb_profile(VipsImage *image) {
    const void *profile;
    size_t length;
    if (vips_image_get_blob(image, VIPS_META_ICC_NAME, &profile, &length) != 0) return FALSE;
    const char *text = profile;
    for (size_t i = 0; i + 7 <= length && i < 1024; i++) {
        if (memcmp(text + i, "sRGB", 4) == 0) return TRUE;
        if (memcmp(text + i, "s\0R\0G\0B", 7) == 0) return TRUE;
    }
    return FALSE;
}

static gboolean needs_profile(VipsImage *image) {
    if (image->Type == VIPS_INTERPRETATION_CMYK) return TRUE;
    if (image->BandFmt != VIPS_FORMAT_UCHAR || image->Bands < 3) return FALSE;
    return vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0 && !is_srgb_profile(image);
}

// Takes the reference to `*image` and leaves one to the result.
static void replace(VipsImage **image, VipsImage *next) {
    g_object_unref(*image);
    *image = next;
}

static int to_eight_bit_srgb(VipsImage **image) {
    VipsImage *next;
    // A damaged profile must not lose the picture: then the plain conversion below does.
    if (needs_profile(*image)
        && vips_icc_transform(*image, &next, "srgb", "embedded", TRUE, "input_profile", "cmyk", "intent",
               VIPS_INTENT_PERCEPTUAL, NULL) == 0)
        replace(image, next);

    gboolean grey = (*image)->Bands < 3;
    VipsInterpretation wanted = grey ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
    if ((*image)->Type != wanted && vips_colourspace_issupported(*image)) {
        if (vips_colourspace(*image, &next, wanted, NULL) != 0) return -1;
        replace(image, next);
    }
    if ((*image)->BandFmt != VIPS_FORMAT_UCHAR) {
        if (vips_cast(*image, &next, VIPS_FORMAT_UCHAR, NULL) != 0) return -1;
        replace(image, next);
    }
    if ((*image)->Bands == 2 || (*image)->Bands == 4) {
        double white[3] = {255, 255, 255};
        VipsArrayDouble *background = vips_array_double_new(white, grey ? 1 : 3);
        int failed = vips_flatten(*image, &next, "background", background, "max_alpha", 255.0, NULL);
        vips_area_unref(VIPS_AREA(background));
        if (failed) return -1;
        replace(image, next);
    }
    if ((*image)->Bands > 3) {
        if (vips_extract_band(*image, &next, 0, "n", 3, NULL) != 0) return -1;
        replace(image, next);
    }
    return 0;
}

static VipsImage *open_image(
    const void *bytes, size_t length, TesseraVipsFormat format, int32_t shrink, double scale, int64_t max_pixels) {
    VipsImage *image = NULL;
    if (load(bytes, length, format, shrink, scale, &image) != 0) return NULL;
    if ((int64_t)image->Xsize * image->Ysize > max_pixels) {
        vips_error("tessera", "%d x %d is more pixels than allowed", image->Xsize, image->Ysize);
    } else if (to_eight_bit_srgb(&image) == 0) {
        return image;
    }
    g_object_unref(image);
    return NULL;
}

// Strip by strip in the calling thread: libvips' own loop would wake a second thread for each picture, which for the
// small ones costs more than decoding them.
static int render(VipsImage *image, uint8_t *pixels) {
    const int strip = 128;
    size_t row_bytes = VIPS_IMAGE_SIZEOF_LINE(image);
    VipsRegion *region = vips_region_new(image);
    int result = 0;
    for (int top = 0; top < image->Ysize && result == 0; top += strip) {
        VipsRect area = {0, top, image->Xsize, VIPS_MIN(strip, image->Ysize - top)};
        result = vips_region_prepare(region, &area);
        for (int y = 0; y < area.height && result == 0; y++)
            memcpy(pixels + (size_t)(top + y) * row_bytes, VIPS_REGION_ADDR(region, 0, top + y), row_bytes);
    }
    g_object_unref(region);
    return result;
}

TesseraVipsImage *tessera_vips_open(
    const void *bytes, size_t length, TesseraVipsFormat format, int32_t shrink, double scale, int64_t max_pixels,
    TesseraVipsSize *size) {
    if (tessera_vips_start() != 0) return NULL;
    g_rw_lock_reader_lock(&words);
    VipsImage *image = open_image(bytes, length, format, shrink, scale, max_pixels);
    g_rw_lock_reader_unlock(&words);
    if (image == NULL) return NULL;
    size->width = image->Xsize;
    size->height = image->Ysize;
    size->bands = image->Bands;
    return (TesseraVipsImage *)image;
}

int tessera_vips_render(TesseraVipsImage *image, uint8_t *pixels) {
    g_rw_lock_reader_lock(&words);
    int result = render((VipsImage *)image, pixels);
    g_rw_lock_reader_unlock(&words);
    return result;
}

void tessera_vips_close(TesseraVipsImage *image) {
    if (image != NULL) g_object_unref(image);
    vips_thread_shutdown();
}

void tessera_vips_explain(
    const void *bytes, size_t length, TesseraVipsFormat format, int32_t shrink, double scale, int64_t max_pixels,
    char *message, size_t capacity) {
    message[0] = '\0';
    if (tessera_vips_start() != 0) {
        g_strlcpy(message, "libvips could not be started", capacity);
        return;
    }
    g_rw_lock_writer_lock(&words);
    vips_error_clear();
    VipsImage *image = open_image(bytes, length, format, shrink, scale, max_pixels);
    if (image != NULL) {
        uint8_t *pixels = g_try_malloc((gsize)VIPS_IMAGE_SIZEOF_LINE(image) * (gsize)image->Ysize);
        if (pixels != NULL) render(image, pixels);
        g_free(pixels);
        g_object_unref(image);
    }
    g_strlcpy(message, vips_error_buffer(), capacity);
    vips_error_clear();
    g_rw_lock_writer_unlock(&words);
    vips_thread_shutdown();
}

uint8_t *tessera_vips_encode_jpeg(
    const void *pixels, int32_t width, int32_t height, int32_t bands, int32_t quality, size_t *size) {
    if (tessera_vips_start() != 0) return NULL;
    size_t length = (size_t)width * (size_t)height * (size_t)bands;
    VipsImage *image = vips_image_new_from_memory(pixels, length, width, height, bands, VIPS_FORMAT_UCHAR);
    if (image == NULL) return NULL;
    void *buffer = NULL;
    if (vips_jpegsave_buffer(image, &buffer, size, "Q", quality, "strip", TRUE, NULL) != 0) {
        buffer = NULL;
        vips_error_clear();
    }
    g_object_unref(image);
    vips_thread_shutdown();
    return buffer;
}

void tessera_vips_release(uint8_t *bytes) {
    g_free(bytes);
}

static VipsImage *wrap(const void *pixels, int32_t width, int32_t height, int32_t bands, VipsBandFormat format) {
    size_t size = (size_t)width * (size_t)height * (size_t)bands * vips_format_sizeof(format);
    return vips_image_new_from_memory(pixels, size, width, height, bands, format);
}

// Takes the reference to `image`.
static int finish(VipsImage *image, uint8_t *out) {
    int result = render(image, out);
    g_object_unref(image);
    return result;
}

int tessera_vips_remap(
    const void *pixels, int32_t width, int32_t height, int32_t bands, const float *places, int32_t new_width,
    int32_t new_height, uint8_t *out) {
    if (tessera_vips_start() != 0) return -1;
    VipsImage *image = wrap(pixels, width, height, bands, VIPS_FORMAT_UCHAR);
    VipsImage *index = wrap(places, new_width, new_height, 2, VIPS_FORMAT_FLOAT);
    VipsInterpolate *bicubic = vips_interpolate_new("bicubic");
    VipsImage *result = NULL;
    int failed = image == NULL || index == NULL || bicubic == NULL
        || vips_mapim(image, &result, index, "interpolate", bicubic, "extend", VIPS_EXTEND_COPY, NULL) != 0
        || finish(result, out) != 0;
    if (failed) vips_error_clear();
    if (bicubic != NULL) g_object_unref(bicubic);
    if (index != NULL) g_object_unref(index);
    if (image != NULL) g_object_unref(image);
    vips_thread_shutdown();
    return failed ? -1 : 0;
}

int tessera_vips_blur(
    const void *pixels, int32_t width, int32_t height, int32_t bands, double sigma, uint8_t *out) {
    if (tessera_vips_start() != 0) return -1;
    VipsImage *image = wrap(pixels, width, height, bands, VIPS_FORMAT_UCHAR);
    VipsImage *result = NULL;
    int failed = image == NULL
        || vips_gaussblur(image, &result, sigma, "min_ampl", 0.01, "precision", VIPS_PRECISION_INTEGER, NULL) != 0
        || finish(result, out) != 0;
    if (failed) vips_error_clear();
    if (image != NULL) g_object_unref(image);
    vips_thread_shutdown();
    return failed ? -1 : 0;
}
