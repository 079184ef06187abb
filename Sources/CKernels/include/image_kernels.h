#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

// What happens to pixels on the way to the network: both passes of LesionImage's fixed-point resize,
// the normalisation and the augmentation's warp. Integers are computed exactly, floats without fusing
// a product and a sum: every instruction set and platform gets the same bits.
//
// Weights of the resize have 22 fractional bits and come in pairs of neighbouring taps, an odd tap
// paired with weight 0. A pair is four values: the low 15 bits of both weights, then their high bits;
// products with 8-bit pixels then fit the 16-bit multiply-and-add that every SIMD instruction set has.

// The most bytes that resample_columns reads behind the last pixel that a pair names.
enum { LENTIGO_IMAGE_MARGIN = 10 };

// The most pixels a side of the boxes of lentigo_box_means().
enum { LENTIGO_BOX_LIMIT = 128 };

// One picture's warp. Places have 32 fractional bits and count from the picture's corner.
typedef struct {
  const uint8_t *pixels;  // interleaved RGB
  int64_t width, height;
  int64_t target_width;  // pixels in a row that is written
  int64_t column_x, column_y;  // what a step to the next column changes in the place
  // The colours, see ColorMatrix.swift: rows are red, green and blue as written, with 12 fractional
  // bits, and what is added to them, with 18.
  int32_t matrix[9], offset[3];
} lentigo_warp;

typedef struct {
  // Mixes each output pixel from 2 * pairCounts[i] neighbouring pixels of a row, from pixel starts[i]
  // on; pairCapacity pairs of weights lie at every output. `rows` rows are read, at least one,
  // `sourceStride` bytes apart: interleaved RGB, or RGB and a fourth byte that is passed over, as
  // pixelBytes says (3 or 4). Interleaved RGB is written, `targetStride` bytes apart. Up to
  // LENTIGO_IMAGE_MARGIN bytes behind the last pixel that a pair names are read (never used), and one
  // byte behind each written row is written.
  void (*resample_columns)(
      const uint8_t *source, ptrdiff_t sourceStride, ptrdiff_t pixelBytes, uint8_t *target,
      ptrdiff_t targetStride, ptrdiff_t rows, ptrdiff_t outputs, const int32_t *starts,
      const int32_t *pairCounts, const int16_t *weights, ptrdiff_t pairCapacity);

  // Mixes one row of `count` bytes from 2 * pairCount rows `stride` bytes apart. Rows are read in
  // whole blocks of 16 bytes, so their stride must be a multiple of 16; exactly `count` bytes are
  // written. Rows at `rowCount` and beyond carry weight 0 and are not read.
  void (*resample_rows)(
      const uint8_t *rows, ptrdiff_t stride, ptrdiff_t rowCount, uint8_t *target, ptrdiff_t count,
      const int16_t *weights, ptrdiff_t pairCount);

  // target = pixel * scale + offset for `count` pixels of three channels; scale and offset belong to
  // the channels in the order written, which is blue, green, red where `reversed` is not 0.
  void (*normalize)(
      const uint8_t *pixels, ptrdiff_t count, const float *scale, const float *offset,
      int32_t reversed, float *target);

  // Writes one row of a warped picture whose first pixel shows the place (x, y); exactly
  // 3 * target_width bytes. Returns 0, with nothing written, where the place or the picture is beyond what the kernel
  // handles. Null in sets without gathered loads.
  int32_t (*_Nullable warp_row)(const lentigo_warp *warp, int64_t x, int64_t y, uint8_t *target);
} lentigo_image_kernels;

// Means of boxes of boxWidth x boxHeight pixels, 1 to LENTIGO_BOX_LIMIT a side, that lie side by side
// in one row: `outputs` pixels of interleaved RGB, rounded to the nearest level. Lines of pixels, with
// pixelBytes as above, are `sourceStride` bytes apart; `sums` has room for
// outputs * boxWidth * pixelBytes + 1 numbers.
void lentigo_box_means(
    const uint8_t *source, ptrdiff_t sourceStride, ptrdiff_t pixelBytes, ptrdiff_t boxWidth,
    ptrdiff_t boxHeight, ptrdiff_t outputs, uint16_t *sums, uint8_t *target);

// The image kernels for one of the sets of lentigo_kernels_for(), null where that returns null.
const lentigo_image_kernels *_Nullable lentigo_image_kernels_for(int32_t instruction_set);

// The fastest that can run here.
const lentigo_image_kernels *lentigo_best_image_kernels(void);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif
