// The inner loops of the sciences, in C because a plain loop with target_clones is the fastest that is also
// portable: the loader picks the variant for the processor it runs on (see clones.h).
#ifndef TESSERA_CKERNELS_H
#define TESSERA_CKERNELS_H

#include <stdint.h>

// The squared euclidean distance of two vectors of `count` floats.
float tessera_squared_distance(const float *x, const float *y, int64_t count);

// The squared length of a vector of `count` floats.
float tessera_squared_length(const float *x, int64_t count);

// The length of a vector of `count` floats, whatever their size: squares neither overflow nor vanish.
float tessera_length(const float *x, int64_t count);

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

// One side of a tile of products: rows `first ..< first + count` of the matrix, their norms and candidates.
typedef struct {
    const float *norms;
    tessera_candidates *best;
    int64_t count;
    int32_t first;
} tessera_side;

// Offers a tile of products to both sides at once: its columns to the rows, and its rows to the columns. The sides have
// no row in common. `limits` is room for a float a column.
void tessera_offer_both(const float *dots, int64_t stride, const tessera_side *rows, const tessera_side *columns,
                        float *limits);

// How many of `count` keys come before (key, index) in the order by (key, position).
int64_t tessera_count_before(const float *keys, int64_t count, float key, int64_t index);

// keys[i] = norms[i] - 2 * dots[i]
void tessera_keys(const float *dots, const float *norms, int64_t count, float *keys);

// Rows of a matrix moved by -centre: gathered[r] = values[rows[r]] - centre.
void tessera_gather_rows(const float *values, int64_t columns, const int32_t *rows, int64_t count, const float *centre,
                         float *gathered);

// `count` rows in panels of 16, column after column, the last panel filled with zeros; and their squared lengths,
// infinite where there is no row. Room for count rounded up to 16.
void tessera_pack_panels(const float *rows, int64_t columns, int64_t count, float *panels, float *norms);

// Rows that are compared with packed others, and their lists of the nearest.
// The key of another row is its squared length minus twice the product: the squared distance without the own length.
typedef struct {
    const float *rows;    // row after row
    int64_t columns;
    float *keys;          // the list of a row: `width` keys, ascending, infinite where nothing is kept yet
    int32_t *ids;
    int32_t width;
    int32_t first_own;    // row r is itself the other row first_own + r, and skips it
    const float *panels;
    const float *norms;
    int64_t others;
    int32_t first_other;  // the number of the first packed row
} tessera_scan;

// Offers all packed rows to the lists of the chosen rows.
void tessera_scan_panels(const tessera_scan *scan, const int32_t *chosen, int64_t count);

// An axis that splits rows[0 ..< count] well: between the means of two groups among `sample` of them.
// `scratch` has room for 5 * columns.
void tessera_split_axis(const float *values, int64_t columns, const int32_t *rows, int64_t count, int64_t sample,
                        uint64_t key, float *scratch, float *axis);

// Where a row lies along an axis.
typedef struct {
    float place;
    int32_t row;
} tessera_place;

void tessera_places_along(const float *values, int64_t columns, const float *centre, const float *axis,
                          const int32_t *rows, int64_t count, tessera_place *places);

// Moves the `middle` first by (place, row) to the front.
void tessera_halve(tessera_place *places, int64_t count, int64_t middle);

// The squared distances of `own` to the rows of a list, by differences, and the list sorted by (distance, row).
void tessera_rank(const float *values, int64_t columns, int32_t own, tessera_place *list, int32_t count);

// Rows that are linked to near ones; a search walks from one to the next.
typedef struct {
    const float *values;
    int64_t columns;
    int32_t room;          // links a row
    const int32_t *links;  // `room` a row, -1 after the last
} tessera_links;

// Offers rows[0 ..< count] (or 0 ..< count, where there are none) but `own` to a list that is sorted by (distance,
// row) and holds a row once; returns how many the list holds. Distances are squared.
int32_t tessera_keep_nearest(const float *values, int64_t columns, const float *query, const int32_t *rows,
                             int64_t count, int32_t own, tessera_place *list, int32_t size, int32_t capacity);

// Follows the links of what a list holds, nearest first, until all that it holds was followed. `seen` has a number a
// row, none of them `stamp`; `open` has room for `capacity`.
int32_t tessera_walk_links(const tessera_links *links, const float *query, int32_t stamp, int32_t *seen,
                           tessera_place *list, uint8_t *open, int32_t size, int32_t capacity);

// Two rows that may be within a distance: the number of one among the rows, of the other among the packed others.
typedef struct {
    int32_t row;
    int32_t other;
} tessera_near;

// Lists the pairs with a key (as in tessera_scan) below the limit of the row. Goes on from row *next and stops, with
// *next moved, where there might not be room for more.
int64_t tessera_scan_near(const float *rows, const float *limits, int64_t columns, int64_t count,
                          const float *panels, const float *norms, int64_t others, int64_t *next, tessera_near *found,
                          int64_t capacity);

