// The image kernels for instruction sets with wide registers; image_kernels.c holds those for 128
// bits. Each including file defines LANES (32-bit numbers in a register), IMAGE_TABLE and
//
//   DOT(a, b)              products of 16-bit lanes, neighbouring pairs added
//   SHUFFLE(v, indices)    bytes of each 128 bits by index, 0 where the index is negative
//   LOAD_ROWS(rows, i)     16 bytes from byte i on of each of LANES / 4 rows, one row per 128 bits
//   SATURATE(v)            LANES numbers of at least 0 as bytes, at most 255
//   GATHER(p, offsets)     see template_warp.h

typedef uint8_t bytes __attribute__((vector_size(4 * LANES)));
typedef int16_t shorts __attribute__((vector_size(4 * LANES)));
typedef int32_t ints __attribute__((vector_size(4 * LANES)));
typedef uint32_t uints __attribute__((vector_size(4 * LANES)));
typedef float floats __attribute__((vector_size(4 * LANES)));
typedef uint8_t levels __attribute__((vector_size(LANES)));

enum { ROWS = LANES / 4 };

// The same two 16-bit weights in every 32-bit lane.
static inline shorts both_weights(const int16_t *p) {
  uint32_t pair;
  __builtin_memcpy(&pair, p, sizeof pair);
  return (shorts)((uints){0} + pair);
}

static inline ints joined(ints low, ints high) {
  uints sum = (uints)low + ((uints)high << IMAGE_LOW_BITS) + (1u << (IMAGE_PRECISION - 1));
  return (ints)sum >> IMAGE_PRECISION;
}

static inline levels load_levels(const uint8_t *p) {
  levels value;
  __builtin_memcpy(&value, p, sizeof value);
  return value;
}

// The channels of two pixels of each row, from byte `first` on, as pairs of 16-bit numbers.
static inline __attribute__((always_inline)) bytes pair_indices(int first, int pixelBytes) {
  bytes indices;
  for (int i = 0; i < 4 * LANES; i++) {
    int channel = i % 16 / 4;
    indices[i] = i % 2 || channel == 3 ? 0x80 : first + channel + (i % 4 ? pixelBytes : 0);
  }
  return indices;
}

static inline __attribute__((always_inline)) void mix_columns(
    const uint8_t *source, ptrdiff_t sourceStride, const int pixelBytes, uint8_t *target,
    ptrdiff_t targetStride, ptrdiff_t rows, ptrdiff_t outputs, const int32_t *starts,
    const int32_t *pairCounts, const int16_t *weights, ptrdiff_t pairCapacity) {
  const bytes first = pair_indices(0, pixelBytes);
  const bytes second = pair_indices(2 * pixelBytes, pixelBytes);
  for (ptrdiff_t row = 0; row < rows; row += ROWS) {
    const uint8_t *from[ROWS];
    uint8_t *to[ROWS];
    for (int i = 0; i < ROWS; i++) {
      // Behind the last row its own result is written again.
      ptrdiff_t y = row + i < rows ? row + i : rows - 1;
      from[i] = source + y * sourceStride;
      to[i] = target + y * targetStride;
    }
    for (ptrdiff_t output = 0; output < outputs; output++) {
      ptrdiff_t at = pixelBytes * (ptrdiff_t)starts[output];
      const int16_t *pair = weights + 4 * pairCapacity * output;
      ints low = {0}, high = {0};
      int32_t left = pairCounts[output];
      for (; left > 1; left -= 2, at += 4 * pixelBytes, pair += 8) {
        bytes pixels = LOAD_ROWS(from, at);
        shorts a = (shorts)SHUFFLE(pixels, first), b = (shorts)SHUFFLE(pixels, second);
        low += DOT(a, both_weights(pair)) + DOT(b, both_weights(pair + 4));
        high += DOT(a, both_weights(pair + 2)) + DOT(b, both_weights(pair + 6));
      }
      if (left) {
        shorts a = (shorts)SHUFFLE(LOAD_ROWS(from, at), first);
        low += DOT(a, both_weights(pair));
        high += DOT(a, both_weights(pair + 2));
      }
      levels mixed = SATURATE(joined(low, high));
      for (int i = 0; i < ROWS; i++)
        __builtin_memcpy(to[i] + 3 * output, (const uint8_t *)&mixed + 4 * i, 4);
    }
  }
}

#include "template_columns.h"

// COUNT registers side by side of a mixed row.
#define MIX_ROWS(COUNT)                                                                       \
  do {                                                                                        \
    ints low[COUNT] = {{0}}, high[COUNT] = {{0}};                                             \
    for (ptrdiff_t pair = 0; pair < pairCount; pair++) {                                      \
      ptrdiff_t last = 2 * pair + 1 < rowCount ? 2 * pair + 1 : 2 * pair;                     \
      const uint8_t *a = rows + 2 * pair * stride + x, *b = rows + last * stride + x;         \
      shorts lowWeights = both_weights(weights + 4 * pair);                                   \
      shorts highWeights = both_weights(weights + 4 * pair + 2);                              \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < COUNT; i++) {                    \
        uints above = __builtin_convertvector(load_levels(a + LANES * i), uints);             \
        uints below = __builtin_convertvector(load_levels(b + LANES * i), uints);             \
        shorts wide = (shorts)(above | below << 16);                                          \
        low[i] += DOT(wide, lowWeights);                                                      \
        high[i] += DOT(wide, highWeights);                                                    \
      }                                                                                       \
    }                                                                                         \
    for (int i = 0; i < COUNT; i++) {                                                         \
      levels mixed = SATURATE(joined(low[i], high[i]));                                       \
      if (count - x >= LANES * (i + 1)) {                                                     \
        __builtin_memcpy(target + x + LANES * i, &mixed, LANES);                              \
      } else {                                                                                \
        for (ptrdiff_t j = x + LANES * i; j < count; j++) target[j] = mixed[j - x - LANES * i]; \
      }                                                                                       \
    }                                                                                         \
  } while (0)

static void resample_rows(
    const uint8_t *rows, ptrdiff_t stride, ptrdiff_t rowCount, uint8_t *target, ptrdiff_t count,
    const int16_t *weights, ptrdiff_t pairCount) {
  ptrdiff_t x = 0;
  for (; x + 4 * LANES <= count; x += 4 * LANES) MIX_ROWS(4);
  for (; x < count; x += LANES) MIX_ROWS(1);
}

#include "template_normalize.h"
#include "template_warp.h"

const lentigo_image_kernels IMAGE_TABLE = {
    .resample_columns = resample_columns,
    .resample_rows = resample_rows,
    .normalize = normalize,
    .warp_row = warp_row,
};
