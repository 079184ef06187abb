#include "image_kernels.h"

typedef uint8_t u8x8 __attribute__((vector_size(8)));
typedef uint16_t u16x8 __attribute__((vector_size(16)));
typedef uint16_t u16x4 __attribute__((vector_size(8)));
typedef uint32_t u32x4 __attribute__((vector_size(16)));

// Lines added up, 16 columns at a time: a side of LENTIGO_BOX_LIMIT times 255 stays within 16 bits.
static inline void add_lines(
    const uint8_t *source, ptrdiff_t stride, ptrdiff_t lines, ptrdiff_t count, uint16_t *sums) {
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    u16x8 low = {0}, high = {0};
    const uint8_t *from = source + i;
    for (ptrdiff_t line = 0; line < lines; line++, from += stride) {
      u8x8 first, second;
      __builtin_memcpy(&first, from, 8);
      __builtin_memcpy(&second, from + 8, 8);
      low += __builtin_convertvector(first, u16x8);
      high += __builtin_convertvector(second, u16x8);
    }
    __builtin_memcpy(sums + i, &low, 16);
    __builtin_memcpy(sums + i + 8, &high, 16);
  }
  // A few columns at the end: widened once more they would only weigh on the phone's download.
#pragma clang loop vectorize(disable) unroll(disable)
  for (; i < count; i++) {
    sums[i] = 0;
#pragma clang loop vectorize(disable) unroll(disable)
    for (ptrdiff_t line = 0; line < lines; line++)
      sums[i] = (uint16_t)(sums[i] + source[i + line * stride]);
  }
}

void lentigo_box_means(
    const uint8_t *source, ptrdiff_t sourceStride, ptrdiff_t pixelBytes, ptrdiff_t boxWidth,
    ptrdiff_t boxHeight, ptrdiff_t outputs, uint16_t *sums, uint8_t *target) {
  add_lines(source, sourceStride, boxHeight, outputs * boxWidth * pixelBytes, sums);
  // Division by a product with 2^40 / pixels, rounded up, is exact for sums below 2^40 / pixels.
  const uint64_t pixels = (uint64_t)(boxWidth * boxHeight);
  const uint64_t factor = ((1ull << 40) + pixels - 1) / pixels;
  for (ptrdiff_t output = 0; output < outputs; output++) {
    u32x4 sum = {0};
    for (ptrdiff_t i = 0; i < boxWidth; i++, sums += pixelBytes) {
      u16x4 pixel;
      __builtin_memcpy(&pixel, sums, sizeof pixel);
      sum += __builtin_convertvector(pixel, u32x4);
    }
    for (int channel = 0; channel < 3; channel++)
      target[3 * output + channel] = (uint8_t)((sum[channel] + pixels / 2) * factor >> 40);
  }
}