// Rows as 16-bit numbers with a scale each, `stride` (a multiple of 16) apart, and their squared lengths.
void tessera_quantize_rows(const float *rows, int64_t columns, int64_t count, int64_t stride, int16_t *quantized,
                           float *scales, float *norms);

// Lists of the nearest as they get better.
typedef struct {
    int64_t count;
    int32_t stride;
    const int16_t *rows;    // quantized
    const float *scales;
    const float *norms;
    int32_t width;          // of a list
    int32_t used;           // how many of a list are followed
    int32_t room;           // for links: those followed, and some that lead back
    float *keys;            // as in tessera_scan
    int32_t *ids;           // -1 where nothing is kept yet
    uint8_t *fresh;         // 1 where an entry is new since the last round
    int32_t *links;         // `room` a row: fresh ones first
    uint16_t *fresh_links;  // how many
    uint16_t *all_links;
} tessera_descent;

// Writes the links of the rows from ..< to, from the lists of all.
void tessera_link_rows(const tessera_descent *descent, int64_t from, int64_t to);

// Improves the lists of the rows from ..< to by their links and the links of those; returns how many entries are new.
// `seen` has room for `count` numbers, zeros at first (it may be used for other rows of the same round), `candidates`
// for `room` times one more.
int64_t tessera_descend(const tessera_descent *descent, int64_t from, int64_t to, int32_t *seen, int32_t *candidates);

// The layout of a fuzzy graph in a few dimensions, as it is optimised.
typedef struct {
    float *positions;        // count * dimensions, point after point
    int64_t count;
    int32_t dimensions;
    uint32_t *stamps;        // one a point, for keeping edges apart that share a point
    const float *seen;       // where negative samples are looked up; nobody writes it while a task runs
    int64_t seen_count;
    int32_t moves_tails;     // 0: tails are points of `seen`, which stay where they are
    const int32_t *heads;    // an edge pulls heads[e] and tails[e] together
    const int32_t *tails;
    const float *rates;      // how often an edge is drawn: its weight over the largest weight, in (0, 1]
    float a, b;              // the membership of two points d apart is 1 / (1 + a d^2b)
    float repulsion;         // the weight of negative samples
    float learning_rate;     // at the beginning; falls linearly to 0
    int32_t negative_samples;  // per drawn edge
    int32_t epochs;          // in all
} tessera_layout;

// Runs one epoch of the stochastic gradient descent over the edges from ..< to, in the calling thread. Several threads
// may do so at once where their edges have no moving point in common. The edges should come in random order.
// - key: of the random numbers; another one for every task and epoch.
// The stamps of the points of these edges must be 0. At most 16 dimensions.
void tessera_layout_run(const tessera_layout *layout, int64_t from, int64_t to, int32_t epoch, uint64_t key);

// Tells the processor that the thread looks at memory again and again.
static inline void tessera_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

// Activations of a network: images x (channels / block) x positions x block floats; block 0 stands for all channels.
// Channels are a multiple of block, or of 16 where block is 0.
typedef struct {
    int64_t images;
    int64_t channels;
    int64_t positions;
    int64_t block;
} tessera_activations;

// Of each channel: the mean, and the sum of squared deviations from it.
void tessera_moments(const tessera_activations *shape, const float *x, float *means, float *deviations);

// y = max(0, x * scale + shift + other), by channel; other is absent (null), taken as it is (other_scale null), or
// scaled and shifted too.
void tessera_normalize(const tessera_activations *shape, const float *x, const float *scale, const float *shift,
                       const float *other, const float *other_scale, const float *other_shift, float *y);

// masked = one + two where y > 0 and else 0 (two may be null; masked may be one or two). Without y nothing is masked
// or written. Of each channel: the sum of masked, and of masked * (x - mean).
void tessera_gradient_sums(const tessera_activations *shape, const float *one, const float *two, const float *y,
                           const float *x, const float *mean, float *masked, float *sums, float *products);

// out = by_gradient * g + by_input * (x - mean) + constant, by channel, and the sum of each channel.
void tessera_normalize_backward(const tessera_activations *shape, const float *g, const float *x, const float *mean,
                                const float *by_gradient, const float *by_input, const float *constant, float *out,
                                float *sums);

// The greatest of 3 x 3 at every second row and column, zeros around; winners: which of the nine it was. x >= 0.
void tessera_max_pool(const tessera_activations *shape, int64_t side, int64_t out_side, const float *x, float *y,
                      uint8_t *winners);

// Hands the gradient one + two of the pooled image to the winners; out is like the image before pooling.
void tessera_max_pool_backward(const tessera_activations *shape, int64_t side, int64_t out_side, const float *one,
                               const float *two, const uint8_t *winners, float *out);

