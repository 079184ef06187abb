// x86-64 with AVX-512 BF16: Intel servers since 2020, AMD since 2022.
#include "Shared/tables.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push(                                                                \
    __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx512bf16,avx2,fma"))),       \
    apply_to = function)

#include "lanes_avx512.h"
#include "Templates/kernels_template.h"

#define REDUCED_IS_INT8 0
#define REDUCED_NAME(name) lentigo_avx512_##name##_bf16
#define DOT(sum, a, b) \
  ((vector)_mm512_dpbf16_ps((__m512)(sum), (__m512bh)(a), (__m512bh)(b)))
// The instruction's first operand goes into the upper half.
#define ROUND_TO_BF16(a, b) ((integers)_mm512_cvtne2ps_pbh((__m512)(b), (__m512)(a)))
#include "Templates/template_reduced.h"

#pragma clang attribute pop

#endif
