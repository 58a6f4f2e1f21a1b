#include "CKernels.h"
#include "clones.h"
#include <string.h>

// No contraction: the same numbers on a processor with fused multiplication and on one without.
#pragma clang fp contract(off)

#define NUMBER float
#define BITS int32_t
#define LANES 16
#define NAME(x) x##_float
#define FRACTION_BITS 23
#define BIAS 127
#define TO_NUMBER(exponent) ((float)((exponent) - BIAS))
#include "label_rows.h"

// Adding 2^52 to a small integer's bits is a conversion that every vector unit has.
TESSERA_PART double exponent_as_double(int64_t exponent) {
    int64_t bits = exponent | 0x4330000000000000;
    double number;
    memcpy(&number, &bits, sizeof number);
    return number - 4503599627370496.0 - 1023;
}

#define NUMBER double
#define BITS int64_t
#define LANES 8
#define NAME(x) x##_double
#define FRACTION_BITS 52
#define BIAS 1023
#define TO_NUMBER(exponent) exponent_as_double(exponent)
#include "label_rows.h"
