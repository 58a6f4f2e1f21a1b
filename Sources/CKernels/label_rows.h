// The loops of label_rows.c for one type of number. Before it is included, these are defined:
//   NUMBER, BITS           float and int32_t, or double and int64_t
//   LANES                  how many numbers are 64 bytes
//   NAME(x)                the names of the functions
//   FRACTION_BITS, BIAS    of NUMBER as IEEE 754 has it
//   TO_NUMBER(integer)     an exponent as a number, in a form that becomes vector instructions

// Sums and extremes are kept in LANES lanes whatever the processor's vectors are: the same numbers everywhere.
typedef struct {
    NUMBER high, low, sum;
    int64_t confident;
} NAME(Row);

TESSERA_PART NAME(Row) NAME(look)(const NUMBER *p, const NUMBER *cutoffs, int64_t columns) {
    NUMBER high[LANES], low[LANES], sum[LANES];
    BITS confident[LANES];
    for (int l = 0; l < LANES; l++) {
        high[l] = -1;
        low[l] = 1;
        sum[l] = 0;
        confident[l] = 0;
    }
    int64_t k = 0;
    for (; k + LANES <= columns; k += LANES) {
        for (int l = 0; l < LANES; l++) {
            NUMBER x = p[k + l];
            high[l] = x > high[l] ? x : high[l];
            low[l] = x < low[l] ? x : low[l];
            sum[l] += x;
            confident[l] += x >= cutoffs[k + l];
        }
    }
    NAME(Row) row = {-1, 1, 0, 0};
    for (; k < columns; k++) {
        NUMBER x = p[k];
        row.high = x > row.high ? x : row.high;
        row.low = x < row.low ? x : row.low;
        row.sum += x;
        row.confident += x >= cutoffs[k];
    }
    for (int l = 0; l < LANES; l++) {
        row.high = high[l] > row.high ? high[l] : row.high;
        row.low = low[l] < row.low ? low[l] : row.low;
        row.sum += sum[l];
        row.confident += confident[l];
    }
    return row;
}

TESSERA_PART NUMBER NAME(largest)(const NUMBER *p, int64_t count) {
    NUMBER high[LANES];
    for (int l = 0; l < LANES; l++) high[l] = -1;
    int64_t k = 0;
    for (; k + LANES <= count; k += LANES)
        for (int l = 0; l < LANES; l++) high[l] = p[k + l] > high[l] ? p[k + l] : high[l];
    NUMBER all = -1;
    for (; k < count; k++) all = p[k] > all ? p[k] : all;
    for (int l = 0; l < LANES; l++) all = high[l] > all ? high[l] : all;
    return all;
}

// The first column that holds `value`; `columns` where none does.
TESSERA_PART int64_t NAME(first)(const NUMBER *p, int64_t columns, NUMBER value) {
    int64_t k = 0;
    for (; k + LANES <= columns; k += LANES) {
        BITS found = 0;
        for (int l = 0; l < LANES; l++) found |= p[k + l] == value;
        if (found) break;
    }
    while (k < columns && p[k] != value) k++;
    return k;
}

// The natural logarithm of a positive normal number, to 1e-9 (or to the last digits of a float).
TESSERA_PART NUMBER NAME(logarithm)(NUMBER x) {
    BITS bits;
    memcpy(&bits, &x, sizeof bits);
    // The mantissa from sqrt(1/2) to sqrt(2): 0x3504F3 / 2^23 is sqrt(2) - 1.
    const BITS root = (BITS)0x3504F3 << (FRACTION_BITS - 23);
    BITS fraction = bits & (((BITS)1 << FRACTION_BITS) - 1);
    BITS above = fraction > root;
    BITS exponent = (bits >> FRACTION_BITS) + above;
    BITS scaled = fraction | ((BITS)(BIAS - above) << FRACTION_BITS);
    NUMBER m;
    memcpy(&m, &scaled, sizeof m);
    NUMBER f = (m - 1) / (m + 1), g = f * f;
    NUMBER series = 1 + g * ((NUMBER)1 / 3 + g * ((NUMBER)1 / 5 + g * ((NUMBER)1 / 7 + g * ((NUMBER)1 / 9
        + g * ((NUMBER)1 / 11 + g * ((NUMBER)1 / 13))))));
    return TO_NUMBER(exponent) * (NUMBER)0.693147180559945309 + 2 * f * series;
}

