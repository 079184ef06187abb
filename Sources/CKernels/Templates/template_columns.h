// `mix_columns`, which stands before this, for both widths of a pixel: as a constant each makes code of its
// own.
static void resample_columns(
    const uint8_t *source, ptrdiff_t sourceStride, ptrdiff_t pixelBytes, uint8_t *target,
    ptrdiff_t targetStride, ptrdiff_t rows, ptrdiff_t outputs, const int32_t *starts,
    const int32_t *pairCounts, const int16_t *weights, ptrdiff_t pairCapacity) {
  if (pixelBytes == 4) {
    mix_columns(source, sourceStride, 4, target, targetStride, rows, outputs, starts, pairCounts,
                weights, pairCapacity);
  } else {
    mix_columns(source, sourceStride, 3, target, targetStride, rows, outputs, starts, pairCounts,
                weights, pairCapacity);
  }
}
