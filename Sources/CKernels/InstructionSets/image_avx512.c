// x86-64 with AVX-512 F, VL, BW and DQ: four rows, or 16 bytes, at a time.
#include "Shared/image_tables.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma"))), apply_to = function)

#define LANES 16
#define IMAGE_TABLE lentigo_image_kernels_avx512
#define DOT(a, b) ((ints)_mm512_madd_epi16((__m512i)(a), (__m512i)(b)))
#define SHUFFLE(v, indices) ((bytes)_mm512_shuffle_epi8((__m512i)(v), (__m512i)(indices)))
#define GATHER(p, offsets) ((longs)_mm512_i64gather_epi64((__m512i)(offsets), p, 1))
#define SATURATE(v) ((levels)_mm512_cvtusepi32_epi8((__m512i)(v)))
#define ROW(rows, i, at) _mm_loadu_si128((const __m128i *)((rows)[i] + (at)))
#define TWO_ROWS(rows, at)                                                                     \
  _mm512_inserti32x4(_mm512_castsi128_si512(ROW(rows, 0, at)), ROW(rows, 1, at), 1)
#define LOAD_ROWS(rows, at)                                                                    \
  ((bytes)_mm512_inserti32x4(                                                                  \
      _mm512_inserti32x4(TWO_ROWS(rows, at), ROW(rows, 2, at), 2), ROW(rows, 3, at), 3))
#include "Templates/template_image.h"

#pragma clang attribute pop

#endif
