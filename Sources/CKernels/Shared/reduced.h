// What the kernels of reduced precision share: the layout of panels and scratch, and the range of
// quantised inputs.
#pragma once

#include "CKernels.h"

// WebAssembly has instructions for neither: the phone's module is smaller without.
#if !defined(__wasm__)
#define LENTIGO_HAS_REDUCED 1

#define REDUCED_INLINE static inline __attribute__((always_inline))

// Values in a dword, and dwords for `count` values; missing values are zero.
REDUCED_INLINE ptrdiff_t reduced_values(int32_t precision) {
  return precision == LENTIGO_INT8 ? 4 : 2;
}
REDUCED_INLINE ptrdiff_t reduced_dwords(int32_t precision, ptrdiff_t count) {
  return (count + reduced_values(precision) - 1) / reduced_values(precision);
}

// Lines ahead of the weights in a panel: the bias; for int8 also scales and compensation.
REDUCED_INLINE ptrdiff_t reduced_header(int32_t precision) {
  return precision == LENTIGO_INT8 ? 3 : 1;
}

// How an input is quantised: value = (quantised - zero) * scale.
//
// `zero` is (zero | zero * 128 << 16), and compensation, minus a column's sum of weights s, is
// (-s & 127 | -s >> 7 << 16): the sum of the products of their 16-bit halves is -s * zero, exactly,
// and processors have an instruction for it.
typedef struct {
  float scale;
  int32_t zero;
} reduced_range;

#define RANGE_DWORDS 2

// Dwords behind converted inputs that may be written.
#define REDUCED_SLACK 16

// Rows of a matrix that are converted together: few where all weights fit the first-level cache, so
// that rows are still there when they are multiplied; otherwise as many as fit the second level beside
// all else, because weights are read once for all of them. Multiples of every tile's height.
enum { REDUCED_FEW_ROWS = 56 };

REDUCED_INLINE ptrdiff_t reduced_many_rows(ptrdiff_t dwords) {
  ptrdiff_t rows = (192 << 10) / (4 * dwords) / REDUCED_FEW_ROWS * REDUCED_FEW_ROWS;
  return rows < REDUCED_FEW_ROWS ? REDUCED_FEW_ROWS : rows;
}

// The range of inputs from `low` to `high`, 0 among them, and what they are multiplied with.
//
// Where one of them is no finite number, or both ends are closer than anything can be told apart, all
// count as 0; the scale is then not a number, which reaches the output, or 0.
REDUCED_INLINE reduced_range reduced_range_of(float low, float high, float *factor) {
#pragma clang fp contract(off)
  float width = high - low;
  if (!(width >= 0x1p-100f && width <= 0x1.fffffep127f)) {
    *factor = 0.0f;
    return (reduced_range){.scale = width * 0.0f, .zero = 0};
  }
  *factor = 255.0f / width;
  // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits.
  float shifted = -low * *factor + 0x1.8p23f;
  int32_t zero;
  __builtin_memcpy(&zero, &shifted, 4);
  zero &= 0xff;
  return (reduced_range){.scale = width / 255.0f, .zero = zero | zero << 23};
}

#endif
