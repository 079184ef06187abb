// bfloat16: the upper half of a 32-bit float.
#pragma once

#include <stdint.h>

static inline uint32_t bits_of_float(float x) {
  uint32_t bits;
  __builtin_memcpy(&bits, &x, 4);
  return bits;
}

static inline float float_of_bits(uint32_t bits) {
  float x;
  __builtin_memcpy(&x, &bits, 4);
  return x;
}

// To nearest even; what is not a number stays so, and what is smaller than every normal number
// becomes zero, as it does in the instructions.
static inline uint16_t bfloat_of(float x) {
  uint32_t bits = bits_of_float(x);
  if (x != x) return (uint16_t)(bits >> 16 | 0x40);
  if ((bits & 0x7f800000) == 0) return (uint16_t)((bits & 0x80000000) >> 16);
  return (uint16_t)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}
