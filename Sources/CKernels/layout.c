#include "CKernels.h"
#include "clones.h"
#include <math.h>

// The stochastic gradient descent of UMAP with the forces and the schedule of the reference implementation
// (umap-learn, layouts.py): an edge with rate r is drawn in the epochs in which floor(r * epoch) steps up; both ends
// move at once, then the head is pushed away from some random points, one after the other.
//
// Sixteen edges that have no point in common go side by side, one in each lane of two vectors of eight; an edge that
// shares a point with one of them waits for the next sixteen. So every edge sees where the one before it left its
// points: nothing is averaged and nothing waits for the end of an epoch, for batches of a point's edges overshoot.
//
// The lanes are a constant of the algorithm, not of the processor.
#pragma clang fp contract(fast)

enum { wide = 8, halves = 2, lanes = wide * halves, chunk = 2048, most_waiting = 64, most_dimensions = 16 };

typedef float floats __attribute__((vector_size(4 * wide)));
typedef int32_t ints __attribute__((vector_size(4 * wide)));
typedef uint32_t bits __attribute__((vector_size(4 * wide)));
typedef uint64_t longs __attribute__((vector_size(4 * wide)));
typedef double pairs __attribute__((vector_size(4 * wide)));
// Two neighbouring floats, read as one number.
typedef double __attribute__((may_alias)) both;

#define EACH for (int h = 0; h < halves; h++)

// All that goes with a task: nothing here is shared with other threads.
typedef struct {
    const tessera_layout *layout;
    float rate;              // of this epoch
    int32_t random_count;    // points that negative samples are drawn from
    float nearest, farthest; // bounds of squared distances within which powers are finite
    bits random[halves];     // a generator in each lane
} task;

TESSERA_PART uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

// Random numbers by Marsaglia's xorshift, and of them numbers below `count` by the high half of a product.
TESSERA_PART void draw(task *t, int32_t *points) {
    longs low = (longs){} + 0xffffffffu;
    longs count = (longs){} + (uint64_t)(uint32_t)t->random_count;
    EACH {
        bits r = t->random[h];
        r ^= r << 13;
        r ^= r >> 17;
        r ^= r << 5;
        t->random[h] = r;
        longs even = ((((longs)r) & low) * count) >> 32;
        longs odd = ((((longs)r) >> 32) * count) & ~low;
        *(bits *)(points + h * wide) = (bits)(even | odd);
    }
}

// x^b for x > 0, within 1e-4 of it: far below the noise of the descent, at half the cost of all digits.
// Minimax fits of log2(1 + t) / t on [sqrt 1/2 - 1, sqrt 2 - 1] and of 2^f on [-1/2, 1/2].
TESSERA_PART void power(const floats *x, float b, floats *y) {
    EACH {
        ints exponent = ((ints)x[h] - 0x3f3504f3) >> 23;
        floats t = (floats)((ints)x[h] - (exponent << 23)) - 1.0f;
        floats p = t * 0.261169895f - 0.39246159f;
        p = p * t + 0.484648314f;
        p = p * t - 0.720462423f;
        p = p * t + 1.44265585f;
        floats z = b * (p * t + __builtin_convertvector(exponent, floats));
        floats shifted = z + 12582912.0f;
        floats f = z - (shifted - 12582912.0f);
        floats q = f * 0.0551716668f + 0.242611135f;
        q = q * f + 0.693260987f;
        q = q * f + 0.999928073f;
        y[h] = (floats)((ints)q + ((ints)shifted << 23));
    }
}

TESSERA_PART void clip(floats *x) {
    EACH x[h] = __builtin_elementwise_max(__builtin_elementwise_min(x[h], (floats){} + 4.0f), (floats){} - 4.0f);
}

