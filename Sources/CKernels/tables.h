// Declarations shared by the kernel sources.
#pragma once

#include "CKernels.h"

extern const lentigo_kernels lentigo_kernels_scalar;
extern const lentigo_kernels lentigo_kernels_sse2;
extern const lentigo_kernels lentigo_kernels_avx2;
extern const lentigo_kernels lentigo_kernels_avx512;
extern const lentigo_kernels lentigo_kernels_neon;
extern const lentigo_kernels lentigo_kernels_wasm;
