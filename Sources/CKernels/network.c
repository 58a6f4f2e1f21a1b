// What lies between the convolutions of the fixed model: batch normalisation, pooling, Adam. Activations lie as oneDNN
// wants them, see tessera_activations.
#include "CKernels.h"
#include "clones.h"

#include <math.h>
#include <string.h>

#pragma clang fp contract(fast)

enum { MOST_LANES = 16 };

// Channels side by side that a loop takes at once, and how far it is from one position to the next.
TESSERA_PART int64_t lanes_of(const tessera_activations *a) { return a->block == 0 ? MOST_LANES : a->block; }
TESSERA_PART int64_t stride_of(const tessera_activations *a) { return a->block == 0 ? a->channels : a->block; }
TESSERA_PART int64_t image_stride(const tessera_activations *a) { return a->channels * a->positions; }
TESSERA_PART int64_t start_of(const tessera_activations *a, int64_t channel) {
    return a->block == 0 ? channel : channel * a->positions;
}

// Calls `body` for each group of channels with the number of lanes as a constant, so that the inner loops are vectors.
#define EVERY_GROUP(shape, body)                                                  \
    do {                                                                          \
        const int64_t lanes_ = lanes_of(shape);                                   \
        for (int64_t channel = 0; channel < (shape)->channels; channel += lanes_) \
            switch (lanes_) {                                                     \
            case 8: body(8); break;                                               \
            case 16: body(16); break;                                             \
            default: body(lanes_);                                                \
            }                                                                     \
    } while (0)

// Runs `body` for every position p and lane l, four positions in a row with s from 0 to 3, so that there can be four
// sums side by side: one alone would wait for itself.
#define EVERY_POSITION(positions, body)                         \
    do {                                                        \
        int64_t first_ = 0;                                     \
        for (; first_ + 4 <= (positions); first_ += 4)          \
            _Pragma("clang loop unroll(full)")                  \
            for (int64_t s = 0; s < 4; s++)                     \
                for (int64_t l = 0; l < lanes; l++) {           \
                    const int64_t p = first_ + s;               \
                    body;                                       \
                }                                               \
        for (; first_ < (positions); first_++)                  \
            for (int64_t l = 0; l < lanes; l++) {               \
                const int64_t p = first_, s = 0;                \
                body;                                           \
            }                                                   \
    } while (0)

TESSERA_PART void fold(float (*sums)[MOST_LANES], int64_t lanes, float *out) {
    for (int64_t l = 0; l < lanes; l++) out[l] = (sums[0][l] + sums[1][l]) + (sums[2][l] + sums[3][l]);
}

TESSERA_PART void group_moments(const tessera_activations *a, const float *x, int64_t channel, int64_t lanes,
                                float *means, float *deviations) {
    const int64_t stride = stride_of(a), from = start_of(a, channel), positions = a->positions;
    float sums[4][MOST_LANES] = {{0}}, mean[MOST_LANES];
    for (int64_t n = 0; n < a->images; n++) {
        const float *here = x + n * image_stride(a) + from;
        EVERY_POSITION(positions, sums[s][l] += here[p * stride + l]);
    }
    fold(sums, lanes, mean);
    for (int64_t l = 0; l < lanes; l++) mean[l] /= (float)(a->images * positions);
    memset(sums, 0, sizeof sums);
    for (int64_t n = 0; n < a->images; n++) {
        const float *here = x + n * image_stride(a) + from;
        EVERY_POSITION(positions, {
            const float d = here[p * stride + l] - mean[l];
            sums[s][l] += d * d;
        });
    }
    memcpy(means + channel, mean, (size_t)lanes * sizeof(float));
    fold(sums, lanes, deviations + channel);
}

TESSERA_CLONES void tessera_moments(const tessera_activations *a, const float *x, float *means, float *deviations) {
#define MOMENTS(lanes) group_moments(a, x, channel, lanes, means, deviations)
    EVERY_GROUP(a, MOMENTS);
}

