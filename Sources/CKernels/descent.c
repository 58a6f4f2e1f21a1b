#include "CKernels.h"
#include "clones.h"
#include <math.h>
#include <string.h>

#pragma clang fp contract(fast)

// Neighbours of neighbours are likely to be neighbours: the local join of NN-descent (Dong, Charikar, Li 2011), but
// pulled: each row looks at the links of its links and changes its own list alone, so that threads never meet and the
// result depends on nothing but the lists before.

enum { step = 16, ahead = 8 };

typedef int16_t shorts __attribute__((ext_vector_type(16), aligned(2)));
typedef int32_t wide __attribute__((ext_vector_type(16)));
typedef int32_t ints __attribute__((ext_vector_type(8)));

TESSERA_CLONES
void tessera_quantize_rows(const float *rows, int64_t columns, int64_t count, int64_t stride, int16_t *quantized,
                           float *scales, float *norms) {
    // So that a sum of products fits 31 bits whatever the numbers.
    float limit = floorf(sqrtf(2147483520.0f / (float)(columns > 0 ? columns : 1)));
    limit = limit > 32767 ? 32767 : limit;
    for (int64_t r = 0; r < count; r++) {
        const float *row = rows + r * columns;
        int16_t *target = quantized + r * stride;
        float largest = 0, norm = 0;
        for (int64_t c = 0; c < columns; c++) {
            float size = fabsf(row[c]);
            largest = size > largest ? size : largest;
        }
        float scale = largest > 0 ? limit / largest : 0;
        if (!(scale <= 1e38f)) scale = 0;
        for (int64_t c = 0; c < columns; c++) {
            float x = row[c] * scale;
            target[c] = (int16_t)(x < 0 ? x - 0.5f : x + 0.5f);
        }
        for (int64_t c = columns; c < stride; c++) target[c] = 0;
        for (int64_t c = 0; c < columns; c++) norm += row[c] * row[c];
        scales[r] = scale > 0 ? 1 / scale : 0;
        norms[r] = norm;
    }
}

TESSERA_PART int is_linked(const int32_t *links, int32_t count, int32_t row) {
    int32_t found = 0;
    for (int32_t i = 0; i < count; i++) found |= links[i] == row;
    return found;
}

// Links from rows that hold a row in the range in their lists and are not held by it; all rows are asked, in order.
TESSERA_PART void link_back(const tessera_descent *descent, int64_t from, int64_t to, uint8_t fresh) {
    for (int64_t row = 0; row < descent->count; row++) {
        const int32_t *list = descent->ids + row * descent->width;
        const uint8_t *marks = descent->fresh + row * descent->width;
        for (int32_t i = 0; i < descent->used; i++) {
            int32_t other = list[i];
            if (other < from || other >= to || marks[i] != fresh) continue;
            if (descent->all_links[other] >= descent->room) continue;
            if (is_linked(descent->ids + (int64_t)other * descent->width, descent->used, (int32_t)row)) continue;
            descent->links[(int64_t)other * descent->room + descent->all_links[other]++] = (int32_t)row;
        }
    }
}

TESSERA_PART void link_own(const tessera_descent *descent, int64_t row, uint8_t fresh) {
    const int32_t *list = descent->ids + row * descent->width;
    const uint8_t *marks = descent->fresh + row * descent->width;
    for (int32_t i = 0; i < descent->used; i++)
        if (list[i] >= 0 && marks[i] == fresh)
            descent->links[row * descent->room + descent->all_links[row]++] = list[i];
}

TESSERA_CLONES
void tessera_link_rows(const tessera_descent *descent, int64_t from, int64_t to) {
    for (int64_t row = from; row < to; row++) {
        descent->all_links[row] = 0;
        link_own(descent, row, 1);
    }
    link_back(descent, from, to, 1);
    for (int64_t row = from; row < to; row++) {
        const int32_t *list = descent->ids + row * descent->width;
        const uint8_t *marks = descent->fresh + row * descent->width;
        int32_t old = 0;
        for (int32_t i = 0; i < descent->used; i++) old += list[i] >= 0 && !marks[i];
        // What was found to be near before has its place.
        if (descent->all_links[row] > descent->room - old) descent->all_links[row] = (uint16_t)(descent->room - old);
        descent->fresh_links[row] = descent->all_links[row];
        link_own(descent, row, 0);
    }
    link_back(descent, from, to, 0);
}

