#include "CJPEGShim.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

struct TesseraJPEG {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    jmp_buf failed;
};

static void fail(j_common_ptr info) {
    longjmp(((TesseraJPEG *)info->client_data)->failed, 1);
}

static void be_silent(j_common_ptr info) {
    (void)info;
}

// A profile says that the numbers are not sRGB, which is for libvips to convert. It comes in markers that begin so.
static int has_profile(const struct jpeg_decompress_struct *info) {
    static const char name[] = "ICC_PROFILE";
    for (jpeg_saved_marker_ptr marker = info->marker_list; marker != NULL; marker = marker->next)
        if (marker->data_length >= sizeof name && memcmp(marker->data, name, sizeof name) == 0) return 1;
    return 0;
}

TesseraJPEG *tessera_jpeg_open(const void *bytes, size_t length, int32_t shrink, TesseraJPEGSize *size) {
    TesseraJPEG *picture = calloc(1, sizeof *picture);
    if (picture == NULL) return NULL;
    struct jpeg_decompress_struct *info = &picture->info;
    info->err = jpeg_std_error(&picture->errors);
    picture->errors.error_exit = fail;
    picture->errors.output_message = be_silent;
    info->client_data = picture;
    if (setjmp(picture->failed) != 0) {
        tessera_jpeg_close(picture);
        return NULL;
    }
    jpeg_create_decompress(info);
    info->client_data = picture;
    jpeg_mem_src(info, bytes, length);
    jpeg_save_markers(info, JPEG_APP0 + 2, 32);
    jpeg_read_header(info, TRUE);
    int is_plain = (info->jpeg_color_space == JCS_GRAYSCALE && info->num_components == 1)
        || (info->jpeg_color_space == JCS_YCbCr && info->num_components == 3);
    if (!is_plain || has_profile(info)) {
        tessera_jpeg_close(picture);
        return NULL;
    }
    info->out_color_space = info->num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    info->scale_num = 1;
    info->scale_denom = (unsigned)shrink;
    jpeg_calc_output_dimensions(info);
    size->width = (int32_t)info->output_width;
    size->height = (int32_t)info->output_height;
    size->bands = info->output_components;
    return picture;
}

int tessera_jpeg_render(TesseraJPEG *picture, uint8_t *pixels) {
    struct jpeg_decompress_struct *info = &picture->info;
    if (setjmp(picture->failed) != 0) return -1;
    jpeg_start_decompress(info);
    size_t row_bytes = (size_t)info->output_width * (size_t)info->output_components;
    while (info->output_scanline < info->output_height) {
        JSAMPROW rows[8];
        int count = 0;
        for (JDIMENSION y = info->output_scanline; count < 8 && y < info->output_height; y++)
            rows[count++] = pixels + (size_t)y * row_bytes;
        jpeg_read_scanlines(info, rows, (JDIMENSION)count);
    }
    jpeg_finish_decompress(info);
    return picture->errors.num_warnings == 0 ? 0 : -1;
}

void tessera_jpeg_close(TesseraJPEG *picture) {
    if (picture == NULL) return;
    if (setjmp(picture->failed) == 0) jpeg_destroy_decompress(&picture->info);
    free(picture);
}
