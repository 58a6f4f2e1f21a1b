#include "CKernels.h"
#include "clones.h"
#include "power.h"

// The stochastic gradient descent of UMAP, in the order and by the schedule of the reference implementation
// (umap-learn, layouts.py): an edge with rate r is drawn in the epochs in which floor(r * epoch) steps up; both ends
// move at once, then the head is pushed away from some random points, one after the other.
//
// No reassociation here: the same steps in the same order, whatever the compiler.
#pragma clang fp contract(fast)

enum { chunk = 512, most_pushes = 64 };

TESSERA_PART uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

// The points that are drawn as negative samples: by position in the epoch, so that they can be made side by side.
TESSERA_PART void draw(int32_t *draws, int64_t total, uint64_t first, uint64_t key, uint64_t count) {
    uint32_t low = (uint32_t)key, high = (uint32_t)(key >> 32);
    for (int64_t i = 0; i < total; i++) {
        uint32_t r = (low + (uint32_t)(first + (uint64_t)i) * 0x9e3779b1u) ^ high;
        r ^= r >> 16;
        r *= 0x7feb352du;
        r ^= r >> 15;
        r *= 0x846ca68bu;
        r ^= r >> 16;
        draws[i] = (int32_t)(((uint64_t)r * count) >> 32);
    }
}

TESSERA_PART float clip(float x) {
    x = x > 4.0f ? 4.0f : x;
    return x < -4.0f ? -4.0f : x;
}

TESSERA_PART float squared(const float *x, const float *y, int32_t dimensions) {
    float sum = 0;
    for (int32_t d = 0; d < dimensions; d++) sum += (x[d] - y[d]) * (x[d] - y[d]);
    return sum;
}

TESSERA_PART void pull(const tessera_layout *layout, float *x, float *y, int32_t dimensions, float rate) {
    float distance = squared(x, y, dimensions);
    if (distance <= 0) return;
    float power = tessera_power(distance, layout->b);
    float slope = -2.0f * layout->a * layout->b * power / (distance * (layout->a * power + 1.0f));
    for (int32_t d = 0; d < dimensions; d++) {
        float step = clip(slope * (x[d] - y[d])) * rate;
        x[d] += step;
        y[d] -= step;
    }
}

TESSERA_PART void push(const tessera_layout *layout, float *x, const float *y, int32_t dimensions, float rate) {
    float distance = squared(x, y, dimensions);
    if (distance <= 0) return;
    float power = tessera_power(distance, layout->b);
    float slope = 2.0f * layout->repulsion * layout->b / ((0.001f + distance) * (layout->a * power + 1.0f));
    for (int32_t d = 0; d < dimensions; d++) x[d] += clip(slope * (x[d] - y[d])) * rate;
}

// Lists the edges first ..< last that are drawn in this epoch.
TESSERA_PART int32_t drawn(const tessera_layout *layout, int64_t first, int64_t last, int32_t epoch, int32_t *list) {
    int32_t size = 0;
    for (int64_t e = first; e < last; e++) {
        double rate = layout->rates[e];
        list[size] = (int32_t)(e - first);
        size += (int32_t)(rate * epoch) > (int32_t)(rate * (epoch - 1));
    }
    return size;
}

TESSERA_PART void run_epoch(const tessera_layout *layout, int32_t epoch, int32_t dimensions) {
    int32_t list[chunk];
    int32_t draws[chunk * most_pushes];
    int32_t pushes[chunk];
    // As in the reference: the rate of an epoch is set at the end of the one before it.
    int32_t done = epoch > 0 ? epoch - 1 : 0;
    float rate = layout->learning_rate * (1.0f - (float)done / (float)layout->epochs);
    uint64_t key = mix(layout->seed + mix((uint64_t)epoch + 0x9e3779b97f4a7c15u));
    uint64_t position = 0;
    for (int64_t first = 0; first < layout->edges; first += chunk) {
        int64_t last = first + chunk < layout->edges ? first + chunk : layout->edges;
        int32_t size = drawn(layout, first, last, epoch, list);
        int64_t total = 0;
        for (int32_t i = 0; i < size; i++) {
            int64_t e = first + list[i];
            // One less than the rate alone says: the schedule of the reference begins one interval late.
            int64_t due = (int64_t)((double)layout->rates[e] * layout->negative_samples * epoch) - 1;
            int64_t some = due - (int64_t)layout->pushes[e];
            some = some < 0 ? 0 : some > most_pushes ? most_pushes : some;
            layout->pushes[e] += (uint32_t)some;
            pushes[i] = (int32_t)some;
            total += some;
        }
        draw(draws, total, position, key, (uint64_t)layout->count);
        position += (uint64_t)total;
        const int32_t *next = draws;
        for (int32_t i = 0; i < size; i++) {
            int64_t e = first + list[i];
            float *x = layout->positions + (int64_t)layout->heads[e] * dimensions;
            pull(layout, x, layout->positions + (int64_t)layout->tails[e] * dimensions, dimensions, rate);
            for (int32_t p = 0; p < pushes[i]; p++)
                push(layout, x, layout->positions + (int64_t)*next++ * dimensions, dimensions, rate);
        }
    }
}

TESSERA_CLONES
void tessera_layout_run(const tessera_layout *layout, int32_t from, int32_t to) {
    for (int32_t epoch = from; epoch < to; epoch++) {
        switch (layout->dimensions) {
        case 2: run_epoch(layout, epoch, 2); break;
        case 3: run_epoch(layout, epoch, 3); break;
        default: run_epoch(layout, epoch, layout->dimensions);
        }
    }
}
