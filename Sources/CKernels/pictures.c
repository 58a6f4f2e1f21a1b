// What is counted of pictures, pixel by pixel: plain loops that the compiler makes wide.
#include "CKernels.h"
#include "clones.h"

#include <stdlib.h>
#include <string.h>

TESSERA_PART int32_t apart(int32_t a, int32_t b) {
    return a > b ? a - b : b - a;
}

TESSERA_CLONES
int64_t tessera_grey(const uint8_t *rgb, int64_t count, uint8_t *grey) {
    int64_t sum = 0;
    for (int64_t first = 0; first < count; first += 4096) {
        int64_t end = first + 4096 < count ? first + 4096 : count;
        int32_t part = 0;
        for (int64_t i = first; i < end; i++) {
            int32_t red = rgb[3 * i], green = rgb[3 * i + 1], blue = rgb[3 * i + 2];
            grey[i] = (uint8_t)((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16);
            part += apart(red, green) + apart(green, blue);
        }
        sum += part;
    }
    return sum;
}

void tessera_histogram(const uint8_t *grey, int64_t count, uint32_t *counts) {
    // Four tables, so that a run of one level does not wait for itself.
    uint32_t parts[4][256];
    memset(parts, 0, sizeof parts);
    int64_t i = 0;
    for (; i + 8 <= count; i += 8) {
        uint64_t word;
        memcpy(&word, grey + i, 8);
        parts[0][word & 255]++;
        parts[1][word >> 8 & 255]++;
        parts[2][word >> 16 & 255]++;
        parts[3][word >> 24 & 255]++;
        parts[0][word >> 32 & 255]++;
        parts[1][word >> 40 & 255]++;
        parts[2][word >> 48 & 255]++;
        parts[3][word >> 56]++;
    }
    for (; i < count; i++) parts[0][grey[i]]++;
    for (int level = 0; level < 256; level++)
        counts[level] += parts[0][level] + parts[1][level] + parts[2][level] + parts[3][level];
}

TESSERA_CLONES
void tessera_shades(const uint8_t *grey, int64_t count, uint8_t level, uint8_t *out) {
    for (int64_t i = 0; i < count; i++) out[i] = grey[i] > level ? grey[i] - level : level - grey[i];
}

TESSERA_CLONES
tessera_steps tessera_edges(const uint8_t *grey, int64_t width, int64_t height, int32_t least, uint32_t *grain) {
    tessera_steps found = {0, 0};
    enum { piece = 1024 };
    int16_t masks[piece];
    for (int64_t y = 1; y < height - 1; y += 2) {
        const uint8_t *row = grey + y * width, *above = row - width, *below = row + width;
        for (int64_t first = 1; first < width - 1; first += piece) {
            int64_t end = first + piece < width - 1 ? first + piece : width - 1;
            // 1,024 squares of at most 255 are within 32 bits.
            int32_t steps = 0, squares = 0;
            for (int64_t x = first; x < end; x++) {
                int32_t across = apart(row[x + 1], row[x - 1]), down = apart(below[x], above[x]);
                int32_t step = across > down ? across : down;
                step = step > least ? step : 0;
                steps += step;
                squares += step * step;
            }
            found.steps += steps;
            found.squares += squares;
            if ((y & 3) != 1) continue;
            for (int64_t x = first; x < end; x++) {
                int32_t corners = above[x - 1] + above[x + 1] + below[x - 1] + below[x + 1];
                int32_t mask = corners - 2 * (row[x - 1] + row[x + 1] + above[x] + below[x]) + 4 * row[x];
                mask = mask < 0 ? -mask : mask;
                masks[x - first] = (int16_t)(mask < 2047 ? mask : 2047);
            }
            for (int64_t i = 0; i < end - first; i++) grain[masks[i]]++;
        }
    }
    return found;
}

// The marks of one row: 1 where a pixel differs.
TESSERA_PART void mark(const uint8_t *row, int64_t width, uint8_t level, uint8_t least, uint8_t *marks) {
    for (int64_t x = 0; x < width; x++) {
        uint8_t shade = row[x] > level ? row[x] - level : level - row[x];
        marks[x] = shade >= least;
    }
}

TESSERA_CLONES
void tessera_covered(const uint8_t *grey, int64_t width, int64_t height, uint8_t level, uint8_t least, int32_t *rows,
                     int32_t *columns) {
    memset(columns, 0, (size_t)width * sizeof *columns);
    // Three rows of marks, two empty places before each.
    int64_t stride = width + 2;
    uint8_t *marks = calloc((size_t)stride * 3, 1);
    if (marks == NULL) abort();
    for (int64_t y = 0; y < height; y++) {
        uint8_t *own = marks + y % 3 * stride + 2;
        const uint8_t *before = marks + (y + 2) % 3 * stride + 2, *first = marks + (y + 1) % 3 * stride + 2;
        mark(grey + y * width, width, level, least, own);
        int32_t count = 0;
        for (int64_t x = 0; x < width; x++) {
            count += own[x] | before[x] | first[x];
            columns[x] += own[x] | own[x - 1] | own[x - 2];
        }
        rows[y] = count;
    }
    free(marks);
}