TESSERA_PART void group_normalize(const tessera_activations *a, const float *x, const float *scale, const float *shift,
                                  const float *other, const float *other_scale, const float *other_shift, float *y,
                                  int64_t channel, int64_t lanes) {
    const int64_t stride = stride_of(a), from = start_of(a, channel), positions = a->positions;
    float factor[MOST_LANES], rest[MOST_LANES], other_factor[MOST_LANES], other_rest[MOST_LANES];
    for (int64_t l = 0; l < lanes; l++) {
        factor[l] = scale[channel + l], rest[l] = shift[channel + l];
        if (other_scale) other_factor[l] = other_scale[channel + l], other_rest[l] = other_shift[channel + l];
    }
    for (int64_t n = 0; n < a->images; n++) {
        const int64_t at = n * image_stride(a) + from;
        for (int64_t p = 0; p < positions; p++)
            for (int64_t l = 0; l < lanes; l++) {
                const int64_t i = at + p * stride + l;
                float value = x[i] * factor[l] + rest[l];
                if (other_scale) value += other[i] * other_factor[l] + other_rest[l];
                else if (other) value += other[i];
                y[i] = value > 0 ? value : 0;
            }
    }
}

TESSERA_CLONES void tessera_normalize(const tessera_activations *a, const float *restrict x, const float *restrict scale,
                                      const float *restrict shift, const float *restrict other,
                                      const float *restrict other_scale, const float *restrict other_shift,
                                      float *restrict y) {
#define ALONE(lanes) group_normalize(a, x, scale, shift, 0, 0, 0, y, channel, lanes)
#define ADDED(lanes) group_normalize(a, x, scale, shift, other, 0, 0, y, channel, lanes)
#define BOTH(lanes) group_normalize(a, x, scale, shift, other, other_scale, other_shift, y, channel, lanes)
    if (other_scale) EVERY_GROUP(a, BOTH);
    else if (other) EVERY_GROUP(a, ADDED);
    else EVERY_GROUP(a, ALONE);
}

TESSERA_PART void group_gradient_sums(const tessera_activations *a, const float *one, const float *two, const float *y,
                                      const float *x, const float *mean, float *masked, int64_t channel, int64_t lanes,
                                      float *sums, float *products) {
    const int64_t stride = stride_of(a), from = start_of(a, channel), positions = a->positions;
    float sum[4][MOST_LANES] = {{0}}, product[4][MOST_LANES] = {{0}}, center[MOST_LANES];
    for (int64_t l = 0; l < lanes; l++) center[l] = mean[channel + l];
    for (int64_t n = 0; n < a->images; n++) {
        const int64_t at = n * image_stride(a) + from;
        EVERY_POSITION(positions, {
            const int64_t i = at + p * stride + l;
            float g = one[i];
            if (two) g += two[i];
            if (y) {
                g = y[i] > 0 ? g : 0;
                masked[i] = g;
            }
            sum[s][l] += g;
            product[s][l] += g * (x[i] - center[l]);
        });
    }
    fold(sum, lanes, sums + channel);
    fold(product, lanes, products + channel);
}

TESSERA_CLONES void tessera_gradient_sums(const tessera_activations *a, const float *one, const float *two,
                                          const float *y, const float *restrict x, const float *restrict mean,
                                          float *masked, float *restrict sums, float *restrict products) {
#define MASKED(lanes) group_gradient_sums(a, one, 0, y, x, mean, masked, channel, lanes, sums, products)
#define MASKED_SUM(lanes) group_gradient_sums(a, one, two, y, x, mean, masked, channel, lanes, sums, products)
#define PLAIN(lanes) group_gradient_sums(a, one, 0, 0, x, mean, 0, channel, lanes, sums, products)
    if (!y) EVERY_GROUP(a, PLAIN);
    else if (two) EVERY_GROUP(a, MASKED_SUM);
    else EVERY_GROUP(a, MASKED);
}

TESSERA_PART void group_normalize_backward(const tessera_activations *a, const float *g, const float *x,
                                           const float *mean, const float *by_gradient, const float *by_input,
                                           const float *constant, float *out, float *sums, int64_t channel,
                                           int64_t lanes) {
    const int64_t stride = stride_of(a), from = start_of(a, channel), positions = a->positions;
    float sum[4][MOST_LANES] = {{0}}, factor[MOST_LANES], slope[MOST_LANES], center[MOST_LANES], rest[MOST_LANES];
    for (int64_t l = 0; l < lanes; l++) {
        const int64_t c = channel + l;
        factor[l] = by_gradient[c], slope[l] = by_input[c], center[l] = mean[c], rest[l] = constant[c];
    }
    for (int64_t n = 0; n < a->images; n++) {
        const int64_t at = n * image_stride(a) + from;
        EVERY_POSITION(positions, {
            const int64_t i = at + p * stride + l;
            const float value = factor[l] * g[i] + (slope[l] * (x[i] - center[l]) + rest[l]);
            out[i] = value;
            sum[s][l] += value;
        });
    }
    fold(sum, lanes, sums + channel);
}