// images x channels: the mean over positions, and its gradient given back to every position.
void tessera_mean_positions(const tessera_activations *shape, const float *x, float *means);
void tessera_spread_positions(const tessera_activations *shape, const float *values, float *out);

// y = x * kernel + bias, with x rows x inputs, kernel inputs x outputs; and the gradients.
void tessera_dense(const float *x, int64_t rows, int64_t inputs, const float *kernel, const float *bias,
                   int64_t outputs, float *y);
void tessera_dense_backward(const float *x, int64_t rows, int64_t inputs, const float *kernel, int64_t outputs,
                            const float *dy, float *dx, float *kernel_gradient, float *bias_gradient);

// One step of Adam with beta 0.9 and 0.999 and epsilon 1e-7 for the gradient one + two. `rate` is the learning rate
// with both bias corrections in it, as Keras has it.
void tessera_adam(float *values, float *momentum, float *velocity, const float *one, const float *two, int64_t count,
                  float rate);

// Keras' 'caffe' preprocessing: pixels of red, green, blue to planes of blue, green, red with ImageNet's means taken off.
void tessera_caffe_planes(const float *rgb, int64_t pixels, float *planes);

// What confident learning takes from one row of probabilities, for the label that was given.
typedef struct {
    int32_t predicted;  // the largest; the given label where it is among the largest, else the first of them
    int32_t confident;  // the class that the row is confidently of, or -1
    int32_t agrees;     // whether the largest is the given label, once that one is raised by `slack`
    float sum;          // of the row
} tessera_label_facts;

// Looks at `count` rows of `columns` probabilities once. A class is confident where its probability is at least its
// cutoff; of several the largest of all is taken. Fills `facts`, and where they are not NULL the largest probability of
// a class that was not given, and the row's entropy in nats. Returns the first row with a number that is not finite or
// not within -slack ... 1 + slack (0 ... 1 for the entropy), or -1. Nothing is filled from such a row on.
int64_t tessera_label_rows_float(const float *rows, const int32_t *given, int64_t count, int64_t columns,
                                 const float *cutoffs, float slack, tessera_label_facts *facts, float *others,
                                 float *entropies);
int64_t tessera_label_rows_double(const double *rows, const int32_t *given, int64_t count, int64_t columns,
                                  const double *cutoffs, double slack, tessera_label_facts *facts, double *others,
                                  double *entropies);

// The columns of a row where p[k] - own >= limits[k], ascending; returns how many. `reached` holds `columns`.
int64_t tessera_margins_reached_float(const float *p, float own, const float *limits, int64_t columns,
                                      int32_t *reached);
int64_t tessera_margins_reached_double(const double *p, double own, const double *limits, int64_t columns,
                                       int32_t *reached);

// Each row of `classes` logits becomes probabilities.
void tessera_softmax_rows(float *logits, int64_t rows, int64_t classes);

// Rows that several fits of a softmax regression look at at once; a fit does not learn from the rows of its own fold.
typedef struct {
    int64_t rows;
    int64_t classes;
    int64_t fits;              // at most 256
    const float *biases;       // fits x classes
    const int32_t *labels;     // of each row; below 0 where it has none: nobody learns from it
    const float *weights;      // of each row
    const int32_t *folds;      // of each row
    const int32_t *fit_folds;  // of each fit
} tessera_softmax_block;

// logits: rows x (fits * classes), without biases in; the gradients by the logits out. Adds each fit's weighted
// cross-entropy to losses, and the sums of the gradients over the rows to sums (fits x classes).
void tessera_softmax_residuals(const tessera_softmax_block *block, float *logits, double *losses, double *sums);

// Pictures: 8 bits, rows from the top.

// Grey of `count` RGB pixels, by the luma of ITU-R BT.601 with Pillow's rounding.
// Returns the sum of |red - green| + |green - blue|.
int64_t tessera_grey(const uint8_t *rgb, int64_t count, uint8_t *grey);

// Adds how often each level occurs.
void tessera_histogram(const uint8_t *grey, int64_t count, uint32_t *counts);

// out[i] = |grey[i] - level|
void tessera_shades(const uint8_t *grey, int64_t count, uint8_t level, uint8_t *out);

// How steep a picture is from pixel to pixel.
typedef struct {
    int64_t steps;    // the sum of the steps over `least`
    int64_t squares;  // and of their squares
} tessera_steps;

// Of the inner pixels of every second row the larger of the steps across it, sideways and upright, where over `least`; and
// how often each size (up to 2,047) of Immerkaer's mask occurs in every fourth row.
tessera_steps tessera_edges(const uint8_t *grey, int64_t width, int64_t height, int32_t least, uint32_t *grain);

// For each row, and each column, how many of its pixels differ from `level` by at least `least`, or one of the two before
// them (above, to the left) does.
void tessera_covered(const uint8_t *grey, int64_t width, int64_t height, uint8_t level, uint8_t least, int32_t *rows,
                     int32_t *columns);

#endif
