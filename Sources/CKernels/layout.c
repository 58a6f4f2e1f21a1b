#include "CKernels.h"
#include "clones.h"
#include "power.h"

// The stochastic gradient descent of UMAP with the forces and the schedule of the reference implementation
// (umap-learn, layouts.py): an edge with rate r is drawn in the epochs in which floor(r * epoch) steps up; both ends
// move at once, then the head is pushed away from some random points, one after the other.
//
// Sixteen edges go side by side, one in each lane of a vector. The edges come in random order, so that they hardly
// ever share a point; where they do, both moves count. Nothing is averaged, nothing waits for the end of an epoch:
// batches of all edges of a point, which overshoot, are not what happens here.
//
// The lanes are a constant of the algorithm, not of the processor, and sums are taken lane by lane in order.
#pragma clang fp contract(fast)

enum { lanes = 16, chunk = 512, most_pushes = 64, most_dimensions = 16 };

TESSERA_PART uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

TESSERA_PART float clip(float x) {
    x = x > 4.0f ? 4.0f : x;
    return x < -4.0f ? -4.0f : x;
}

// Points for the lanes: a hash of the position in the epoch.
TESSERA_PART void draw(int32_t *points, uint32_t position, uint64_t key, uint32_t count) {
    uint32_t low = (uint32_t)key, high = (uint32_t)(key >> 32);
    for (int l = 0; l < lanes; l++) {
        uint32_t r = (low + (position + (uint32_t)l) * 0x9e3779b1u) ^ high;
        r ^= r >> 16;
        r *= 0x7feb352du;
        r ^= r >> 15;
        r *= 0x846ca68bu;
        r ^= r >> 16;
        points[l] = (int32_t)(((uint64_t)r * count) >> 32);
    }
}

// Lists the edges first ..< last that are drawn in this epoch.
TESSERA_PART int32_t list_drawn(const tessera_layout *layout, int64_t first, int64_t last, int32_t epoch,
                                int32_t *list) {
    int32_t size = 0;
    for (int64_t e = first; e < last; e++) {
        double rate = layout->rates[e];
        list[size] = (int32_t)(e - first);
        size += (int32_t)(rate * epoch) > (int32_t)(rate * (epoch - 1));
    }
    return size;
}

// How many negative samples are due for an edge by this epoch and were not drawn yet.
TESSERA_PART int32_t take_pushes(const tessera_layout *layout, int64_t edge, int32_t epoch) {
    // One less than the rate alone says: the schedule of the reference begins one interval late.
    int64_t due = (int64_t)((double)layout->rates[edge] * layout->negative_samples * epoch) - 1;
    int64_t some = due - (int64_t)layout->pushes[edge];
    some = some < 0 ? 0 : some > most_pushes ? most_pushes : some;
    layout->pushes[edge] += (uint32_t)some;
    return (int32_t)some;
}

TESSERA_PART void load(const float *positions, const int32_t *points, int32_t dimensions, float x[][lanes]) {
    for (int32_t d = 0; d < dimensions; d++)
        for (int l = 0; l < lanes; l++) x[d][l] = positions[(int64_t)points[l] * dimensions + d];
}

// The squared distances of x and y, never 0, so that what follows is finite.
TESSERA_PART void measure(float x[][lanes], float y[][lanes], int32_t dimensions, float *squared) {
    for (int l = 0; l < lanes; l++) squared[l] = 0;
    for (int32_t d = 0; d < dimensions; d++)
        for (int l = 0; l < lanes; l++) squared[l] += (x[d][l] - y[d][l]) * (x[d][l] - y[d][l]);
    for (int l = 0; l < lanes; l++) squared[l] = squared[l] > 1e-30f ? squared[l] : 1e-30f;
}

