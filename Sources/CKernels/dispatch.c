// Which kernels this processor, under this operating system, can run.
#include "Shared/tables.h"

#if defined(__x86_64__)

#include <cpuid.h>

// The operating system must save the wide registers too: XCR0's bits 1, 2 (SSE, AVX) and 5 to 7
// (AVX-512).
static uint32_t saved_registers(void) {
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

// What is used of a processor. KNOWN tells an answer from none.
enum {
  KNOWN = 1,
  HAS_AVX2 = 2,
  HAS_AVX_VNNI = 4,
  HAS_AVX512 = 8,
  HAS_AVX512_VNNI = 16,
  HAS_AVX512_BF16 = 32,
  IS_AMD = 64,
};

static uint32_t ask_processor(void) {
  uint32_t a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return KNOWN;
  const uint32_t fma = 1u << 12, osxsave = 1u << 27, avx = 1u << 28;
  if ((c & (fma | osxsave | avx)) != (fma | osxsave | avx)) return KNOWN;
  const uint32_t saved = saved_registers();
  if ((saved & 0x06) != 0x06 || !__get_cpuid_count(7, 0, &a, &b, &c, &d)) return KNOWN;
  const uint32_t avx2 = 1u << 5;
  const uint32_t avx512 = 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31;  // F, DQ, BW, VL
  if (!(b & avx2)) return KNOWN;
  uint32_t found = KNOWN | HAS_AVX2;
  // macOS sets bits 5 to 7 only once a process has used AVX-512: there AVX2 is taken, which is safe.
  if ((b & avx512) == avx512 && (saved & 0xE0) == 0xE0) found |= HAS_AVX512;
  if (c & 1u << 11) found |= HAS_AVX512_VNNI;
  // Leaf 7 says in `a` how many further leaves it has.
  if (a >= 1 && __get_cpuid_count(7, 1, &a, &b, &c, &d)) {
    if (a & 1u << 4) found |= HAS_AVX_VNNI;
    if (a & 1u << 5) found |= HAS_AVX512_BF16;
  }
  const uint32_t auth = 0x68747541;  // of AuthenticAMD
  if (__get_cpuid(0, &a, &b, &c, &d) && b == auth) found |= IS_AMD;
  return found;
}

// Asked once: the question traps in a virtual machine, which takes longer than a small product of
// matrices. Threads that ask at the same time find the same.
static uint32_t processor(void) {
  static uint32_t known;
  uint32_t found = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (!found) {
    found = ask_processor();
    __atomic_store_n(&known, found, __ATOMIC_RELAXED);
  }
  return found;
}

static const lentigo_kernels *avx2(uint32_t has) {
  if (!(has & HAS_AVX2)) return 0;
  return has & HAS_AVX_VNNI ? &lentigo_kernels_avx2_int8 : &lentigo_kernels_avx2;
}

// Reduced precision came later: VNNI in 2019, BF16 in 2020. No processor has only the latter.
static const lentigo_kernels *avx512(uint32_t has) {
  if (!(has & HAS_AVX512)) return 0;
  if (!(has & HAS_AVX512_VNNI)) return &lentigo_kernels_avx512;
  if (!(has & HAS_AVX512_BF16)) return &lentigo_kernels_avx512_int8;
  // On Intel (measured: Sapphire Rapids) one instruction for pairs of bf16 takes the time of four for
  // floats, which would do twice the work. AMD's tables give it the time of one.
  return has & IS_AMD ? &lentigo_kernels_avx512_int8_fast_bf16 : &lentigo_kernels_avx512_int8_bf16;
}

const lentigo_kernels *lentigo_kernels_for(int32_t instruction_set) {
  switch (instruction_set) {
    case LENTIGO_SCALAR: return &lentigo_kernels_scalar;
    case LENTIGO_SSE2: return &lentigo_kernels_sse2;
    case LENTIGO_AVX2: return avx2(processor());
    case LENTIGO_AVX512: return avx512(processor());
    default: return 0;
  }
}

#else

const lentigo_kernels *lentigo_kernels_for(int32_t instruction_set) {
  switch (instruction_set) {
    // A browser downloads no kernels that it never runs.
#if !defined(__wasm__)
    case LENTIGO_SCALAR: return &lentigo_kernels_scalar;
#endif
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
