#include "CKernels.h"
#include "clones.h"
#include "panels.h"
#include <math.h>

#pragma clang fp contract(fast)

TESSERA_CLONES
int64_t tessera_scan_near(const float *rows, const float *limits, int64_t columns, int64_t count,
                          const float *panels, const float *norms, int64_t others, int64_t *next, tessera_near *found,
                          int64_t capacity) {
    int64_t size = 0;
    int64_t first = *next;
    // A group of rows is begun only where all it can find has room.
    for (; first < count && size + together * others <= capacity; first += together) {
        int live = count - first < together ? (int)(count - first) : together;
        const float *queries[together];
        for (int r = 0; r < together; r++) queries[r] = rows + (first + (r < live ? r : 0)) * columns;
        for (int64_t place = 0; place < others; place += panel) {
            floats keys[together];
            MULTIPLY_PANEL(keys, queries, panels + place * columns, columns);
            floats own = *(const floats *)(norms + place);
            for (int r = 0; r < live; r++) {
                floats key = own - 2 * keys[r];
                // The lanes after the last row are at infinity.
                uint16_t near = BELOW(key, limits[first + r]);
                while (near) {
                    int lane = __builtin_ctz(near);
                    near &= (uint16_t)(near - 1);
                    found[size].row = (int32_t)(first + r);
                    found[size++].other = (int32_t)place + lane;
                }
            }
        }
    }
    *next = first < count ? first : count;
    return size;
}
