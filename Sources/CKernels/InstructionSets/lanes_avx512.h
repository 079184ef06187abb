// What kernels_template.h asks for, for AVX-512.
#define LANES 16
#define MATRIX_ROWS 7
#define NARROW_ROWS 14
#define STEM_COLUMNS 16
#define VECTOR_MAX(a, b) ((vector)_mm512_max_ps((__m512)(a), (__m512)(b)))
#define VECTOR_MIN(a, b) ((vector)_mm512_min_ps((__m512)(a), (__m512)(b)))
#define LOAD_PART(p, n) ((vector)_mm512_maskz_loadu_ps((__mmask16)((1u << (n)) - 1), p))
#define STORE_PART(p, v, n) _mm512_mask_storeu_ps(p, (__mmask16)((1u << (n)) - 1), (__m512)(v))

// The estimate has 14 bits, and a step of Newton's twice as many: sooner than a division, which
// handles a few lanes at a time.
#define DIVIDE(a, b) divide(a, b)

static inline __attribute__((always_inline)) __m512 divide(__m512 a, __m512 b) {
  __m512 inverse = _mm512_rcp14_ps(b);
  __m512 error = _mm512_fnmadd_ps(b, inverse, _mm512_set1_ps(1.0f));
  return _mm512_mul_ps(a, _mm512_fmadd_ps(inverse, error, inverse));
}
