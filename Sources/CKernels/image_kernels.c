// The image kernels for registers of 128 bits: SSE2, NEON, wasm. And which kernels this processor gets.
#include "Shared/image_tables.h"

#include "CKernels.h"

typedef uint8_t u8x4 __attribute__((vector_size(4)));
typedef uint8_t u8x8 __attribute__((vector_size(8)));
typedef uint8_t u8x16 __attribute__((vector_size(16)));
typedef int16_t i16x8 __attribute__((vector_size(16)));
typedef int32_t i32x4 __attribute__((vector_size(16)));
typedef uint32_t u32x4 __attribute__((vector_size(16)));

// Products of 16-bit lanes, neighbouring pairs added.
#if defined(__SSE2__)
#include <emmintrin.h>
static inline i32x4 dot(i16x8 a, i16x8 b) {
  return (i32x4)_mm_madd_epi16((__m128i)a, (__m128i)b);
}
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
static inline i32x4 dot(i16x8 a, i16x8 b) {
  int32x4_t low = vmull_s16(vget_low_s16((int16x8_t)a), vget_low_s16((int16x8_t)b));
  int32x4_t high = vmull_high_s16((int16x8_t)a, (int16x8_t)b);
  return (i32x4)vpaddq_s32(low, high);
}
#elif defined(__wasm_simd128__)
static inline i32x4 dot(i16x8 a, i16x8 b) {
  return (i32x4)__builtin_wasm_dot_s_i32x4_i16x8(a, b);
}
#else
static inline i32x4 dot(i16x8 a, i16x8 b) {
  i32x4 sum;
  for (int i = 0; i < 4; i++) sum[i] = a[2 * i] * b[2 * i] + a[2 * i + 1] * b[2 * i + 1];
  return sum;
}
#endif

static inline u8x4 load4(const uint8_t *p) {
  u8x4 value;
  __builtin_memcpy(&value, p, sizeof value);
  return value;
}

static inline u8x16 load16(const uint8_t *p) {
  u8x16 value;
  __builtin_memcpy(&value, p, sizeof value);
  return value;
}

// The same two 16-bit weights in every 32-bit lane.
static inline i16x8 broadcast_pair(const int16_t *p) {
  uint32_t pair;
  __builtin_memcpy(&pair, p, sizeof pair);
  u32x4 lanes = {pair, pair, pair, pair};
  return (i16x8)lanes;
}

// Joins the two partial sums and rounds to whole levels. Sums wrap modulo 2^32, which is harmless:
// the joined sum, at most 255 * 2^22, is in range again.
static inline i32x4 rounded(i32x4 low, i32x4 high) {
  u32x4 sum = (u32x4)low + ((u32x4)high << IMAGE_LOW_BITS) + (1u << (IMAGE_PRECISION - 1));
  return (i32x4)sum >> IMAGE_PRECISION;
}

// Weights that were rounded up may carry white a step above 255.
static inline i32x4 clamped(i32x4 value) {
  i32x4 above = value > 255;
  return (value & ~above) | (above & 255);
}

static inline void mix_columns(
    const uint8_t *source, ptrdiff_t sourceStride, uint8_t *target, ptrdiff_t targetStride,
    int rows, ptrdiff_t outputs, const int32_t *starts, const int32_t *pairCounts,
    const int16_t *weights, ptrdiff_t pairCapacity) {
  for (ptrdiff_t output = 0; output < outputs; output++) {
    const uint8_t *pixels = source + 3 * (ptrdiff_t)starts[output];
    const int16_t *pair = weights + 4 * pairCapacity * output;
    i32x4 low[4] = {{0}}, high[4] = {{0}};
    for (int32_t left = pairCounts[output]; left > 0; left--, pixels += 6, pair += 4) {
      i16x8 lowWeights = broadcast_pair(pair), highWeights = broadcast_pair(pair + 2);
#pragma clang loop unroll(full)
      for (int row = 0; row < rows; row++) {
        u8x4 first = load4(pixels + row * sourceStride);
        u8x4 second = load4(pixels + row * sourceStride + 3);
        u8x8 both = __builtin_shufflevector(first, second, 0, 4, 1, 5, 2, 6, 3, 7);
        i16x8 wide = __builtin_convertvector(both, i16x8);
        low[row] += dot(wide, lowWeights);
        high[row] += dot(wide, highWeights);
      }
    }
#pragma clang loop unroll(full)
    for (int row = 0; row < rows; row++) {
      u8x4 pixel = __builtin_convertvector(clamped(rounded(low[row], high[row])), u8x4);
      __builtin_memcpy(target + row * targetStride + 3 * output, &pixel, sizeof pixel);
    }
  }
}

