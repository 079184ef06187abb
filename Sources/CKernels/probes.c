// Multiply-adds from registers alone, and bytes read in order.
#include "CKernels.h"

#if !defined(__wasm__)

#pragma clang fp contract(fast)

#define UNROLL _Pragma("clang loop unroll(full)")

// Chains of sums that do not wait for one another: more than two units times their latency (10 with
// fused multiply-add, 16 without), and no more than fit the registers beside factor and summand. The
// sums converge to 2, and stay ordinary numbers.
#define DEFINE_PROBES(name, attributes, lanes, chains)                                            \
  attributes static ptrdiff_t multiply_##name(ptrdiff_t rounds) {                                 \
    typedef float vector __attribute__((vector_size(4 * lanes)));                                 \
    vector factor = 0.5f - (vector){}, sum[chains];                                               \
    vector summand = 1.0f - (vector){};                                                           \
    UNROLL for (int i = 0; i < chains; i++) sum[i] = (float)i - (vector){};                       \
    for (ptrdiff_t round = 0; round < rounds; round++) {                                          \
      UNROLL for (int i = 0; i < chains; i++) sum[i] = sum[i] * factor + summand;                 \
      UNROLL for (int i = 0; i < chains; i++) __asm__ volatile("" : KEPT(sum[i]));                \
    }                                                                                             \
    return rounds * chains * lanes;                                                               \
  }                                                                                               \
  attributes static float read_##name(const float *block, ptrdiff_t count, ptrdiff_t times) {     \
    typedef float vector __attribute__((vector_size(4 * lanes)));                                 \
    typedef float loose __attribute__((vector_size(4 * lanes), aligned(4), may_alias));           \
    vector sum[8] = {};                                                                           \
    float total = 0;                                                                              \
    for (; times > 0; times--) {                                                                  \
      ptrdiff_t i = 0;                                                                            \
      for (; i + 8 * lanes <= count; i += 8 * lanes) {                                            \
        UNROLL for (int j = 0; j < 8; j++) sum[j] += *(const loose *)(block + i + j * lanes);     \
      }                                                                                           \
      for (; i < count; i++) total += block[i];                                                   \
    }                                                                                             \
    UNROLL for (int j = 0; j < 8; j++) {                                                          \
      UNROLL for (int lane = 0; lane < lanes; lane++) total += sum[j][lane];                      \
    }                                                                                             \
    return total;                                                                                 \
  }

#if defined(__x86_64__)

#define KEPT(v) "+x"(v)
DEFINE_PROBES(baseline, , 4, 12)
DEFINE_PROBES(avx2, __attribute__((target("avx2,fma"))), 8, 12)
#undef KEPT
#define KEPT(v) "+v"(v)
DEFINE_PROBES(avx512, __attribute__((target("avx512f"))), 16, 24)

#define SELECT(probe, ...)                                                \
  switch (lentigo_kernels_for(instruction_set) ? instruction_set : -1) {  \
    case LENTIGO_AVX512: return probe##_avx512(__VA_ARGS__);              \
    case LENTIGO_AVX2: return probe##_avx2(__VA_ARGS__);                  \
    default: return probe##_baseline(__VA_ARGS__);                        \
  }

#else

#if defined(__aarch64__)
#define KEPT(v) "+w"(v)
#else
#define KEPT(v) "+m"(v)
#endif
DEFINE_PROBES(baseline, , 4, 24)

#define SELECT(probe, ...)                         \
  (void)instruction_set; /* there is one kind */ \
  return probe##_baseline(__VA_ARGS__);

#endif

ptrdiff_t lentigo_probe_multiply(int32_t instruction_set, ptrdiff_t rounds) {
  SELECT(multiply, rounds)
}

float lentigo_probe_read(int32_t instruction_set, const float *block, ptrdiff_t count,
                         ptrdiff_t times) {
  SELECT(read, block, count, times)
}

#endif
