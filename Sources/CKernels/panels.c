#include "CKernels.h"
#include "clones.h"
#include "panels.h"
#include <math.h>

#pragma clang fp contract(fast)

TESSERA_CLONES
void tessera_gather_rows(const float *values, int64_t columns, const int32_t *rows, int64_t count, const float *centre,
                         float *gathered) {
    for (int64_t r = 0; r < count; r++) {
        const float *row = values + (int64_t)rows[r] * columns;
        float *target = gathered + r * columns;
        for (int64_t c = 0; c < columns; c++) target[c] = row[c] - centre[c];
    }
}

TESSERA_CLONES
void tessera_pack_panels(const float *rows, int64_t columns, int64_t count, float *panels, float *norms) {
    for (int64_t first = 0; first < count; first += panel) {
        float *packed = panels + first * columns;
        int64_t some = count - first < panel ? count - first : panel;
        for (int64_t r = 0; r < some; r++) {
            const float *row = rows + (first + r) * columns;
            for (int64_t c = 0; c < columns; c++) packed[c * panel + r] = row[c];
        }
        for (int64_t r = some; r < panel; r++)
            for (int64_t c = 0; c < columns; c++) packed[c * panel + r] = 0;
        floats sum = {0};
        for (int64_t c = 0; c < columns; c++) {
            floats x = *(const floats *)(packed + c * panel);
            sum += x * x;
        }
        for (int64_t r = 0; r < panel; r++) norms[first + r] = r < some ? sum[r] : INFINITY;
    }
}

// Sorted insertion of a key that is known to be below the last one.
TESSERA_PART void insert(float *keys, int32_t *ids, int32_t width, float key, int32_t id) {
    int32_t place = width - 1;
    while (place > 0 && keys[place - 1] > key) {
        keys[place] = keys[place - 1];
        ids[place] = ids[place - 1];
        place--;
    }
    keys[place] = key;
    ids[place] = id;
}

TESSERA_CLONES
void tessera_scan_panels(const tessera_scan *scan, const int32_t *chosen, int64_t count) {
    int64_t columns = scan->columns;
    int32_t width = scan->width;
    for (int64_t first = 0; first < count; first += together) {
        int live = count - first < together ? (int)(count - first) : together;
        const float *queries[together];
        float limits[together];
        for (int r = 0; r < together; r++) {
            // A row that is missing repeats the first one, and nothing is below its limit.
            int32_t row = chosen[first + (r < live ? r : 0)];
            queries[r] = scan->rows + (int64_t)row * columns;
            limits[r] = r < live ? scan->keys[(int64_t)row * width + width - 1] : -INFINITY;
        }
        for (int64_t place = 0; place < scan->others; place += panel) {
            floats keys[together];
            MULTIPLY_PANEL(keys, queries, scan->panels + place * columns, columns);
            floats norms = *(const floats *)(scan->norms + place);
            for (int r = 0; r < together; r++) keys[r] = norms - 2 * keys[r];
            for (int r = 0; r < live; r++) {
                uint16_t near = BELOW(keys[r], limits[r]);
                if (!near) continue;
                int32_t row = chosen[first + r];
                int32_t own = scan->first_own + row;
                float *list = scan->keys + (int64_t)row * width;
                int32_t *ids = scan->ids + (int64_t)row * width;
                do {
                    int lane = __builtin_ctz(near);
                    near &= (uint16_t)(near - 1);
                    int32_t other = scan->first_other + (int32_t)place + lane;
                    float key = keys[r][lane];
                    if (other != own && key < list[width - 1]) insert(list, ids, width, key, other);
                } while (near);
                limits[r] = list[width - 1];
            }
        }
    }
}