// The entropy of a row in nats; a zero adds nothing.
TESSERA_PART NUMBER NAME(entropy)(const NUMBER *p, int64_t columns) {
    NUMBER sum[LANES];
    for (int l = 0; l < LANES; l++) sum[l] = 0;
    int64_t k = 0;
    for (; k + LANES <= columns; k += LANES)
        for (int l = 0; l < LANES; l++) sum[l] += p[k + l] > 0 ? p[k + l] * NAME(logarithm)(p[k + l]) : 0;
    NUMBER all = 0;
    for (; k < columns; k++) all += p[k] > 0 ? p[k] * NAME(logarithm)(p[k]) : 0;
    for (int l = 0; l < LANES; l++) all += sum[l];
    return -all;
}

TESSERA_CLONES
int64_t NAME(tessera_label_rows)(const NUMBER *rows, const int32_t *given, int64_t count, int64_t columns,
                                 const NUMBER *cutoffs, NUMBER slack, tessera_label_facts *facts, NUMBER *others,
                                 NUMBER *entropies) {
    for (int64_t i = 0; i < count; i++) {
        const NUMBER *p = rows + i * columns;
        NAME(Row) row = NAME(look)(p, cutoffs, columns);
        // A NaN or an infinity anywhere makes the sum one; comparisons with it are false.
        if (!(row.high <= 1 + slack && row.low >= -slack && row.sum - row.sum == 0)) return i;
        if (entropies && !(row.high <= 1 && row.low >= 0)) return i;
        int64_t y = given[i];
        NUMBER own = p[y], raised = own + slack;
        int64_t predicted = own < row.high ? NAME(first)(p, columns, row.high) : y;
        // The first of the largest once the given label's probability is raised a little.
        int agrees = raised > row.high || (raised == row.high && NAME(first)(p, y, row.high) == y);
        int64_t guess = -1;
        if (row.confident > 1) {
            // The largest of all, even where it is not one of the confident; of equals the first.
            guess = own < row.high ? predicted : NAME(first)(p, columns, row.high);
        } else if (row.confident == 1) {
            guess = y;
            if (own < cutoffs[y]) {
                guess = 0;
                while (p[guess] < cutoffs[guess]) guess++;
            }
        }
        facts[i] = (tessera_label_facts){(int32_t)predicted, (int32_t)guess, agrees, (float)row.sum};
        if (others) {
            NUMBER left = NAME(largest)(p, y), right = NAME(largest)(p + y + 1, columns - y - 1);
            others[i] = left > right ? left : right;
        }
        if (entropies) entropies[i] = NAME(entropy)(p, columns);
    }
    return -1;
}

TESSERA_CLONES
int64_t NAME(tessera_margins_reached)(const NUMBER *p, NUMBER own, const NUMBER *limits, int64_t columns,
                                      int32_t *reached) {
    int64_t hits = 0;
    for (int64_t k = 0; k < columns; k += LANES) {
        int64_t end = k + LANES < columns ? k + LANES : columns;
        if (end - k == LANES) {
            BITS any = 0;
            for (int l = 0; l < LANES; l++) any |= p[k + l] - own >= limits[k + l];
            if (!any) continue;
        }
        for (int64_t j = k; j < end; j++)
            if (p[j] - own >= limits[j]) reached[hits++] = (int32_t)j;
    }
    return hits;
}

#undef NUMBER
#undef BITS
#undef LANES
#undef NAME
#undef FRACTION_BITS
#undef BIAS
#undef TO_NUMBER
