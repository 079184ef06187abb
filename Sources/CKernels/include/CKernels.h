// Micro-kernels of the inference engine. Freestanding C: no library, no allocation.
//
// kernels_template.h is compiled once per instruction set; lentigo_kernels_for() hands out the table of
// one of them. All activations are 32-bit floats, images lie as rows, columns, channels (NHWC).
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "image_kernels.h"

#if defined(__cplusplus)
extern "C" {
#endif

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

// Values of `activation` below.
enum {
  LENTIGO_NONE = 0,
  LENTIGO_RELU = 1,
  LENTIGO_HARD_SWISH = 2,
  LENTIGO_HARD_SIGMOID = 3,
  LENTIGO_SILU = 4,
  LENTIGO_SIGMOID = 5,
};

// Values for lentigo_kernels_for().
enum {
  LENTIGO_SCALAR = 0,
  LENTIGO_SSE2 = 1,
  LENTIGO_AVX2 = 2,
  LENTIGO_AVX512 = 3,
  LENTIGO_NEON = 4,
  LENTIGO_WASM = 5,
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
// floats. `residual` may be `output`, or null.
typedef struct {
  const float *input;
  const float *panels;
  const float *_Nullable residual;
  float *output;
  float *scratch;
  ptrdiff_t height, width, channels;
  ptrdiff_t output_height, output_width, output_channels;
  ptrdiff_t pad_top, pad_left, tile, block;
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
// `panels` come from lentigo_pack_dense().
typedef struct {
  const float *input;
  const float *panels;
  float *output;
  ptrdiff_t depth, columns;
  int32_t activation;
} lentigo_dense;

// output[c] = mean over all pixels of input[pixel][c].
typedef struct {
  const float *input;
  float *output;
  ptrdiff_t pixels, channels;
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

// Every kernel there is, for one instruction set. A new kernel gets its line here, and with it a
// place in every table and a test against the scalar reference.
typedef struct {
  ptrdiff_t lanes;           // floats in a vector
  ptrdiff_t matrix_vectors;  // vectors side by side in a panel of lentigo_pack_matrix()
  ptrdiff_t matrix_rows;     // rows in a tile of `matrix`
  void (*matrix)(const lentigo_matrix *);
  void (*convolution)(const lentigo_convolution *);
  void (*_Nullable winograd)(const lentigo_winograd *);  // null in WebAssembly
  void (*depthwise)(const lentigo_depthwise *);
  void (*dense)(const lentigo_dense *);
  void (*channel_mean)(const lentigo_channel_mean *);
  void (*channel_scale)(const lentigo_channel_scale *);
  void (*add)(const lentigo_add *);
  void (*max_pooling)(const lentigo_max_pooling *);
} lentigo_kernels;

// Function pointers in lentigo_kernels.
#define LENTIGO_KERNEL_COUNT 9

// The kernels for an instruction set, or null where this build or this processor lacks it.
const lentigo_kernels *_Nullable lentigo_kernels_for(int32_t instruction_set);

// Floats that the packing functions write.
ptrdiff_t lentigo_packed_matrix_count(const lentigo_kernels *kernels, ptrdiff_t depth,
                                      ptrdiff_t columns);
ptrdiff_t lentigo_packed_depthwise_count(const lentigo_kernels *kernels, ptrdiff_t taps,
                                         ptrdiff_t channels);
ptrdiff_t lentigo_packed_dense_count(const lentigo_kernels *kernels, ptrdiff_t depth,
                                     ptrdiff_t columns);

// Packs weights (depth x columns, `stride` floats from row to row) and bias (`columns`, null for
// zeros) for `matrix` and `convolution`: panels of `matrix_vectors` vectors, the last one perhaps
// narrower, each the bias and then one line per row. Missing columns are zero.
void lentigo_pack_matrix(const lentigo_kernels *kernels, const float *weights, ptrdiff_t stride,
                         const float *_Nullable bias, ptrdiff_t depth, ptrdiff_t columns,
                         float *panels);

#if !defined(__wasm__)
// Floats that lentigo_pack_winograd() writes, and that `winograd` takes as scratch.
ptrdiff_t lentigo_packed_winograd_count(const lentigo_kernels *kernels, ptrdiff_t tile,
                                        ptrdiff_t channels, ptrdiff_t columns);
ptrdiff_t lentigo_winograd_scratch_count(ptrdiff_t tile, ptrdiff_t block, ptrdiff_t channels,
                                         ptrdiff_t columns);

// Transforms the weights of a 3x3 window ((row, column, input) x output) and packs them, a matrix a
// point, and the bias behind. `scratch` holds channels x columns floats.
void lentigo_pack_winograd(const lentigo_kernels *kernels, const float *weights,
                           const float *bias, ptrdiff_t tile, ptrdiff_t channels,
                           ptrdiff_t columns, float *scratch, float *panels);
#endif

// Packs weights (taps x channels) and bias for `depthwise`: a block per vector of channels, bias
// first. Where the last block is not full it begins earlier and repeats channels.
void lentigo_pack_depthwise(const lentigo_kernels *kernels, const float *weights,
                            const float *_Nullable bias, ptrdiff_t taps, ptrdiff_t channels,
                            float *panels);

// Packs weights (depth x columns) and bias for `dense`: panels of 8, 4, 2 or 1 vectors.
void lentigo_pack_dense(const lentigo_kernels *kernels, const float *weights,
                        const float *_Nullable bias, ptrdiff_t depth, ptrdiff_t columns,
                        float *panels);

// e to the power of x, and 1 / (1 + e to the power of -x): within one unit in the last place, the
// same bits on every platform.
float lentigo_exponential(float x);
float lentigo_sigmoid(float x);

#if defined(__wasm__) && !defined(__wasi__)
// Memory taken and not given back, headers included: freestanding.c. For tests that nothing leaks.
uint32_t lentigo_heap_bytes_in_use(void);

// `size` bytes at a multiple of 16, or null where memory is at its end; Swift's own allocations stop
// the module then. Swift's `deallocate` gives them back.
void *_Nullable lentigo_heap_allocate(size_t size);
#endif

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#if defined(__cplusplus)
}
#endif
