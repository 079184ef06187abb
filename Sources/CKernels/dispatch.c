// Which kernels this processor, under this operating system, can run.
#include "tables.h"

#if defined(__x86_64__)

#include <cpuid.h>

// The operating system must save the wide registers too: XCR0's bits 1, 2 (SSE, AVX) and 5 to 7
// (AVX-512).
static uint32_t saved_registers(void) {
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

// The widest usable set. Asked anew each time: it takes a microsecond and needs no state.
static int32_t widest(void) {
  uint32_t a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return LENTIGO_SSE2;
  const uint32_t fma = 1u << 12, osxsave = 1u << 27, avx = 1u << 28;
  if ((c & (fma | osxsave | avx)) != (fma | osxsave | avx)) return LENTIGO_SSE2;
  uint32_t saved = saved_registers();
  if ((saved & 0x06) != 0x06 || !__get_cpuid_count(7, 0, &a, &b, &c, &d)) return LENTIGO_SSE2;
  const uint32_t avx2 = 1u << 5;
  const uint32_t avx512 = 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31;  // F, DQ, BW, VL
  if (!(b & avx2)) return LENTIGO_SSE2;
  // macOS sets bits 5 to 7 only once a process has used AVX-512: there AVX2 is taken, which is safe.
  return (b & avx512) == avx512 && (saved & 0xE0) == 0xE0 ? LENTIGO_AVX512 : LENTIGO_AVX2;
}

const lentigo_kernels *lentigo_kernels_for(int32_t instruction_set) {
  switch (instruction_set) {
    case LENTIGO_SCALAR: return &lentigo_kernels_scalar;
    case LENTIGO_SSE2: return &lentigo_kernels_sse2;
    case LENTIGO_AVX2: return widest() >= LENTIGO_AVX2 ? &lentigo_kernels_avx2 : 0;
    case LENTIGO_AVX512: return widest() >= LENTIGO_AVX512 ? &lentigo_kernels_avx512 : 0;
    default: return 0;
  }
}

#else

const lentigo_kernels *lentigo_kernels_for(int32_t instruction_set) {
  switch (instruction_set) {
    case LENTIGO_SCALAR: return &lentigo_kernels_scalar;
#if defined(__aarch64__)
    case LENTIGO_NEON: return &lentigo_kernels_neon;
#endif
#if defined(__wasm_simd128__)
    case LENTIGO_WASM: return &lentigo_kernels_wasm;
#endif
    default: return 0;
  }
}

#endif