TESSERA_CLONES void tessera_normalize_backward(const tessera_activations *a, const float *restrict g,
                                               const float *restrict x, const float *restrict mean,
                                               const float *restrict by_gradient, const float *restrict by_input,
                                               const float *restrict constant, float *restrict out,
                                               float *restrict sums) {
#define BACKWARD(lanes) \
    group_normalize_backward(a, g, x, mean, by_gradient, by_input, constant, out, sums, channel, lanes)
    EVERY_GROUP(a, BACKWARD);
}

TESSERA_PART void group_pool(const tessera_activations *a, int64_t side, int64_t out_side, const float *x, float *y,
                             uint8_t *winners, int64_t channel, int64_t lanes) {
    const int64_t stride = stride_of(a), out_positions = out_side * out_side;
    tessera_activations out = *a;
    out.positions = out_positions;
    for (int64_t n = 0; n < a->images; n++) {
        const float *from = x + n * image_stride(a) + start_of(a, channel);
        const int64_t to = n * image_stride(&out) + start_of(&out, channel);
        for (int64_t row = 0; row < out_side; row++)
            for (int64_t column = 0; column < out_side; column++) {
                float best[MOST_LANES] = {0};
                int32_t winner[MOST_LANES];
                for (int64_t l = 0; l < lanes; l++) winner[l] = 4;
                for (int64_t k = 0; k < 9; k++) {
                    const int64_t r = 2 * row + k / 3 - 1, c = 2 * column + k % 3 - 1;
                    if (r < 0 || c < 0 || r >= side || c >= side) continue;
                    const float *here = from + (r * side + c) * stride;
                    for (int64_t l = 0; l < lanes; l++) {
                        winner[l] = here[l] > best[l] ? (int32_t)k : winner[l];
                        best[l] = here[l] > best[l] ? here[l] : best[l];
                    }
                }
                const int64_t at = to + (row * out_side + column) * stride;
                for (int64_t l = 0; l < lanes; l++) {
                    y[at + l] = best[l];
                    winners[at + l] = (uint8_t)winner[l];
                }
            }
    }
}

TESSERA_CLONES void tessera_max_pool(const tessera_activations *a, int64_t side, int64_t out_side,
                                     const float *restrict x, float *restrict y, uint8_t *restrict winners) {
#define POOL(lanes) group_pool(a, side, out_side, x, y, winners, channel, lanes)
    EVERY_GROUP(a, POOL);
}

TESSERA_PART void group_pool_backward(const tessera_activations *a, int64_t side, int64_t out_side, const float *one,
                                      const float *two, const uint8_t *winners, float *out, int64_t channel,
                                      int64_t lanes) {
    const int64_t stride = stride_of(a), out_positions = out_side * out_side;
    tessera_activations pooled = *a;
    pooled.positions = out_positions;
    for (int64_t n = 0; n < a->images; n++) {
        float *target = out + n * image_stride(a) + start_of(a, channel);
        const int64_t from = n * image_stride(&pooled) + start_of(&pooled, channel);
        for (int64_t p = 0; p < a->positions; p++)
            for (int64_t l = 0; l < lanes; l++) target[p * stride + l] = 0;
        for (int64_t row = 0; row < out_side; row++)
            for (int64_t column = 0; column < out_side; column++) {
                const int64_t at = from + (row * out_side + column) * stride;
                float g[MOST_LANES];
                int32_t winner[MOST_LANES];
                for (int64_t l = 0; l < lanes; l++) {
                    g[l] = one[at + l] + two[at + l];
                    winner[l] = winners[at + l];
                }
                for (int32_t k = 0; k < 9; k++) {
                    const int64_t r = 2 * row + k / 3 - 1, c = 2 * column + k % 3 - 1;
                    if (r < 0 || c < 0 || r >= side || c >= side) continue;
                    float *here = target + (r * side + c) * stride;
                    for (int64_t l = 0; l < lanes; l++) here[l] += winner[l] == k ? g[l] : 0;
                }
            }
    }
}

TESSERA_CLONES void tessera_max_pool_backward(const tessera_activations *a, int64_t side, int64_t out_side,
                                              const float *restrict one, const float *restrict two,
                                              const uint8_t *restrict winners, float *restrict out) {
#define POOL_BACKWARD(lanes) group_pool_backward(a, side, out_side, one, two, winners, out, channel, lanes)
    EVERY_GROUP(a, POOL_BACKWARD);
}

