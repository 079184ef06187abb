// What int8 is to template_reduced.h: sums of integers, which begin with what the zero point is in
// the way, and are scaled in the end.

typedef integers total;
typedef uint32_t unsigned_integers __attribute__((vector_size(4 * LANES)));
typedef uint8_t bytes __attribute__((vector_size(LANES)));
typedef uint8_t loose_bytes __attribute__((vector_size(LANES), aligned(4), may_alias));

INLINE total begin(const int32_t *header, ptrdiff_t width, reduced_range range) {
  return COMPENSATION(*(const loose_integers *)(header + 2 * width), range.zero);
}

INLINE vector end(total sum, const int32_t *header, ptrdiff_t width, reduced_range range) {
  // All loads ahead of the arithmetic: compilers fuse what stands together, or else some tiles might
  // round once and others twice.
  const vector bias = load((const float *)header);
  const vector scale = load((const float *)(header + width)) * range.scale;
  return MULTIPLY_ADD(__builtin_convertvector(sum, vector), scale, bias);
}

INLINE total nothing(void) { return (total){}; }

INLINE int32_t zero_dword(reduced_range range) {
  return (int32_t)((uint32_t)(range.zero & 0xff) * 0x01010101u);
}

// As integers, floats that are not negative are in order, those that are in reverse order and,
// without a sign, above them: two maxima. Whatever is not finite is beyond what is, and so found.
// `low` is 0 where nothing is negative.
INLINE void find_ends(const float *values, ptrdiff_t count, int32_t *low, int32_t *high) {
  integers top[2] = {};
  unsigned_integers bottom[2] = {};
  ptrdiff_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    UNROLL for (int j = 0; j < 2; j++) {
      integers x = (integers)load(values + i + j * LANES);
      top[j] = __builtin_elementwise_max(top[j], x);
      bottom[j] = __builtin_elementwise_max(bottom[j], (unsigned_integers)x);
    }
  }
  for (; i < count; i += LANES) {
    integers x = (integers)load_first(values + i, count - i);
    top[0] = __builtin_elementwise_max(top[0], x);
    bottom[0] = __builtin_elementwise_max(bottom[0], (unsigned_integers)x);
  }
  *high = __builtin_reduce_max(__builtin_elementwise_max(top[0], top[1]));
  int32_t lowest =
      (int32_t)__builtin_reduce_max(__builtin_elementwise_max(bottom[0], bottom[1]));
  *low = lowest < 0 ? lowest : 0;
}

INLINE reduced_range find_range(const float *values, ptrdiff_t count, float *factor) {
  int32_t low, high;
  float ends[2];
  find_ends(values, count, &low, &high);
  __builtin_memcpy(&ends[0], &low, 4);
  __builtin_memcpy(&ends[1], &high, 4);
  return reduced_range_of(ends[0], ends[1], factor);
}

// reduced_range_of() for LANES rows together: one division takes as long as all.
INLINE void find_ranges(const float *const *rows, ptrdiff_t count, ptrdiff_t depth,
                        reduced_range *ranges, float *factors) {
#pragma clang fp contract(off)
  int32_t lows[LANES] = {}, highs[LANES] = {};
  for (ptrdiff_t i = 0; i < count; i++) find_ends(rows[i], depth, lows + i, highs + i);
  vector low = load((const float *)lows), high = load((const float *)highs);
  vector width = high - low;
  integers usable = (width >= splat(0x1p-100f)) & (width <= splat(0x1.fffffep127f));
  vector factor = (vector)((integers)(255.0f / width) & usable);
  vector scale = (vector)(((integers)(width / 255.0f) & usable) |
                          ((integers)(width * splat(0.0f)) & ~usable));
  vector shifted = -low * factor + splat(0x1.8p23f);
  integers zero = (integers)shifted & 0xff & usable;
  zero |= zero << 23;
  store(factors, factor);
  for (ptrdiff_t i = 0; i < count; i++) {
    ranges[i] = (reduced_range){.scale = scale[i], .zero = zero[i]};
  }
}

// To nearest even: adding 1.5 * 2^23 leaves the integer in the low bits.
INLINE integers quantise(vector x, vector factor, vector low, vector high, int32_t zero) {
  vector steps = x * factor;
  steps = VECTOR_MIN(high, VECTOR_MAX(low, steps));
  const float shifter = 0x1.8p23f;
  return (integers)(steps + shifter) - (integers)splat(shifter) + zero;
}

INLINE void convert(const float *values, ptrdiff_t count, reduced_range range, float factor,
                    int32_t *to) {
  const int32_t zero = range.zero & 0xff;
  const vector low = splat((float)-zero), high = splat((float)(255 - zero)), by = splat(factor);
  ptrdiff_t i = 0;
#if defined(QUANTISE_FOUR)
  for (; i < count; i += 4 * LANES, to += LANES) {
    QUANTISE_FOUR(values + i, count - i, by, zero, to);
  }
#endif
  for (; i < count; i += LANES, to += LANES / 4) {
    bytes quantised = __builtin_convertvector(
        quantise(load_first(values + i, count - i), by, low, high, zero), bytes);
    *(loose_bytes *)to = quantised;
  }
}
