#include "picture_passes.h"

// A number's bits thoroughly mixed, so that neighbours share nothing one sees.
static inline uint32_t mixed_bits(uint32_t x) {
  x = (x ^ (x >> 16)) * 0x7FEB352Du;
  x = (x ^ (x >> 15)) * 0x846CA68Bu;
  return x ^ (x >> 16);
}

void lentigo_noise(uint8_t *pixels, ptrdiff_t count, int32_t scale, uint32_t seed) {
  const uint32_t start = mixed_bits(seed);
  for (ptrdiff_t i = 0; i < count; i++) {
    uint32_t bits = mixed_bits(start + (uint32_t)i);
    int32_t sum = (int32_t)((bits & 255) + (bits >> 8 & 255) + (bits >> 16 & 255) + (bits >> 24));
    int32_t level = pixels[i] + (((sum - 510) * scale + 32768) >> 16);
    level = level < 0 ? 0 : level;
    pixels[i] = (uint8_t)(level > 255 ? 255 : level);
  }
}