TESSERA_PART void load(const float *positions, const int32_t *points, int32_t dimensions, floats x[][halves]) {
    if (dimensions == 2) {
        // A point is one number of 64 bits; the order in which they are picked makes one shuffle an axis enough.
        const both *at = (const both *)positions;
        EACH {
            const int32_t *p = points + h * wide;
            pairs first = {at[p[0]], at[p[1]], at[p[4]], at[p[5]]};
            pairs second = {at[p[2]], at[p[3]], at[p[6]], at[p[7]]};
            x[0][h] = __builtin_shufflevector((floats)first, (floats)second, 0, 2, 8, 10, 4, 6, 12, 14);
            x[1][h] = __builtin_shufflevector((floats)first, (floats)second, 1, 3, 9, 11, 5, 7, 13, 15);
        }
        return;
    }
    for (int32_t d = 0; d < dimensions; d++)
        EACH for (int l = 0; l < wide; l++) x[d][h][l] = positions[(int64_t)points[h * wide + l] * dimensions + d];
}

// The squared distances of x and y, within bounds, so that what follows is finite.
TESSERA_PART void measure(const task *t, floats x[][halves], floats y[][halves], int32_t dimensions, floats *squared) {
    EACH squared[h] = (floats){};
    for (int32_t d = 0; d < dimensions; d++)
        EACH squared[h] += (x[d][h] - y[d][h]) * (x[d][h] - y[d][h]);
    EACH squared[h] = __builtin_elementwise_max(squared[h], (floats){} + t->nearest);
    EACH squared[h] = __builtin_elementwise_min(squared[h], (floats){} + t->farthest);
}

// Runs `live` edges side by side.
TESSERA_PART void run_group(task *t, const int64_t *group, int32_t live, int32_t dimensions, floats before[][halves],
                            floats x[][halves], floats y[][halves], floats pulled[][halves]) {
    const tessera_layout *layout = t->layout;
    int32_t heads[lanes] __attribute__((aligned(32))), tails[lanes];
    int32_t points[lanes] __attribute__((aligned(32)));
    floats squared[halves], powered[halves], slope[halves], step[halves];
    for (int l = 0; l < lanes; l++) {
        // A lane without an edge repeats the first one, and its moves are dropped.
        int64_t edge = group[l < live ? l : 0];
        heads[l] = layout->heads[edge];
        tails[l] = layout->tails[edge];
    }
    float a = layout->a, b = layout->b;
    load(layout->positions, heads, dimensions, before);
    load(layout->moves_tails ? layout->positions : layout->seen, tails, dimensions, y);
    measure(t, before, y, dimensions, squared);
    power(squared, b, powered);
    // Points in one place have no direction: their differences are 0, and so is the move.
    EACH slope[h] = (-2.0f * a * b) * powered[h] / (squared[h] * (a * powered[h] + 1.0f));
    for (int32_t d = 0; d < dimensions; d++) {
        EACH step[h] = slope[h] * (before[d][h] - y[d][h]);
        clip(step);
        EACH pulled[d][h] = step[h] * t->rate;
        EACH x[d][h] = before[d][h] + pulled[d][h];
    }
    float strength = 2.0f * layout->repulsion * b;
    for (int32_t k = 0; k < layout->negative_samples; k++) {
        draw(t, points);
        load(layout->seen, points, dimensions, y);
        measure(t, x, y, dimensions, squared);
        power(squared, b, powered);
        EACH {
            ints own = layout->moves_tails ? *(const ints *)(points + h * wide) == *(const ints *)(heads + h * wide) : (ints){};
            floats push = strength / ((squared[h] + 0.001f) * (a * powered[h] + 1.0f));
            slope[h] = (floats)((ints)push & ~own);
        }
        for (int32_t d = 0; d < dimensions; d++) {
            EACH step[h] = slope[h] * (x[d][h] - y[d][h]);
            clip(step);
            EACH x[d][h] += step[h] * t->rate;
        }
    }
    for (int32_t d = 0; d < dimensions; d++) EACH x[d][h] -= before[d][h];
    for (int l = 0; l < live; l++) {
        float *head = layout->positions + (int64_t)heads[l] * dimensions;
        for (int32_t d = 0; d < dimensions; d++) head[d] += ((const float *)x[d])[l];
        if (!layout->moves_tails) continue;
        float *tail = layout->positions + (int64_t)tails[l] * dimensions;
        for (int32_t d = 0; d < dimensions; d++) tail[d] -= ((const float *)pulled[d])[l];
    }
}

