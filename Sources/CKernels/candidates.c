#include "CKernels.h"
#include "clones.h"

#include <math.h>

#pragma clang fp contract(fast)

TESSERA_PART void insert(tessera_candidates *best, float key, int32_t index) {
    int32_t place;
    if (best->size < best->capacity) {
        place = best->size++;
    } else {
        int32_t last = best->capacity - 1;
        if (key > best->keys[last] || (key == best->keys[last] && index > best->indices[last])) return;
        place = last;
    }
    while (place > 0
           && (best->keys[place - 1] > key || (best->keys[place - 1] == key && best->indices[place - 1] > index))) {
        best->keys[place] = best->keys[place - 1];
        best->indices[place] = best->indices[place - 1];
        place--;
    }
    best->keys[place] = key;
    best->indices[place] = index;
}

enum { group = 64 };

TESSERA_CLONES
void tessera_offer(const float *dots, const float *norms, int64_t count, int32_t first, int32_t own,
                   tessera_candidates *best) {
    if (best->capacity <= 0) return;
    int64_t i = 0;
    while (i < count) {
        int64_t end = i + group < count ? i + group : count;
        if (best->size == best->capacity && end - i == group) {
            // Most groups hold nothing that is near enough: one comparison a group, without a branch inside.
            float limit = best->keys[best->capacity - 1];
            int32_t near = 0;
            for (int64_t j = 0; j < group; j++) near |= (norms[i + j] - 2 * dots[i + j]) <= limit;
            if (!near) {
                i = end;
                continue;
            }
        }
        for (; i < end; i++) {
            float key = norms[i] - 2 * dots[i];
            int32_t index = first + (int32_t)i;
            if (index == own) continue;
            if (best->size == best->capacity && key > best->keys[best->capacity - 1]) continue;
            insert(best, key, index);
        }
    }
}

TESSERA_PART float limit_of(const tessera_candidates *best) {
    return best->size < best->capacity ? INFINITY : best->keys[best->capacity - 1];
}

TESSERA_CLONES
void tessera_offer_both(const float *dots, int64_t stride, const tessera_side *rows, const tessera_side *columns,
                        float *limits) {
    if (rows->count <= 0 || columns->count <= 0 || rows->best->capacity <= 0) return;
    for (int64_t j = 0; j < columns->count; j++) limits[j] = limit_of(&columns->best[j]);
    for (int64_t i = 0; i < rows->count; i++) {
        const float *line = dots + i * stride;
        float norm = rows->norms[i];
        float limit = limit_of(&rows->best[i]);
        for (int64_t start = 0; start < columns->count; start += group) {
            int64_t end = start + group < columns->count ? start + group : columns->count;
            int32_t near = 0;
            for (int64_t j = start; j < end; j++) {
                float twice = 2 * line[j];
                near |= (columns->norms[j] - twice <= limit) | (norm - twice <= limits[j]);
            }
            if (!near) continue;
            for (int64_t j = start; j < end; j++) {
                float twice = 2 * line[j];
                if (columns->norms[j] - twice <= limit) {
                    insert(&rows->best[i], columns->norms[j] - twice, columns->first + (int32_t)j);
                    limit = limit_of(&rows->best[i]);
                }
                if (norm - twice <= limits[j]) {
                    insert(&columns->best[j], norm - twice, rows->first + (int32_t)i);
                    limits[j] = limit_of(&columns->best[j]);
                }
            }
        }
    }
}

TESSERA_CLONES
int64_t tessera_count_before(const float *keys, int64_t count, float key, int64_t index) {
    int64_t before = 0;
    int64_t split = index < count ? index : count;
    for (int64_t i = 0; i < split; i++) before += keys[i] <= key;
    for (int64_t i = split; i < count; i++) before += keys[i] < key;
    return before;
}
