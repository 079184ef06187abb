// What kernels_template.h asks for, for AVX2.
static inline __attribute__((always_inline)) __m256i first_lanes(ptrdiff_t n) {
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int)n), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

#define LANES 8
#define MATRIX_ROWS 6
#define NARROW_ROWS 12
#define VECTOR_MAX(a, b) ((vector)_mm256_max_ps((__m256)(a), (__m256)(b)))
#define VECTOR_MIN(a, b) ((vector)_mm256_min_ps((__m256)(a), (__m256)(b)))
#define LOAD_PART(p, n) ((vector)_mm256_maskload_ps(p, first_lanes(n)))
#define STORE_PART(p, v, n) _mm256_maskstore_ps(p, first_lanes(n), (__m256)(v))
