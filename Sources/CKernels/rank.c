#include "CKernels.h"
#include "clones.h"

#pragma clang fp reassociate(on) contract(fast)

TESSERA_PART float squared_distance(const float *x, const float *y, int64_t count) {
    float sum = 0;
    for (int64_t i = 0; i < count; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
    return sum;
}

TESSERA_CLONES
void tessera_rank(const float *values, int64_t columns, int32_t own, tessera_place *list, int32_t count) {
    const float *row = values + (int64_t)own * columns;
    for (int32_t i = 0; i < count; i++)
        list[i].place = squared_distance(row, values + (int64_t)list[i].row * columns, columns);
    // Nearly sorted already.
    for (int32_t i = 1; i < count; i++) {
        tessera_place moved = list[i];
        int32_t place = i;
        while (place > 0
               && (list[place - 1].place > moved.place
                   || (list[place - 1].place == moved.place && list[place - 1].row > moved.row))) {
            list[place] = list[place - 1];
            place--;
        }
        list[place] = moved;
    }
}
