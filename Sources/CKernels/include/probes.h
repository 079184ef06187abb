// What one core can do at most, for comparison with what a kernel does. The caller has the clock.
#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

#if !defined(__wasm__)
// `rounds` of independent multiply-adds in registers, with the vectors of an instruction set (the
// processor's baseline where it is not available). Returns how many were done.
ptrdiff_t lentigo_probe_multiply(int32_t instruction_set, ptrdiff_t rounds);

// `count` floats read in order, `times` over. Returns their sum.
float lentigo_probe_read(int32_t instruction_set, const float *block, ptrdiff_t count,
                         ptrdiff_t times);
#endif

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#if defined(__cplusplus)
}
#endif
