// Parts of a vector, lane by lane, for instruction sets without masks.
#define LOAD_PART(p, n) load_lanes(p, n)
#define STORE_PART(p, v, n) store_lanes(p, v, n)

typedef float four_lanes __attribute__((vector_size(16)));

static inline __attribute__((always_inline)) four_lanes load_lanes(const float *p, ptrdiff_t n) {
  four_lanes v = {};
  for (int i = 0; i < 4; i++) {
    if (i < n) v[i] = p[i];
  }
  return v;
}

static inline __attribute__((always_inline)) void store_lanes(float *p, four_lanes v,
                                                              ptrdiff_t n) {
  for (int i = 0; i < 4; i++) {
    if (i < n) p[i] = v[i];
  }
}