// Runs the edges first + list[0 ..< live] side by side; `position` is that of the next random number.
TESSERA_PART uint32_t run_group(const tessera_layout *layout, int64_t first, const int32_t *list, int32_t live,
                                int32_t epoch, float rate, uint64_t key, uint32_t position, int32_t dimensions,
                                float before[][lanes], float x[][lanes], float y[][lanes], float pulled[][lanes]) {
    int32_t heads[lanes], tails[lanes], some[lanes], points[lanes];
    float squared[lanes], slope[lanes];
    int32_t most = 0;
    for (int l = 0; l < lanes; l++) {
        // A lane without an edge repeats the first one, and its moves are dropped.
        int64_t edge = first + list[l < live ? l : 0];
        heads[l] = layout->heads[edge];
        tails[l] = layout->tails[edge];
        some[l] = l < live ? take_pushes(layout, edge, epoch) : 0;
        most = some[l] > most ? some[l] : most;
    }
    float a = layout->a, b = layout->b;
    load(layout->positions, heads, dimensions, before);
    load(layout->positions, tails, dimensions, y);
    measure(before, y, dimensions, squared);
    for (int l = 0; l < lanes; l++) {
        float power = tessera_power(squared[l], b);
        float pull = -2.0f * a * b * power / (squared[l] * (a * power + 1.0f));
        slope[l] = squared[l] > 1e-30f ? pull : 0.0f;
    }
    for (int32_t d = 0; d < dimensions; d++) {
        for (int l = 0; l < lanes; l++) {
            pulled[d][l] = clip(slope[l] * (before[d][l] - y[d][l])) * rate;
            x[d][l] = before[d][l] + pulled[d][l];
        }
    }
    float strength = 2.0f * layout->repulsion * b;
    for (int32_t k = 0; k < most; k++) {
        draw(points, position, key, (uint32_t)layout->count);
        position += lanes;
        load(layout->positions, points, dimensions, y);
        measure(x, y, dimensions, squared);
        for (int l = 0; l < lanes; l++) {
            float push = strength / ((0.001f + squared[l]) * (a * tessera_power(squared[l], b) + 1.0f));
            int32_t counts = (k < some[l]) & (squared[l] > 1e-30f) & (points[l] != heads[l]);
            slope[l] = counts ? push : 0.0f;
        }
        for (int32_t d = 0; d < dimensions; d++)
            for (int l = 0; l < lanes; l++) x[d][l] += clip(slope[l] * (x[d][l] - y[d][l])) * rate;
    }
    for (int l = 0; l < live; l++) {
        float *head = layout->positions + (int64_t)heads[l] * dimensions;
        float *tail = layout->positions + (int64_t)tails[l] * dimensions;
        for (int32_t d = 0; d < dimensions; d++) {
            tail[d] -= pulled[d][l];
            head[d] += x[d][l] - before[d][l];
        }
    }
    return position;
}

TESSERA_PART void run_epoch(const tessera_layout *layout, int32_t epoch, int32_t dimensions, int32_t room) {
    int32_t list[chunk];
    float before[room][lanes], x[room][lanes], y[room][lanes], pulled[room][lanes];
    // As in the reference: the rate of an epoch is set at the end of the one before it.
    int32_t done = epoch > 0 ? epoch - 1 : 0;
    float rate = layout->learning_rate * (1.0f - (float)done / (float)layout->epochs);
    uint64_t key = mix(layout->seed + mix((uint64_t)epoch + 0x9e3779b97f4a7c15u));
    uint32_t position = 0;
    // Few points share edges more often; they go with fewer lanes, down to one edge after the other.
    int64_t share = layout->count / 32;
    int32_t side_by_side = share < 1 ? 1 : share > lanes ? lanes : (int32_t)share;
    for (int64_t first = 0; first < layout->edges; first += chunk) {
        int64_t last = first + chunk < layout->edges ? first + chunk : layout->edges;
        int32_t size = list_drawn(layout, first, last, epoch, list);
        for (int32_t i = 0; i < size; i += side_by_side) {
            int32_t live = size - i < side_by_side ? size - i : side_by_side;
            position = run_group(layout, first, list + i, live, epoch, rate, key, position, dimensions, before, x, y,
                                 pulled);
        }
    }
}

TESSERA_CLONES
void tessera_layout_run(const tessera_layout *layout, int32_t from, int32_t to) {
    if (layout->dimensions < 1 || layout->dimensions > most_dimensions) return;
    for (int32_t epoch = from; epoch < to; epoch++) {
        switch (layout->dimensions) {
        case 2: run_epoch(layout, epoch, 2, 2); break;
        case 3: run_epoch(layout, epoch, 3, 3); break;
        default: run_epoch(layout, epoch, layout->dimensions, most_dimensions);
        }
    }
}
