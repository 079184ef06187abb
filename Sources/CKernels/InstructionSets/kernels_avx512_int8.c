// x86-64 with AVX-512 VNNI: Intel servers since 2019, AMD since 2022.
#include "Shared/tables.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push(                                                                \
    __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx512vnni,avx2,fma"))),       \
    apply_to = function)

#include "lanes_avx512.h"
#include "Templates/kernels_template.h"

#define REDUCED_IS_INT8 1
#define REDUCED_NAME(name) lentigo_avx512_##name##_int8
#define DOT(sum, a, b) ((integers)_mm512_dpbusd_epi32((__m512i)(sum), (__m512i)(a), (__m512i)(b)))
#define COMPENSATION(s, z) \
  ((integers)_mm512_dpwssd_epi32(_mm512_setzero_si512(), (__m512i)(s), _mm512_set1_epi32(z)))

// As quantise() in format_int8.h, up to 64 values at a time: packing saturates, which keeps them
// within 0...255, and goes by quarters of a vector, which are put in order at the end.
#define QUANTISE_FOUR quantise_four
static inline __attribute__((always_inline)) void quantise_four(const float *values,
                                                                ptrdiff_t count, vector by,
                                                                int32_t zero, int32_t *to) {
  const uint64_t mask = count < 64 ? (1ull << count) - 1 : ~0ull;
  __m512i steps[4];
  UNROLL for (int i = 0; i < 4; i++) {
    vector x = (vector)_mm512_maskz_loadu_ps((__mmask16)(mask >> 16 * i), values + 16 * i);
    steps[i] =
        _mm512_add_epi32(_mm512_cvtps_epi32((__m512)(x * by)), _mm512_set1_epi32(zero));
  }
  __m512i packed = _mm512_packus_epi16(_mm512_packs_epi32(steps[0], steps[1]),
                                       _mm512_packs_epi32(steps[2], steps[3]));
  const __m512i order =
      _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
  _mm512_storeu_si512(to, _mm512_permutexvar_epi32(order, packed));
}

#include "Templates/template_reduced.h"

#pragma clang attribute pop

#endif
