// What bf16 is to template_reduced.h: sums of floats, which begin with the bias.

typedef vector total;

INLINE total begin(const int32_t *header, ptrdiff_t width, reduced_range range) {
  return *(const loose_vector *)header;
}

INLINE vector end(total sum, const int32_t *header, ptrdiff_t width, reduced_range range) {
  return sum;
}

INLINE total nothing(void) { return splat(0.0f); }

// Dwords that stand for a zero input.
INLINE int32_t zero_dword(reduced_range range) { return 0; }

INLINE reduced_range find_range(const float *values, ptrdiff_t count, float *factor) {
  *factor = 1.0f;
  return (reduced_range){};
}

INLINE void find_ranges(const float *const *rows, ptrdiff_t count, ptrdiff_t depth,
                        reduced_range *ranges, float *factors) {}

INLINE void convert(const float *values, ptrdiff_t count, reduced_range range, float factor,
                    int32_t *to) {
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += 2 * LANES, to += LANES) {
    ptrdiff_t left = count - i - LANES;
    vector second = left > 0 ? load_first(values + i + LANES, left) : splat(0.0f);
    *(loose_integers *)to = ROUND_TO_BF16(load(values + i), second);
  }
  if (i < count) {
    *(loose_integers *)to = ROUND_TO_BF16(LOAD_PART(values + i, count - i), splat(0.0f));
  }
}
