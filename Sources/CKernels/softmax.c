#include "CKernels.h"
#include "clones.h"
#include <math.h>
#include <string.h>

// e to the x for x <= 0, within 2e-7 of it; a plain loop over it is vectors.
TESSERA_PART float exp_below_zero(float x) {
    float scaled = x * 1.44269504088896341f;
    scaled = scaled < -126.0f ? -126.0f : scaled;
    float shifted = scaled + 12582912.0f;  // 1.5 * 2^23: the fraction is rounded away
    int32_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    float rest = scaled - (shifted - 12582912.0f);
    float power = 1.535336188319500e-4f;
    power = power * rest + 1.339887440266574e-3f;
    power = power * rest + 9.618437357674640e-3f;
    power = power * rest + 5.550332471162809e-2f;
    power = power * rest + 2.402264791363012e-1f;
    power = power * rest + 6.931472028550421e-1f;
    power = power * rest + 1.0f;
    int32_t whole = (bits - 0x4B400000 + 127) << 23;
    float scale;
    memcpy(&scale, &whole, sizeof scale);
    return power * scale;
}

TESSERA_CLONES
void tessera_softmax_rows(float *logits, int64_t rows, int64_t classes) {
    for (int64_t row = 0; row < rows; row++) {
        float *own = logits + row * classes;
        float largest = own[0];
        for (int64_t k = 1; k < classes; k++) largest = own[k] > largest ? own[k] : largest;
        for (int64_t k = 0; k < classes; k++) own[k] = exp_below_zero(own[k] - largest);
        float sum = 0;
        for (int64_t k = 0; k < classes; k++) sum += own[k];
        for (int64_t k = 0; k < classes; k++) own[k] /= sum;
    }
}

TESSERA_CLONES
void tessera_softmax_residuals(const tessera_softmax_block *block, float *logits, double *losses, double *sums) {
    int64_t classes = block->classes, width = block->fits * classes;
    for (int64_t row = 0; row < block->rows; row++) {
        float *all = logits + row * width;
        int32_t label = block->labels[row];
        float weight = label < 0 ? 0 : block->weights[row];
        for (int64_t fit = 0; fit < block->fits; fit++) {
            float *own = all + fit * classes;
            const float *bias = block->biases + fit * classes;
            for (int64_t k = 0; k < classes; k++) own[k] += bias[k];
            float largest = own[0];
            for (int64_t k = 1; k < classes; k++) largest = own[k] > largest ? own[k] : largest;
            for (int64_t k = 0; k < classes; k++) own[k] -= largest;
        }
        float right[256];
        for (int64_t fit = 0; fit < block->fits && fit < 256; fit++)
            right[fit] = label < 0 ? 0 : all[fit * classes + label];
        for (int64_t k = 0; k < width; k++) all[k] = exp_below_zero(all[k]);
        for (int64_t fit = 0; fit < block->fits; fit++) {
            float *own = all + fit * classes;
            float taken = block->folds[row] == block->fit_folds[fit] ? 0 : weight;
            float sum = 0;
            for (int64_t k = 0; k < classes; k++) sum += own[k];
            float factor = taken / sum;
            for (int64_t k = 0; k < classes; k++) own[k] *= factor;
            if (taken == 0) continue;
            losses[fit] += (double)taken * (double)(logf(sum) - right[fit]);
            own[label] -= taken;
            double *total = sums + fit * classes;
            for (int64_t k = 0; k < classes; k++) total[k] += own[k];
        }
    }
}
