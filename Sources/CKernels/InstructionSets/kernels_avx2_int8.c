// x86-64 with AVX2 and AVX-VNNI: Intel's processors for desktops since 2021, AMD's since 2024.
#include "Shared/tables.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma,avxvnni"))), apply_to = function)

#include "lanes_avx2.h"
#include "Templates/kernels_template.h"

#define REDUCED_IS_INT8 1
#define REDUCED_NAME(name) lentigo_avx2_##name##_int8
#define DOT(sum, a, b) \
  ((integers)_mm256_dpbusd_avx_epi32((__m256i)(sum), (__m256i)(a), (__m256i)(b)))
#define COMPENSATION(s, z) \
  ((integers)_mm256_dpwssd_avx_epi32(_mm256_setzero_si256(), (__m256i)(s), _mm256_set1_epi32(z)))
#include "Templates/template_reduced.h"

#pragma clang attribute pop

#endif