// sums += the products of neighbouring pairs: the pattern that becomes one multiply-and-add of 16-bit numbers.
#define ADD_PRODUCTS(sums, x, y)                                                                                   \
    do {                                                                                                           \
        wide p_ = __builtin_convertvector(x, wide) * __builtin_convertvector(y, wide);                             \
        sums += __builtin_shufflevector(p_, p_, 0, 2, 4, 6, 8, 10, 12, 14)                                         \
            + __builtin_shufflevector(p_, p_, 1, 3, 5, 7, 9, 11, 13, 15);                                          \
    } while (0)

#define SUM(v) (((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7])))

TESSERA_PART void multiply_four(const int16_t *query, const int16_t *const rows[4], int32_t stride, int32_t out[4]) {
    const int16_t *a = rows[0], *b = rows[1], *c = rows[2], *d = rows[3];
    ints sum_a = 0, sum_b = 0, sum_c = 0, sum_d = 0;
    for (int32_t i = 0; i < stride; i += step) {
        shorts x = *(const shorts *)(query + i);
        shorts ya = *(const shorts *)(a + i), yb = *(const shorts *)(b + i);
        shorts yc = *(const shorts *)(c + i), yd = *(const shorts *)(d + i);
        ADD_PRODUCTS(sum_a, x, ya);
        ADD_PRODUCTS(sum_b, x, yb);
        ADD_PRODUCTS(sum_c, x, yc);
        ADD_PRODUCTS(sum_d, x, yd);
    }
    out[0] = SUM(sum_a), out[1] = SUM(sum_b), out[2] = SUM(sum_c), out[3] = SUM(sum_d);
}

TESSERA_PART void prefetch_row(const int16_t *row, int32_t stride) {
    for (int32_t i = 0; i < stride; i += 32) __builtin_prefetch(row + i);
}

// The links of a row and their links, each once; where both links are old they were looked at before.
TESSERA_PART int32_t gather(const tessera_descent *descent, int64_t row, int32_t *seen, int32_t *candidates) {
    int32_t size = 0, stamp = (int32_t)row + 1;
    const int32_t *list = descent->ids + row * descent->width;
    seen[row] = stamp;
    for (int32_t i = 0; i < descent->width; i++)
        if (list[i] >= 0) seen[list[i]] = stamp;
    const int32_t *links = descent->links + row * descent->room;
    for (int32_t i = 0; i < descent->all_links[row]; i++) {
        int32_t link = links[i];
        // A row that leads here may be near, though it is not in the list.
        candidates[size] = link;
        size += seen[link] != stamp;
        seen[link] = stamp;
        const int32_t *beyond = descent->links + (int64_t)link * descent->room;
        int32_t count = i < descent->fresh_links[row] ? descent->all_links[link] : descent->fresh_links[link];
        for (int32_t j = 0; j < count; j++) {
            int32_t other = beyond[j];
            candidates[size] = other;
            size += seen[other] != stamp;
            seen[other] = stamp;
        }
    }
    return size;
}

TESSERA_CLONES
int64_t tessera_descend(const tessera_descent *descent, int64_t from, int64_t to, int32_t *seen,
                        int32_t *candidates) {
    int64_t accepted = 0;
    int32_t stride = descent->stride, width = descent->width;
    for (int64_t row = from; row < to; row++) {
        int32_t size = gather(descent, row, seen, candidates);
        float *keys = descent->keys + row * width;
        int32_t *ids = descent->ids + row * width;
        uint8_t *fresh = descent->fresh + row * width;
        memset(fresh, 0, (size_t)width);
        const int16_t *query = descent->rows + row * stride;
        float scale = -2 * descent->scales[row];
        for (int32_t i = 0; i < ahead && i < size; i++)
            prefetch_row(descent->rows + (int64_t)candidates[i] * stride, stride);
        for (int32_t first = 0; first < size; first += 4) {
            const int16_t *rows[4];
            int32_t products[4];
            for (int32_t i = 0; i < 4; i++) {
                int32_t next = first + ahead + i;
                if (next < size) prefetch_row(descent->rows + (int64_t)candidates[next] * stride, stride);
                rows[i] = descent->rows + (int64_t)candidates[first + i < size ? first + i : first] * stride;
            }
            multiply_four(query, rows, stride, products);
            for (int32_t i = 0; i < 4 && first + i < size; i++) {
                int32_t other = candidates[first + i];
                float key = descent->norms[other] + scale * descent->scales[other] * (float)products[i];
                if (!(key < keys[width - 1])) continue;
                int32_t place = width - 1;
                while (place > 0 && keys[place - 1] > key) {
                    keys[place] = keys[place - 1];
                    ids[place] = ids[place - 1];
                    fresh[place] = fresh[place - 1];
                    place--;
                }
                keys[place] = key;
                ids[place] = other;
                fresh[place] = 1;
                accepted++;
            }
        }
    }
    return accepted;
}
