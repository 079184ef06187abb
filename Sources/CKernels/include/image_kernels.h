#pragma once

#include <stddef.h>
#include <stdint.h>

// The two passes of the fixed-point resize in LesionImage. Integers only: every platform computes
// the same bytes.
//
// Weights have 22 fractional bits and come in pairs of neighbouring taps, an odd tap paired with
// weight 0. A pair is four values: the low 15 bits of both weights, then their high bits; products
// with 8-bit pixels then fit the 16-bit multiply-and-add that every SIMD instruction set has.

// Mixes each output pixel from 2 * pairCounts[i] neighbouring pixels of a row, from pixel starts[i]
// on; pairCapacity pairs of weights lie at every output. Rows are interleaved RGB, `rows` of them
// `sourceStride` bytes apart, written `targetStride` bytes apart. Up to 4 bytes behind the last
// pixel that a pair names are read (never used), and one byte behind each written row is written.
void lentigo_resample_columns(
    const uint8_t *source, ptrdiff_t sourceStride, uint8_t *target, ptrdiff_t targetStride,
    ptrdiff_t rows, ptrdiff_t outputs, const int32_t *starts, const int32_t *pairCounts,
    const int16_t *weights, ptrdiff_t pairCapacity);

// Mixes one row of `count` bytes from 2 * pairCount rows `stride` bytes apart. Rows are read in
// whole blocks of 16 bytes, so their stride must be a multiple of 16; exactly `count` bytes are
// written. Rows at `rowCount` and beyond carry weight 0 and are not read.
void lentigo_resample_rows(
    const uint8_t *rows, ptrdiff_t stride, ptrdiff_t rowCount, uint8_t *target, ptrdiff_t count,
    const int16_t *weights, ptrdiff_t pairCount);
