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
#include <wasm_simd128.h>
static inline i32x4 dot(i16x8 a, i16x8 b) {
  return (i32x4)wasm_i32x4_dot_i16x8((v128_t)a, (v128_t)b);
}
#else
static inline i32x4 dot(i16x8 a, i16x8 b) {
  i32x4 sum;
  for (int i = 0; i < 4; i++) sum[i] = a[2 * i] * b[2 * i] + a[2 * i + 1] * b[2 * i + 1];
  return sum;
}
#endif

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

// The channels of two pixels as pairs of 16-bit numbers; the fourth pair is of no use.
#if defined(__wasm_simd128__) || (defined(__ARM_NEON) && defined(__aarch64__))
static inline __attribute__((always_inline)) i16x8 pairs(const uint8_t *p, const int pixelBytes) {
  const int none = 0x80, second = pixelBytes;
  // Written out, because a constant is what browsers compile to a single instruction.
  const u8x16 indices = {
      0, none, second, none, 1, none, second + 1, none, 2, none, second + 2, none, none, none, none, none,
  };
#if defined(__wasm_simd128__)
  return (i16x8)wasm_i8x16_swizzle((v128_t)load16(p), (v128_t)indices);
#else
  return (i16x8)vqtbl1q_u8((uint8x16_t)load16(p), (uint8x16_t)indices);
#endif
}
#else
static inline u8x4 load4(const uint8_t *p) {
  u8x4 value;
  __builtin_memcpy(&value, p, sizeof value);
  return value;
}
static inline __attribute__((always_inline)) i16x8 pairs(const uint8_t *p, const int pixelBytes) {
  u8x4 a = load4(p), b = load4(p + pixelBytes);
  u8x8 both = __builtin_shufflevector(a, b, 0, 4, 1, 5, 2, 6, 3, 7);
  return __builtin_convertvector(both, i16x8);
}
#endif

// Four rows share each load of the weights; behind the last row its own result is written again.
static inline __attribute__((always_inline)) void mix_columns(
    const uint8_t *source, ptrdiff_t sourceStride, const int pixelBytes, uint8_t *target,
    ptrdiff_t targetStride, ptrdiff_t rows, ptrdiff_t outputs, const int32_t *starts,
    const int32_t *pairCounts, const int16_t *weights, ptrdiff_t pairCapacity) {
  for (ptrdiff_t top = 0; top < rows; top += 4) {
    const uint8_t *from[4];
    uint8_t *to[4];
    for (int row = 0; row < 4; row++) {
      ptrdiff_t y = top + row < rows ? top + row : rows - 1;
      from[row] = source + y * sourceStride;
      to[row] = target + y * targetStride;
    }
    for (ptrdiff_t output = 0; output < outputs; output++) {
      ptrdiff_t at = pixelBytes * (ptrdiff_t)starts[output];
      const int16_t *pair = weights + 4 * pairCapacity * output;
      i32x4 low[4] = {{0}}, high[4] = {{0}};
      // Pair by pair: two at a time were hardly faster, and weighed on the phone's download.
      for (int32_t left = pairCounts[output]; left > 0; left--, at += 2 * pixelBytes, pair += 4) {
        i16x8 lowWeights = broadcast_pair(pair), highWeights = broadcast_pair(pair + 2);
#pragma clang loop unroll(full)
        for (int row = 0; row < 4; row++) {
          i16x8 wide = pairs(from[row] + at, pixelBytes);
          low[row] += dot(wide, lowWeights);
          high[row] += dot(wide, highWeights);
        }
      }
#pragma clang loop unroll(full)
      for (int row = 0; row < 4; row++) {
        u8x4 pixel = __builtin_convertvector(clamped(rounded(low[row], high[row])), u8x4);
        __builtin_memcpy(to[row] + 3 * output, &pixel, sizeof pixel);
      }
    }
  }
}

#include "Templates/template_columns.h"

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
