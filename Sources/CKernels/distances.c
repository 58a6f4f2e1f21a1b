#include "CKernels.h"
#include "clones.h"
#include <math.h>

#pragma clang fp reassociate(on) contract(fast)

TESSERA_CLONES
float tessera_squared_distance(const float *x, const float *y, int64_t count) {
    float sum = 0;
    for (int64_t i = 0; i < count; i++) {
        float difference = x[i] - y[i];
        sum += difference * difference;
    }
    return sum;
}

TESSERA_CLONES
float tessera_squared_length(const float *x, int64_t count) {
    float sum = 0;
    for (int64_t i = 0; i < count; i++) sum += x[i] * x[i];
    return sum;
}

TESSERA_CLONES
void tessera_keys(const float *dots, const float *norms, int64_t count, float *keys) {
    for (int64_t i = 0; i < count; i++) keys[i] = norms[i] - 2 * dots[i];
}

TESSERA_CLONES
float tessera_length(const float *x, int64_t count) {
    float largest = 0;
    for (int64_t i = 0; i < count; i++) largest = fabsf(x[i]) > largest ? fabsf(x[i]) : largest;
    if (!(largest > 0)) return 0;
    float sum = 0;
    for (int64_t i = 0; i < count; i++) sum += (x[i] / largest) * (x[i] / largest);
    return largest * sqrtf(sum);
}
