// The kernels, written once for vectors of LANES floats. Each kernels_*.c defines
//
//   LANES              floats in a vector
//   MATRIX_ROWS        rows of a matrix tile that is two vectors wide (register pressure)
//   NARROW_ROWS        rows of a matrix tile that is one vector wide
//   STEM_COLUMNS       if need be: outputs that template_stem.h computes at once, for 32 registers
//   KERNEL_TABLE       name of the table to define; without it the file takes only what it needs
//   VECTOR_MAX(a, b)   larger lane; not a number where b is not, whatever a is
//   VECTOR_MIN(a, b)   smaller lane, likewise
//   LOAD_PART(p, n)    the first n lanes from memory, 0 < n < LANES; touches no memory behind them
//   STORE_PART(p, v, n)
//   MULTIPLY_ADD(a, b, sum)  if need be: a * b + sum, rounded once; without it the compiler fuses
//                            what it finds
//   DIVIDE(a, b)             if need be: a / b to two units in the last place, for 1 <= b < 2^64
//   MULTIPLIES_BY_LANE       if need be: that a vector times one lane of another is one instruction
//
// and includes this file once, within the target attribute of its instruction set. Vectors are
// clang's own (vector_size), so the arithmetic below reads as arithmetic.
//
// Sums run over k in one order whatever the tile, so a value never depends on where a tile begins.

#include "CKernels.h"
#include "Shared/tables.h"
#include "Shared/winograd.h"

#if !defined(MULTIPLY_ADD)
#pragma clang fp contract(fast)
#define MULTIPLY_ADD(a, b, sum) ((a) * (b) + (sum))
#endif

#if !defined(DIVIDE)
#define DIVIDE(a, b) ((a) / (b))
#endif

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

// Panels of `matrix` are this many vectors wide.
#define PANEL_VECTORS 2

// Output columns that the depthwise kernel computes at once: 7 divides 7, 14, 28, 56 and 112, and
// 7 sums, 5 weights and a load fit 16 registers.
#define DEPTHWISE_COLUMNS 7

typedef float vector __attribute__((vector_size(4 * LANES)));
typedef float loose_vector __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int32_t integers __attribute__((vector_size(4 * LANES)));

INLINE vector load(const float *p) { return *(const loose_vector *)p; }
INLINE void store(float *p, vector v) { *(loose_vector *)p = v; }
INLINE vector splat(float x) { return x - (vector){}; }

INLINE vector load_first(const float *p, ptrdiff_t n) {
  return n >= LANES ? load(p) : LOAD_PART(p, n);
}

INLINE void store_first(float *p, vector v, ptrdiff_t n) {
  if (n >= LANES) {
    store(p, v);
  } else {
    STORE_PART(p, v, n);
  }
}

INLINE vector clamp(vector x, float low, float high) {
  return VECTOR_MIN(splat(high), VECTOR_MAX(splat(low), x));
}

// e to the power of x, for |x| up to 80, to a few units in the last place: 2 to the power of the
// nearest integer, times a polynomial for the rest, which is at most half of ln 2. Of all with five
// terms behind the 1 this one's largest relative error there is the smallest: 9.2e-8.
INLINE vector exponential(vector x) {
  // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits.
  const vector shifter = splat(0x1.8p23f);
  vector shifted = x * splat(0x1.715476p0f) + shifter;
  vector whole = shifted - shifter;
  vector rest = x - whole * splat(0x1.62e4p-1f);
  rest = rest - whole * splat(0x1.7f7d1cp-20f);
  vector sum = splat(0x1.0fa7d8p-7f);
  sum = sum * rest + splat(0x1.573adp-5f);
  sum = sum * rest + splat(0x1.555a6ep-3f);
  sum = sum * rest + splat(0x1.fffdc4p-2f);
  sum = sum * rest + splat(0x1.fffff6p-1f);
  sum = sum * rest + splat(1.0f);
  integers power = (((integers)shifted - (integers)shifter) + 127) << 23;
  return sum * (vector)power;
}

// All activations but SiLU and sigmoid, whose exponential would swell every tile: see logistic().
INLINE vector activate(vector x, int32_t activation) {
  switch (activation) {
    case LENTIGO_RELU: return VECTOR_MAX(splat(0.0f), x);
    case LENTIGO_HARD_SWISH: return x * clamp(x * splat(1.0f / 6) + 0.5f, 0.0f, 1.0f);
    case LENTIGO_HARD_SIGMOID: return clamp(x * splat(1.0f / 6) + 0.5f, 0.0f, 1.0f);
    default: return x;
  }
}

// Activates `count` vectors; one branch for all of them.
INLINE void activate_all(vector *values, const int count, int32_t activation) {
  switch (activation) {
    case LENTIGO_RELU:
      UNROLL for (int i = 0; i < count; i++) values[i] = activate(values[i], LENTIGO_RELU);
      break;
    case LENTIGO_HARD_SWISH:
      UNROLL for (int i = 0; i < count; i++) values[i] = activate(values[i], LENTIGO_HARD_SWISH);
      break;
    case LENTIGO_HARD_SIGMOID:
      UNROLL for (int i = 0; i < count; i++) values[i] = activate(values[i], LENTIGO_HARD_SIGMOID);
      break;
    default: break;
  }
}

INLINE int is_logistic(int32_t activation) {
  return activation == LENTIGO_SILU || activation == LENTIGO_SIGMOID;
}

// SiLU, x / (1 + exp(-x)), or sigmoid, 1 / (1 + exp(-x)). Below -43 the sigmoid stays at 2e-19: what
// it is multiplied with next would otherwise become denormal, and processors take some hundred cycles
// for each such number.
INLINE vector activate_logistic(vector x, int32_t activation) {
  vector above = activation == LENTIGO_SILU ? x : splat(1.0f);
  return DIVIDE(above, 1.0f + exponential(-clamp(x, -43.0f, 43.0f)));
}

// SiLU or sigmoid in place, for kernels whose `activation` says so, while the values are warm. Two
// vectors at a time: testing for the end takes a tenth of the time.
__attribute__((noinline)) static void logistic(float *values, ptrdiff_t count, int32_t activation) {
  if (!is_logistic(activation)) return;
  ptrdiff_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    vector x = load(values + i), y = load(values + i + LANES);
    store(values + i, activate_logistic(x, activation));
    store(values + i + LANES, activate_logistic(y, activation));
  }
  for (; i < count; i += LANES) {
    vector x = load_first(values + i, count - i);
    store_first(values + i, activate_logistic(x, activation), count - i);
  }
}

#include "template_matrix.h"
#if defined(KERNEL_TABLE)
#include "template_product.h"
#if defined(STEM_COLUMNS)
#include "template_stem.h"
#endif
#include "template_convolution.h"
#if defined(LENTIGO_HAS_WINOGRAD)
#include "template_winograd.h"
#endif
#include "template_depthwise.h"
#include "template_dense.h"
#include "template_channels.h"
#include "template_table.h"
#endif