// Lists the edges first ..< last that are drawn in this epoch, after the `size` that are listed.
TESSERA_PART int32_t list_drawn(const tessera_layout *layout, int64_t first, int64_t last, int32_t epoch,
                                int32_t *list) {
    uint8_t drawn[chunk];
    int64_t count = last - first;
    const float *rates = layout->rates + first;
    float now = (float)epoch, earlier = (float)(epoch - 1);
    for (int64_t e = 0; e < count; e++)
        drawn[e] = (uint8_t)((int32_t)(rates[e] * now) - (int32_t)(rates[e] * earlier) > 0);
    int32_t size = 0;
    for (int64_t e = 0; e < count; e++) {
        list[size] = (int32_t)e;
        size += drawn[e];
    }
    return size;
}

// Edges that go side by side: no two of them move the same point.
typedef struct {
    int64_t edges[lanes];
    int32_t live;
    int64_t waiting[most_waiting];  // edges that had a point in common with those before them
    int32_t waits;
    uint32_t number;                // of this group; what is written on the points that it moves
} gathering;

// Puts an edge in the group; 0 where a point of it is taken.
TESSERA_PART int32_t join(const tessera_layout *layout, gathering *g, int64_t edge) {
    uint32_t *head = layout->stamps + layout->heads[edge];
    // Tails that stay in place may be shared.
    uint32_t *tail = layout->moves_tails ? layout->stamps + layout->tails[edge] : head;
    if ((*head == g->number) | (*tail == g->number)) return 0;
    *head = g->number;
    *tail = g->number;
    g->edges[g->live++] = edge;
    return 1;
}

// Begins the next group with those that waited.
TESSERA_PART void begin(const tessera_layout *layout, gathering *g) {
    int32_t still = 0;
    g->live = 0;
    g->number++;
    for (int32_t w = 0; w < g->waits; w++)
        if (g->live == lanes || !join(layout, g, g->waiting[w])) g->waiting[still++] = g->waiting[w];
    g->waits = still;
}

TESSERA_PART void run_edges(task *t, int64_t from, int64_t to, int32_t epoch, int32_t dimensions, int32_t room) {
    const tessera_layout *layout = t->layout;
    int32_t list[chunk + 1];
    floats before[room][halves], x[room][halves], y[room][halves], pulled[room][halves];
    gathering g = {.number = 1};
    for (int64_t first = from; first < to; first += chunk) {
        int64_t last = first + chunk < to ? first + chunk : to;
        int32_t size = list_drawn(layout, first, last, epoch, list);
        for (int32_t i = 0; i < size; i++) {
            if (!join(layout, &g, first + list[i])) g.waiting[g.waits++] = first + list[i];
            while (g.live == lanes || g.waits == most_waiting) {
                run_group(t, g.edges, g.live, dimensions, before, x, y, pulled);
                begin(layout, &g);
            }
        }
    }
    while (g.live > 0) {
        run_group(t, g.edges, g.live, dimensions, before, x, y, pulled);
        begin(layout, &g);
    }
}

TESSERA_CLONES
void tessera_layout_run(const tessera_layout *layout, int64_t from, int64_t to, int32_t epoch, uint64_t key) {
    if (layout->dimensions < 1 || layout->dimensions > most_dimensions || layout->count < 1) return;
    // As in the reference: the rate of an epoch is set at the end of the one before it.
    int32_t done = epoch > 0 ? epoch - 1 : 0;
    task t = {.layout = layout,
              .rate = layout->learning_rate * (1.0f - (float)done / (float)layout->epochs),
              .random_count = (int32_t)layout->seen_count};
    float octaves = layout->b > 1.2f ? 120.0f / layout->b : 99.0f;
    t.farthest = exp2f(octaves);
    t.nearest = 1.0f / t.farthest;
    for (int l = 0; l < lanes; l++)
        t.random[l / wide][l % wide] = (uint32_t)mix(key + (uint64_t)l * 0x9e3779b97f4a7c15u) | 1;
    switch (layout->dimensions) {
    case 2: run_edges(&t, from, to, epoch, 2, 2); break;
    case 3: run_edges(&t, from, to, epoch, 3, 3); break;
    default: run_edges(&t, from, to, epoch, layout->dimensions, most_dimensions);
    }
}
