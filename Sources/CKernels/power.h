// x^b by log2 and exp2 as polynomials: relative error below 3e-7 for the exponents and distances of a layout.
// The coefficients are minimax fits of log2(1 + t) / t on [1/sqrt 2 - 1, sqrt 2 - 1] and of 2^f on [-1/2, 1/2].
#ifndef TESSERA_POWER_H
#define TESSERA_POWER_H

#include "clones.h"
#include <math.h>
#include <stdint.h>

typedef union {
    float number;
    int32_t bits;
} tessera_float_bits;

TESSERA_PART float tessera_log2(float x) {
    tessera_float_bits whole = {.number = x};
    // The exponent of x / sqrt(1/2), so that the mantissa is in [sqrt 1/2, sqrt 2).
    int32_t exponent = (whole.bits - 0x3f3504f3) >> 23;
    tessera_float_bits mantissa = {.bits = whole.bits - (int32_t)((uint32_t)exponent << 23)};
    float t = mantissa.number - 1.0f;
    float p = -0.145809788f;
    p = p * t + 0.234041556f;
    p = p * t - 0.248877131f;
    p = p * t + 0.287098812f;
    p = p * t - 0.360239628f;
    p = p * t + 0.480923238f;
    p = p * t - 0.721352788f;
    p = p * t + 1.44269496f;
    return p * t + (float)exponent;
}

TESSERA_PART float tessera_exp2(float x) {
    x = x < -126.0f ? -126.0f : x;
    x = x > 126.0f ? 126.0f : x;
    // Adding 1.5 * 2^23 rounds to a whole number without a call.
    float shifted = x + 12582912.0f;
    float f = x - (shifted - 12582912.0f);
    tessera_float_bits whole = {.number = shifted};
    float p = 0.00132764668f;
    p = p * f + 0.00967554129f;
    p = p * f + 0.0555071329f;
    p = p * f + 0.240221197f;
    p = p * f + 0.693146967f;
    p = p * f + 1.00000007f;
    tessera_float_bits result = {.number = p};
    result.bits += (int32_t)((uint32_t)whole.bits << 23);
    return result.number;
}

// x^b for x > 0.
TESSERA_PART float tessera_power(float x, float b) {
    return tessera_exp2(b * tessera_log2(x));
}

#endif
