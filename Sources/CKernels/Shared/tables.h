// Declarations shared by the kernel sources.
#pragma once

#include "CKernels.h"

extern const lentigo_kernels lentigo_kernels_scalar;
extern const lentigo_kernels lentigo_kernels_sse2;
extern const lentigo_kernels lentigo_kernels_avx2;
extern const lentigo_kernels lentigo_kernels_avx512;
extern const lentigo_kernels lentigo_kernels_neon;
extern const lentigo_kernels lentigo_kernels_wasm;

#if !defined(__wasm__)
// With what later processors added to AVX2 and AVX-512.
extern const lentigo_kernels lentigo_kernels_avx2_int8;
extern const lentigo_kernels lentigo_kernels_avx512_int8;
extern const lentigo_kernels lentigo_kernels_avx512_int8_bf16;
extern const lentigo_kernels lentigo_kernels_avx512_int8_fast_bf16;

// Kernels of reduced precision are files of their own: they take instructions that the rest of their
// instruction set does without.
#define DECLARE_REDUCED_KERNELS(set, precision)                                       \
  void lentigo_##set##_matrix_##precision(const lentigo_reduced_matrix *);            \
  void lentigo_##set##_convolution_##precision(const lentigo_reduced_convolution *);  \
  void lentigo_##set##_dense_##precision(const lentigo_reduced_dense *)

DECLARE_REDUCED_KERNELS(scalar, bf16);
DECLARE_REDUCED_KERNELS(scalar, int8);
DECLARE_REDUCED_KERNELS(avx2, int8);
DECLARE_REDUCED_KERNELS(avx512, bf16);
DECLARE_REDUCED_KERNELS(avx512, int8);

// Their lines in a table.
#define REDUCED_KERNELS(set, precision)                              \
  .matrix_##precision = lentigo_##set##_matrix_##precision,          \
  .convolution_##precision = lentigo_##set##_convolution_##precision, \
  .dense_##precision = lentigo_##set##_dense_##precision
#endif
