// x86-64 with AVX-512 F, VL, BW and DQ: Intel servers since 2017, AMD since 2022.
#include "tables.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma"))), apply_to = function)

#define LANES 16
#define MATRIX_ROWS 7
#define NARROW_ROWS 14
#define KERNEL_TABLE lentigo_kernels_avx512
#define VECTOR_MAX(a, b) ((vector)_mm512_max_ps((__m512)(a), (__m512)(b)))
#define VECTOR_MIN(a, b) ((vector)_mm512_min_ps((__m512)(a), (__m512)(b)))
#define LOAD_PART(p, n) ((vector)_mm512_maskz_loadu_ps((__mmask16)((1u << (n)) - 1), p))
#define STORE_PART(p, v, n) _mm512_mask_storeu_ps(p, (__mmask16)((1u << (n)) - 1), (__m512)(v))
#include "kernels_template.h"

#pragma clang attribute pop

#endif
