// Arguments of the kernels of 32-bit floats. Part of CKernels.h.
//
// Images lie as rows, columns, channels (NHWC). Counts and strides are of floats where nothing else is
// said.
#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

// Values of `activation`.
enum {
  LENTIGO_NONE = 0,
  LENTIGO_RELU = 1,
  LENTIGO_HARD_SWISH = 2,
  LENTIGO_HARD_SIGMOID = 3,
  LENTIGO_SILU = 4,
  LENTIGO_SIGMOID = 5,
};

// Matrix product, also the 1x1 convolution: output = activate(input * weights + bias + residual).
//
// `panels` come from lentigo_pack_matrix(). `residual` may be `output`, or null. `input` may not
// overlap `output`.
typedef struct {
  const float *input;             // rows x depth
  const float *panels;            // depth x columns, packed
  const float *_Nullable residual;  // rows x columns
  float *output;                  // rows x columns
  ptrdiff_t rows, depth, columns;
  ptrdiff_t input_stride, residual_stride, output_stride;  // floats from row to row
  int32_t activation;
  ptrdiff_t ahead;  // floats behind the panels that later calls read: asked for meanwhile
} lentigo_matrix;

// Convolution with a square window over all channels.
//
// `panels` come from lentigo_pack_matrix() of the (row, column, input) x output matrix. `scratch`
// holds ((band - 1) * stride + kernel) * ((output_width - 1) * stride + kernel) * channels floats:
// the zero-padded rows that `band` rows of the output read. For a window of one pixel without
// padding band * output_width * channels are enough.
typedef struct {
  const float *input;
  const float *panels;
  const float *_Nullable residual;
  float *output;
  float *scratch;
  ptrdiff_t height, width, channels;
  ptrdiff_t output_height, output_width, output_channels;
  ptrdiff_t kernel, stride, pad_top, pad_left, band;
  int32_t activation;
} lentigo_convolution;

// Convolution with a 3x3 window and stride 1 in fewer multiplications: Winograd's minimal filtering,
// whose rounding errors are a few times those of `convolution`.
//
// The output is computed in tiles of `tile` x `tile` pixels (2 or 4), `block` tiles together.
// `panels` come from lentigo_pack_winograd(), `scratch` holds lentigo_winograd_scratch_count()
// floats. `residual` may be `output`, or null. Of all tiles, row by row, those from `first_tile` to before
// `end_tile` are computed.
typedef struct {
  const float *input;
  const float *panels;
  const float *_Nullable residual;
  float *output;
  float *scratch;
  ptrdiff_t height, width, channels;
  ptrdiff_t output_height, output_width, output_channels;
  ptrdiff_t pad_top, pad_left, tile, block;
  ptrdiff_t first_tile, end_tile;
  int32_t activation;
} lentigo_winograd;

// Convolution of each channel by itself. `panels` come from lentigo_pack_depthwise().
typedef struct {
  const float *input;
  const float *panels;
  float *output;
  ptrdiff_t height, width, channels;
  ptrdiff_t output_height, output_width;
  ptrdiff_t kernel, stride, pad_top, pad_left;
  int32_t activation;
} lentigo_depthwise;

// Vector times matrix: output = activate(input * weights + bias).
// `panels` come from lentigo_pack_matrix(). Where each panel begins, columns may be computed apart from
// those before without a change in any bit.
typedef struct {
  const float *input;
  const float *panels;
  float *output;
  ptrdiff_t depth, columns;
  int32_t activation;
} lentigo_dense;

// output[c] = sum over all pixels of input[line][pixel][c] / divisor.
//
// Each line is summed by itself, and then the sums of lines from the first on: lines may be summed apart
// (a divisor of 1), and their sums as lines of one pixel, without a change in any bit.
typedef struct {
  const float *input;
  float *output;
  ptrdiff_t lines, pixels, channels;  // pixels of a line
  ptrdiff_t pixel_stride;             // floats from pixel to pixel
  ptrdiff_t divisor;
} lentigo_channel_mean;

// output[pixel][c] = input[pixel][c] * scale[c]. `output` may be `input`.
typedef struct {
  const float *input;
  const float *scale;
  float *output;
  ptrdiff_t pixels, channels;
} lentigo_channel_scale;

// output = activate(a + b), element by element. `output` may be `a` or `b`.
typedef struct {
  const float *a;
  const float *b;
  float *output;
  ptrdiff_t count;
  int32_t activation;
} lentigo_add;

// The largest value in each window; pixels outside the image do not count.
typedef struct {
  const float *input;
  float *output;
  ptrdiff_t height, width, channels;
  ptrdiff_t output_height, output_width;
  ptrdiff_t window, stride, pad_top, pad_left;
} lentigo_max_pooling;

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif
