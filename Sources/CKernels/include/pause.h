// A hint to the processor that a loop waits for another core. Swift has none.
#pragma once

static inline void lentigo_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb");
#endif
}
