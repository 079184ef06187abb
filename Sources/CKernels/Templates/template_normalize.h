// Pixels to the network's numbers, LANES at a time. Products and sums are rounded separately: a fused
// one would give other bits than platforms without it.

#pragma clang fp contract(off)

static void normalize(
    const uint8_t *pixels, ptrdiff_t count, const float *scale, const float *offset,
    int32_t reversed, float *target) {
  // Channels repeat every three pixels' worth of lanes.
  float scales[3 * LANES], offsets[3 * LANES];
  for (int i = 0; i < 3 * LANES; i++) scales[i] = scale[i % 3], offsets[i] = offset[i % 3];
  floats factor[3], addend[3];
  __builtin_memcpy(factor, scales, sizeof factor);
  __builtin_memcpy(addend, offsets, sizeof addend);
  uint8_t turned[3 * LANES];
  for (; count > 0; count -= LANES, pixels += 3 * LANES, target += 3 * LANES) {
    const uint8_t *block = pixels;
    ptrdiff_t pixelCount = count < LANES ? count : LANES;
    if (reversed || pixelCount < LANES) {
      for (ptrdiff_t i = 0; i < 3 * pixelCount; i += 3) {
        turned[i] = pixels[i + (reversed ? 2 : 0)];
        turned[i + 1] = pixels[i + 1];
        turned[i + 2] = pixels[i + (reversed ? 0 : 2)];
      }
      block = turned;
    }
    floats numbers[3];
    for (int part = 0; part < 3; part++) {
      levels values;
      __builtin_memcpy(&values, block + LANES * part, sizeof values);
      // Bytes become signed integers first, which every set converts in one step.
      ints whole = __builtin_convertvector(values, ints);
      numbers[part] = __builtin_convertvector(whole, floats) * factor[part] + addend[part];
    }
    __builtin_memcpy(target, numbers, 3 * sizeof(float) * pixelCount);
  }
}
