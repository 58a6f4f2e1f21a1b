// Products of a few rows with sixteen at once. The sixteen lie in a panel, column after column, so that a column is
// one load and nothing has to be summed over lanes. Twelve sums fill the registers of AVX2.
#ifndef TESSERA_PANELS_H
#define TESSERA_PANELS_H

#include <stdbool.h>
#include <stdint.h>

enum { panel = 16, together = 6 };

typedef float floats __attribute__((ext_vector_type(16), aligned(4)));
typedef bool lanes_below __attribute__((ext_vector_type(16)));

// products[r] = the products of queries[r] with the panel's rows.
// Macros, because vectors can't be handed to functions where the processor of the "default" clone lacks them.
#define MULTIPLY_PANEL(products, queries, panel_values, columns)                                                   \
    do {                                                                                                           \
        const float *values_ = (panel_values);                                                                     \
        const float *q0_ = queries[0], *q1_ = queries[1], *q2_ = queries[2];                                       \
        const float *q3_ = queries[3], *q4_ = queries[4], *q5_ = queries[5];                                       \
        floats s0_ = 0, s1_ = 0, s2_ = 0, s3_ = 0, s4_ = 0, s5_ = 0;                                               \
        for (int64_t c_ = 0; c_ < (columns); c_++) {                                                               \
            floats x_ = *(const floats *)(values_ + c_ * panel);                                                   \
            s0_ += q0_[c_] * x_;                                                                                   \
            s1_ += q1_[c_] * x_;                                                                                   \
            s2_ += q2_[c_] * x_;                                                                                   \
            s3_ += q3_[c_] * x_;                                                                                   \
            s4_ += q4_[c_] * x_;                                                                                   \
            s5_ += q5_[c_] * x_;                                                                                   \
        }                                                                                                          \
        products[0] = s0_, products[1] = s1_, products[2] = s2_;                                                   \
        products[3] = s3_, products[4] = s4_, products[5] = s5_;                                                   \
    } while (0)

// One bit a lane: whether it is below the limit.
#define BELOW(keys, limit) __builtin_bit_cast(uint16_t, __builtin_convertvector((keys) < (limit), lanes_below))

#endif
