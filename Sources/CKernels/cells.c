#include "CKernels.h"
#include "clones.h"

#pragma clang fp reassociate(on) contract(fast)

// One axis along which rows are split in two: from one of two means to the other, as found by a few rounds of k-means
// with k = 2 on some of the rows.

enum { rounds = 3, tries = 16 };

TESSERA_PART float squared_distance(const float *x, const float *y, int64_t count) {
    float sum = 0;
    for (int64_t i = 0; i < count; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
    return sum;
}

TESSERA_PART float along(const float *row, const float *centre, const float *axis, int64_t columns) {
    float sum = 0;
    for (int64_t c = 0; c < columns; c++) sum += (row[c] - centre[c]) * axis[c];
    return sum;
}

TESSERA_PART uint64_t draw(uint64_t key, uint64_t position) {
    uint64_t z = key + (position + 1) * 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

TESSERA_CLONES
void tessera_split_axis(const float *values, int64_t columns, const int32_t *rows, int64_t count, int64_t sample,
                        uint64_t key, float *scratch, float *axis) {
    float *means[2] = {scratch, scratch + columns};
    float *sums[2] = {scratch + 2 * columns, scratch + 3 * columns};
    float *middle = scratch + 4 * columns;
    if (sample > count) sample = count;
    // Begin with a row and one that is far from it.
    const float *one = values + (int64_t)rows[draw(key, 0) % (uint64_t)count] * columns;
    const float *other = one;
    float farthest = -1;
    for (int t = 1; t <= tries; t++) {
        const float *row = values + (int64_t)rows[draw(key, (uint64_t)t) % (uint64_t)count] * columns;
        float distance = squared_distance(row, one, columns);
        if (distance > farthest) {
            farthest = distance;
            other = row;
        }
    }
    for (int64_t c = 0; c < columns; c++) means[0][c] = one[c], means[1][c] = other[c];
    for (int round = 0; round < rounds; round++) {
        for (int64_t c = 0; c < columns; c++) {
            axis[c] = means[0][c] - means[1][c];
            middle[c] = means[1][c] + axis[c] / 2;
            sums[0][c] = sums[1][c] = 0;
        }
        int64_t sizes[2] = {0, 0};
        for (int64_t i = 0; i < sample; i++) {
            const float *row = values + (int64_t)rows[i * count / sample] * columns;
            int side = along(row, middle, axis, columns) > 0 ? 0 : 1;
            sizes[side]++;
            float *sum = sums[side];
            for (int64_t c = 0; c < columns; c++) sum[c] += row[c] - middle[c];
        }
        for (int side = 0; side < 2; side++) {
            if (!sizes[side]) continue;
            for (int64_t c = 0; c < columns; c++) means[side][c] = middle[c] + sums[side][c] / (float)sizes[side];
        }
    }
    for (int64_t c = 0; c < columns; c++) axis[c] = means[0][c] - means[1][c];
}

TESSERA_CLONES
void tessera_places_along(const float *values, int64_t columns, const float *centre, const float *axis,
                          const int32_t *rows, int64_t count, tessera_place *places) {
    for (int64_t i = 0; i < count; i++) {
        places[i].place = along(values + (int64_t)rows[i] * columns, centre, axis, columns);
        places[i].row = rows[i];
    }
}

TESSERA_PART int precedes(tessera_place a, tessera_place b) {
    return a.place < b.place || (a.place == b.place && a.row < b.row);
}

// Quickselect with the median of three; the order by (place, row) is total, so the halves are always the same.
void tessera_halve(tessera_place *places, int64_t count, int64_t middle) {
    int64_t low = 0, high = count - 1;
    while (low < high) {
        tessera_place a = places[low], b = places[low + (high - low) / 2], c = places[high];
        tessera_place pivot = precedes(a, b) ? (precedes(b, c) ? b : precedes(a, c) ? c : a)
                                             : (precedes(a, c) ? a : precedes(b, c) ? c : b);
        int64_t i = low, j = high;
        while (i <= j) {
            while (precedes(places[i], pivot)) i++;
            while (precedes(pivot, places[j])) j--;
            if (i <= j) {
                tessera_place moved = places[i];
                places[i++] = places[j];
                places[j--] = moved;
            }
        }
        if (middle <= j) high = j;
        else if (middle >= i) low = i;
        else return;
    }
}
