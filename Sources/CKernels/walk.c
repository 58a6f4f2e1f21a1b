#include "CKernels.h"
#include "clones.h"

#pragma clang fp reassociate(on) contract(fast)

// Exact lists of one query, and a walk over links that finds most of them without looking at all rows.

TESSERA_PART float squared_distance(const float *x, const float *y, int64_t count) {
    float sum = 0;
    for (int64_t i = 0; i < count; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
    return sum;
}

TESSERA_PART int precedes(tessera_place a, tessera_place b) {
    return a.place < b.place || (a.place == b.place && a.row < b.row);
}

// Keeps the best `capacity` by (place, row); `open`, where there is one, says which are still to be followed.
TESSERA_PART int32_t keep(tessera_place *list, uint8_t *open, int32_t size, int32_t capacity, tessera_place found) {
    if (size == capacity) {
        if (!precedes(found, list[size - 1])) return size;
        size--;
    }
    int32_t place = size;
    while (place > 0 && precedes(found, list[place - 1])) {
        list[place] = list[place - 1];
        if (open) open[place] = open[place - 1];
        place--;
    }
    list[place] = found;
    if (open) open[place] = 1;
    return size + 1;
}

TESSERA_CLONES
int32_t tessera_keep_nearest(const float *values, int64_t columns, const float *query, const int32_t *rows,
                             int64_t count, int32_t own, tessera_place *list, int32_t size, int32_t capacity) {
    for (int64_t i = 0; i < count; i++) {
        int32_t row = rows ? rows[i] : (int32_t)i;
        if (row == own) continue;
        tessera_place found = {squared_distance(query, values + (int64_t)row * columns, columns), row};
        if (size == capacity && !precedes(found, list[size - 1])) continue;
        int held = 0;
        for (int32_t j = 0; j < size; j++) held |= list[j].row == row;
        if (!held) size = keep(list, 0, size, capacity, found);
    }
    return size;
}

TESSERA_CLONES
int32_t tessera_walk_links(const tessera_links *links, const float *query, int32_t stamp, int32_t *seen,
                           tessera_place *list, uint8_t *open, int32_t size, int32_t capacity) {
    for (int32_t i = 0; i < size; i++) {
        seen[list[i].row] = stamp;
        open[i] = 1;
    }
    for (;;) {
        int32_t next = 0;
        while (next < size && !open[next]) next++;
        if (next == size) return size;
        open[next] = 0;
        const int32_t *from = links->links + (int64_t)list[next].row * links->room;
        for (int32_t i = 0; i < links->room && from[i] >= 0; i++) {
            if (seen[from[i]] == stamp) continue;
            seen[from[i]] = stamp;
            const float *row = links->values + (int64_t)from[i] * links->columns;
            tessera_place found = {squared_distance(query, row, links->columns), from[i]};
            size = keep(list, open, size, capacity, found);
        }
    }
}
