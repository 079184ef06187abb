// Micro-kernels of the inference engine. Freestanding C: no library, no allocation.
//
// kernels_template.h is compiled once per instruction set; lentigo_kernels_for() hands out the table of
// one of them. All activations are 32-bit floats; float_kernels.h and reduced_kernels.h say what each
// kernel takes.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "float_kernels.h"
#include "image_kernels.h"
#include "pause.h"
#include "picture_passes.h"
#include "probes.h"
#include "reduced_kernels.h"

#if defined(__cplusplus)
extern "C" {
#endif

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

// Values for lentigo_kernels_for().
enum {
  LENTIGO_SCALAR = 0,
  LENTIGO_SSE2 = 1,
  LENTIGO_AVX2 = 2,
  LENTIGO_AVX512 = 3,
  LENTIGO_NEON = 4,
  LENTIGO_WASM = 5,
};

// Every kernel there is, for one instruction set. A new kernel gets its line here, and with it a
// place in every table and a test against the scalar reference.
typedef struct lentigo_kernels {
  ptrdiff_t lanes;           // floats in a vector
  ptrdiff_t matrix_vectors;  // vectors side by side in a panel of lentigo_pack_matrix()
  ptrdiff_t matrix_rows;     // rows in a tile of `matrix`
  ptrdiff_t bf16_is_faster;  // whether bf16 multiplies faster than 32-bit floats: not on Intel
  void (*matrix)(const lentigo_matrix *);
  void (*convolution)(const lentigo_convolution *);
  void (*_Nullable winograd)(const lentigo_winograd *);  // null in WebAssembly
  void (*depthwise)(const lentigo_depthwise *);
  void (*dense)(const lentigo_dense *);
  void (*channel_mean)(const lentigo_channel_mean *);
  void (*channel_scale)(const lentigo_channel_scale *);
  void (*add)(const lentigo_add *);
  void (*max_pooling)(const lentigo_max_pooling *);
  // Null where processor or build lack them.
  void (*_Nullable matrix_bf16)(const lentigo_reduced_matrix *);
  void (*_Nullable convolution_bf16)(const lentigo_reduced_convolution *);
  void (*_Nullable dense_bf16)(const lentigo_reduced_dense *);
  void (*_Nullable matrix_int8)(const lentigo_reduced_matrix *);
  void (*_Nullable convolution_int8)(const lentigo_reduced_convolution *);
  void (*_Nullable dense_int8)(const lentigo_reduced_dense *);
} lentigo_kernels;

// Function pointers in lentigo_kernels.
#define LENTIGO_KERNEL_COUNT 15

// The kernels for an instruction set, or null where this build or this processor lacks it.
const lentigo_kernels *_Nullable lentigo_kernels_for(int32_t instruction_set);

// Floats that the packing functions write.
ptrdiff_t lentigo_packed_matrix_count(const lentigo_kernels *kernels, ptrdiff_t depth,
                                      ptrdiff_t columns);
ptrdiff_t lentigo_packed_depthwise_count(const lentigo_kernels *kernels, ptrdiff_t taps,
                                         ptrdiff_t channels);

// Packs weights (depth x columns, `stride` floats from row to row) and bias (`columns`, null for
// zeros) for `matrix`, `convolution` and `dense`: panels of `matrix_vectors` vectors, the last one perhaps
// narrower, each the bias and then one line per row. Missing columns are zero.
void lentigo_pack_matrix(const lentigo_kernels *kernels, const float *weights, ptrdiff_t stride,
                         const float *_Nullable bias, ptrdiff_t depth, ptrdiff_t columns,
                         float *panels);

// What was packed for `dense`, times `factors`, one for each column, added up over the columns: first
// the bias, then each row: 1 + depth products. The same bits whatever the kernels.
void lentigo_packed_products(const lentigo_kernels *kernels, const float *panels, ptrdiff_t depth,
                             ptrdiff_t columns, const float *factors, float *products);

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
