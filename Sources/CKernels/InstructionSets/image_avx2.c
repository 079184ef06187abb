// x86-64 with AVX2: two rows, or 8 bytes, at a time.
#include "Shared/image_tables.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

static inline __attribute__((always_inline)) __m128i saturated(__m256i v) {
  __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
  return _mm_packus_epi16(words, words);
}

#define LANES 8
#define IMAGE_TABLE lentigo_image_kernels_avx2
#define DOT(a, b) ((ints)_mm256_madd_epi16((__m256i)(a), (__m256i)(b)))
#define SHUFFLE(v, indices) ((bytes)_mm256_shuffle_epi8((__m256i)(v), (__m256i)(indices)))
#define GATHER(p, offsets) \
  ((longs)_mm256_i64gather_epi64((const long long *)(p), (__m256i)(offsets), 1))
#define SATURATE(v) ((levels)_mm_cvtsi128_si64(saturated((__m256i)(v))))
#define ROW(rows, i, at) _mm_loadu_si128((const __m128i *)((rows)[i] + (at)))
#define LOAD_ROWS(rows, at)                                                                    \
  ((bytes)_mm256_inserti128_si256(_mm256_castsi128_si256(ROW(rows, 0, at)), ROW(rows, 1, at), 1))
#include "Templates/template_image.h"

#pragma clang attribute pop

#endif