TESSERA_PART void group_mean(const tessera_activations *a, const float *x, float *means, int64_t channel,
                             int64_t lanes) {
    const int64_t stride = stride_of(a), from = start_of(a, channel);
    for (int64_t n = 0; n < a->images; n++) {
        const float *here = x + n * image_stride(a) + from;
        float sums[4][MOST_LANES] = {{0}};
        EVERY_POSITION(a->positions, sums[s][l] += here[p * stride + l]);
        float *out = means + n * a->channels + channel;
        fold(sums, lanes, out);
        for (int64_t l = 0; l < lanes; l++) out[l] /= (float)a->positions;
    }
}

TESSERA_CLONES void tessera_mean_positions(const tessera_activations *a, const float *restrict x,
                                           float *restrict means) {
#define MEAN(lanes) group_mean(a, x, means, channel, lanes)
    EVERY_GROUP(a, MEAN);
}

TESSERA_PART void group_spread(const tessera_activations *a, const float *values, float *out, int64_t channel,
                               int64_t lanes) {
    const int64_t stride = stride_of(a), from = start_of(a, channel);
    for (int64_t n = 0; n < a->images; n++) {
        float *here = out + n * image_stride(a) + from;
        const float *value = values + n * a->channels + channel;
        for (int64_t p = 0; p < a->positions; p++)
            for (int64_t l = 0; l < lanes; l++) here[p * stride + l] = value[l] / (float)a->positions;
    }
}

TESSERA_CLONES void tessera_spread_positions(const tessera_activations *a, const float *restrict values,
                                             float *restrict out) {
#define SPREAD(lanes) group_spread(a, values, out, channel, lanes)
    EVERY_GROUP(a, SPREAD);
}

TESSERA_CLONES void tessera_dense(const float *restrict x, int64_t rows, int64_t inputs, const float *restrict kernel,
                                  const float *restrict bias, int64_t outputs, float *restrict y) {
    for (int64_t row = 0; row < rows; row++) {
        float *out = y + row * outputs;
        for (int64_t o = 0; o < outputs; o++) out[o] = bias[o];
        for (int64_t i = 0; i < inputs; i++)
            for (int64_t o = 0; o < outputs; o++) out[o] += x[row * inputs + i] * kernel[i * outputs + o];
    }
}

TESSERA_CLONES void tessera_dense_backward(const float *restrict x, int64_t rows, int64_t inputs,
                                           const float *restrict kernel, int64_t outputs, const float *restrict dy,
                                           float *restrict dx, float *restrict kernel_gradient,
                                           float *restrict bias_gradient) {
    memset(kernel_gradient, 0, (size_t)(inputs * outputs) * sizeof(float));
    memset(bias_gradient, 0, (size_t)outputs * sizeof(float));
    for (int64_t row = 0; row < rows; row++) {
        const float *g = dy + row * outputs;
        for (int64_t o = 0; o < outputs; o++) bias_gradient[o] += g[o];
        for (int64_t i = 0; i < inputs; i++) {
            const float value = x[row * inputs + i];
            float sum = 0;
            for (int64_t o = 0; o < outputs; o++) {
                kernel_gradient[i * outputs + o] += value * g[o];
                sum += kernel[i * outputs + o] * g[o];
            }
            dx[row * inputs + i] = sum;
        }
    }
}

TESSERA_CLONES void tessera_adam(float *restrict values, float *restrict momentum, float *restrict velocity,
                                 const float *restrict one, const float *restrict two, int64_t count, float rate) {
    const float first = (float)(1 - 0.9), second = (float)(1 - 0.999), epsilon = 1e-7f;
    for (int64_t i = 0; i < count; i++) {
        const float g = one[i] + two[i];
        momentum[i] += (g - momentum[i]) * first;
        velocity[i] += (g * g - velocity[i]) * second;
        values[i] -= momentum[i] * rate / (sqrtf(velocity[i]) + epsilon);
    }
}

TESSERA_CLONES void tessera_caffe_planes(const float *restrict rgb, int64_t pixels, float *restrict planes) {
    static const float means[3] = {103.939f, 116.779f, 123.68f};
    for (int64_t c = 0; c < 3; c++)
        for (int64_t p = 0; p < pixels; p++) planes[c * pixels + p] = rgb[3 * p + 2 - c] - means[c];
}