static void resample_columns(
    const uint8_t *source, ptrdiff_t sourceStride, uint8_t *target, ptrdiff_t targetStride,
    ptrdiff_t rows, ptrdiff_t outputs, const int32_t *starts, const int32_t *pairCounts,
    const int16_t *weights, ptrdiff_t pairCapacity) {
  ptrdiff_t row = 0;
  // Four rows share each load of the weights.
  for (; row + 4 <= rows; row += 4)
    mix_columns(
        source + row * sourceStride, sourceStride, target + row * targetStride, targetStride, 4,
        outputs, starts, pairCounts, weights, pairCapacity);
  for (; row < rows; row++)
    mix_columns(
        source + row * sourceStride, sourceStride, target + row * targetStride, targetStride, 1,
        outputs, starts, pairCounts, weights, pairCapacity);
}

static void resample_rows(
    const uint8_t *rows, ptrdiff_t stride, ptrdiff_t rowCount, uint8_t *target, ptrdiff_t count,
    const int16_t *weights, ptrdiff_t pairCount) {
  for (ptrdiff_t x = 0; x < count; x += 16) {
    i32x4 low[4] = {{0}}, high[4] = {{0}};
    for (ptrdiff_t pair = 0; pair < pairCount; pair++) {
      ptrdiff_t last = 2 * pair + 1 < rowCount ? 2 * pair + 1 : 2 * pair;
      u8x16 a = load16(rows + 2 * pair * stride + x), b = load16(rows + last * stride + x);
      i16x8 lowWeights = broadcast_pair(weights + 4 * pair);
      i16x8 highWeights = broadcast_pair(weights + 4 * pair + 2);
      i16x8 wide[4] = {
          __builtin_convertvector(__builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19), i16x8),
          __builtin_convertvector(__builtin_shufflevector(a, b, 4, 20, 5, 21, 6, 22, 7, 23), i16x8),
          __builtin_convertvector(
              __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27), i16x8),
          __builtin_convertvector(
              __builtin_shufflevector(a, b, 12, 28, 13, 29, 14, 30, 15, 31), i16x8)};
      for (int block = 0; block < 4; block++) {
        low[block] += dot(wide[block], lowWeights);
        high[block] += dot(wide[block], highWeights);
      }
    }
    uint8_t mixed[16];
    for (int block = 0; block < 4; block++) {
      u8x4 levels = __builtin_convertvector(clamped(rounded(low[block], high[block])), u8x4);
      __builtin_memcpy(mixed + 4 * block, &levels, sizeof levels);
    }
    if (count - x >= 16) {
      __builtin_memcpy(target + x, mixed, 16);
    } else {
      for (ptrdiff_t i = 0; i < count - x; i++) target[x + i] = mixed[i];
    }
  }
}

#define LANES 4
typedef float floats __attribute__((vector_size(16)));
typedef i32x4 ints;
typedef u8x4 levels;
#include "Templates/template_normalize.h"

const lentigo_image_kernels lentigo_image_kernels_128 = {
    .resample_columns = resample_columns,
    .resample_rows = resample_rows,
    .normalize = normalize,
};

const lentigo_image_kernels *lentigo_image_kernels_for(int32_t instruction_set) {
  if (!lentigo_kernels_for(instruction_set)) return 0;
#if defined(__x86_64__)
  if (instruction_set == LENTIGO_AVX2) return &lentigo_image_kernels_avx2;
  if (instruction_set == LENTIGO_AVX512) return &lentigo_image_kernels_avx512;
#endif
  return &lentigo_image_kernels_128;
}

const lentigo_image_kernels *lentigo_best_image_kernels(void) {
#if defined(__x86_64__)
  const lentigo_image_kernels *best = lentigo_image_kernels_for(LENTIGO_AVX512);
  if (!best) best = lentigo_image_kernels_for(LENTIGO_AVX2);
  return best ? best : &lentigo_image_kernels_128;
#else
  return &lentigo_image_kernels_128;
#endif
}
