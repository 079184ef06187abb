#include "picture_passes.h"

enum { RADIUS = LENTIGO_BLUR_RADIUS };

static ptrdiff_t padded_row(ptrdiff_t width) { return (3 * (width + 2 * RADIUS) + 15) / 16 * 16; }

// Sums of 16 bits, a row with its border, and the rows mixed along themselves.
ptrdiff_t lentigo_blur_scratch(ptrdiff_t width, ptrdiff_t height) {
  return 2 * padded_row(width) + padded_row(width) + 3 * width * height;
}

// sums += weight * (a + b): 255 * 256 at most over all weights.
static inline void add_both(
    uint16_t *restrict sums, const uint8_t *restrict a, const uint8_t *restrict b,
    uint16_t weight, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++)
    sums[i] = (uint16_t)(sums[i] + (uint16_t)(weight * (uint16_t)(a[i] + b[i])));
}

static inline void begin(
    uint16_t *restrict sums, const uint8_t *restrict middle, uint16_t weight, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) sums[i] = (uint16_t)(128 + weight * middle[i]);
}

static inline void finish(
    uint8_t *restrict target, const uint16_t *restrict sums, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) target[i] = (uint8_t)(sums[i] >> 8);
}

void lentigo_blur(
    uint8_t *pixels, ptrdiff_t width, ptrdiff_t height, const uint16_t *weights, void *scratch) {
  const ptrdiff_t count = 3 * width;
  uint16_t *sums = scratch;
  uint8_t *bordered = (uint8_t *)scratch + 2 * padded_row(width);
  uint8_t *mixed = bordered + padded_row(width);
  int radius = RADIUS;
  while (radius > 0 && weights[radius] == 0) radius--;

  for (ptrdiff_t y = 0; y < height; y++) {
    const uint8_t *row = pixels + count * y;
    uint8_t *middle = bordered + 3 * RADIUS;
    __builtin_memcpy(middle, row, (size_t)count);
    for (int i = 1; i <= radius; i++)
      for (int channel = 0; channel < 3; channel++) {
        middle[channel - 3 * i] = row[channel];
        middle[count - 3 + channel + 3 * i] = row[count - 3 + channel];
      }
    begin(sums, middle, weights[0], count);
    for (int i = 1; i <= radius; i++)
      add_both(sums, middle - 3 * i, middle + 3 * i, weights[i], count);
    finish(mixed + count * y, sums, count);
  }
  for (ptrdiff_t y = 0; y < height; y++) {
    begin(sums, mixed + count * y, weights[0], count);
    for (int i = 1; i <= radius; i++) {
      ptrdiff_t above = y < i ? 0 : y - i, below = y + i < height ? y + i : height - 1;
      add_both(sums, mixed + count * above, mixed + count * below, weights[i], count);
    }
    finish(pixels + count * y, sums, count);
  }
}
