// The inner loops of the sciences, in C because a plain loop with target_clones is the fastest that is also
// portable: the loader picks the variant for the processor it runs on (see clones.h).
#ifndef TESSERA_CKERNELS_H
#define TESSERA_CKERNELS_H

#include <stdint.h>

// The squared euclidean distance of two vectors of `count` floats.
float tessera_squared_distance(const float *x, const float *y, int64_t count);

// The squared length of a vector of `count` floats.
float tessera_squared_length(const float *x, int64_t count);

// The best candidates of one row, ascending by (key, index), kept while blocks of keys pass by.
typedef struct {
    float *keys;
    int32_t *indices;
    int32_t size;
    int32_t capacity;
} tessera_candidates;

// Offers a block of `count` columns, beginning with column `first`, to the candidates of row `own`.
// The key of a column is norms[column] - 2 * dots[column]: the squared distance without the row's own norm.
void tessera_offer(const float *dots, const float *norms, int64_t count, int32_t first, int32_t own,
                   tessera_candidates *best);

// How many of `count` keys come before (key, index) in the order by (key, position).
int64_t tessera_count_before(const float *keys, int64_t count, float key, int64_t index);

// keys[i] = norms[i] - 2 * dots[i]
void tessera_keys(const float *dots, const float *norms, int64_t count, float *keys);

// The layout of a fuzzy graph in a few dimensions, as it is optimised.
typedef struct {
    float *positions;        // count * dimensions, point after point
    int64_t count;
    int32_t dimensions;
    const int32_t *heads;    // an edge pulls heads[e] and tails[e] together
    const int32_t *tails;
    const float *rates;      // how often an edge is drawn: its weight over the largest weight, in (0, 1]
    uint32_t *pushes;        // how many negative samples an edge has drawn so far; begins with zeros
    int64_t edges;
    float a, b;              // the membership of two points d apart is 1 / (1 + a d^2b)
    float repulsion;         // the weight of negative samples
    float learning_rate;     // at the beginning; falls linearly to 0
    float negative_samples;  // per drawn edge
    int32_t epochs;          // in all
    uint64_t seed;
} tessera_layout;

// Runs the epochs from ..< to of the stochastic gradient descent in the calling thread. The edges should come in
// random order. At most 16 dimensions.
void tessera_layout_run(const tessera_layout *layout, int32_t from, int32_t to);

#endif
