// Arguments of the kernels of reduced precision: bf16 and int8. Part of CKernels.h.
//
// Both multiply dwords, that is two bf16 or four int8 of consecutive depth, and add them to one sum:
// weights are packed so once, inputs are converted on the way in, into `scratch`. Bias, residual and
// activation are 32-bit floats as everywhere.
//
// bf16: weights and inputs are rounded to bfloat16, to nearest even; sums are 32-bit floats.
//
// int8: weights are integers -127...127 times a scale per output channel. Inputs are integers 0...255
// less a zero point, times a scale; both are found from the values at hand, 0 among them: for each
// row of a matrix product, for the whole input of a convolution or dense layer. So what comes out
// never depends on how rows, columns or images are shared out. Sums are exact 32-bit integers.
#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

// Values of `precision`.
enum {
  LENTIGO_FP32 = 0,
  LENTIGO_BF16 = 1,
  LENTIGO_INT8 = 2,
};

// The largest depth of an int8 sum: beyond it, compensation for the zero point would not fit.
#define LENTIGO_INT8_LARGEST_DEPTH 32768

// Matrix product, also the 1x1 convolution of any stride: output = activate(input * weights + bias +
// residual). Row r of the input begins at (r / line) * line_stride + (r % line) * input_stride; for
// a plain matrix `line` is `rows`. Computed are `rows` rows from `first_row` on, which the other
// pointers count from 0 too.
//
// `panels` come from lentigo_pack_reduced(), `scratch` holds lentigo_reduced_matrix_scratch_count()
// floats. `residual` may be `output`, or null.
typedef struct {
  const float *input;
  const void *panels;
  const float *_Nullable residual;
  float *output;
  void *scratch;
  ptrdiff_t first_row, rows, depth, columns;
  ptrdiff_t line;                                                       // rows
  ptrdiff_t line_stride, input_stride, residual_stride, output_stride;  // floats
  int32_t activation;
} lentigo_reduced_matrix;

// Convolution with a square window over all channels: of the output, `rows` rows from `first_row`
// on. `panels` come from lentigo_pack_reduced(), with a tap for each pixel of the window; `scratch`
// holds lentigo_reduced_convolution_scratch_count() floats, for `band` rows of the output together.
typedef struct {
  const float *input;
  const void *panels;
  const float *_Nullable residual;
  float *output;
  void *scratch;
  ptrdiff_t height, width, channels;
  ptrdiff_t first_row, rows, output_width, output_channels;
  ptrdiff_t residual_stride, output_stride;  // floats from pixel to pixel
  ptrdiff_t kernel, stride, pad_top, pad_left, band;
  int32_t activation;
} lentigo_reduced_convolution;

// Vector times matrix: output = activate(input * weights + bias). `panels` come from
// lentigo_pack_reduced(); `scratch` is that of a matrix product with one row.
typedef struct {
  const float *input;
  const void *panels;
  float *output;
  void *scratch;
  ptrdiff_t depth, columns;
  int32_t activation;
} lentigo_reduced_dense;

#if !defined(__wasm__)
struct lentigo_kernels;

// Rounds weights ((tap, channel) x columns) and packs them for the kernels of a reduced precision,
// in lentigo_packed_reduced_count() floats of memory. A matrix has one tap.
ptrdiff_t lentigo_packed_reduced_count(const struct lentigo_kernels *kernels, int32_t precision,
                                       ptrdiff_t taps, ptrdiff_t channels, ptrdiff_t columns);
void lentigo_pack_reduced(const struct lentigo_kernels *kernels, int32_t precision,
                          const float *weights, const float *bias, ptrdiff_t taps,
                          ptrdiff_t channels, ptrdiff_t columns, void *panels);

// Floats of memory that the kernels take as scratch.
ptrdiff_t lentigo_reduced_matrix_scratch_count(int32_t precision, ptrdiff_t rows, ptrdiff_t depth);
ptrdiff_t lentigo_reduced_convolution_scratch_count(int32_t precision, ptrdiff_t band,
                                                    ptrdiff_t padded_width, ptrdiff_t channels,
                                                    ptrdiff_t kernel, ptrdiff_t stride);
#endif

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif
