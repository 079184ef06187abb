// e to the power of x without a mathematics library, in double and without fused operations, so
// that the result is the same everywhere.
#include "CKernels.h"

#pragma clang fp contract(off)

// For |x| up to 150, to better than 35 bits.
static double exponential(double x) {
  // x = n ln 2 + r with |r| at most half of ln 2; e^x = 2^n e^r.
  double scaled = x * 0x1.71547652b82fep0;
  int32_t n = (int32_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  double r = x - n * 0x1.62e42fefa39efp-1;
  // Taylor's series; the first term left out is below 2^-36 of the sum.
  double sum = 1.0 / 362880;
  sum = sum * r + 1.0 / 40320;
  sum = sum * r + 1.0 / 5040;
  sum = sum * r + 1.0 / 720;
  sum = sum * r + 1.0 / 120;
  sum = sum * r + 1.0 / 24;
  sum = sum * r + 1.0 / 6;
  sum = sum * r + 0.5;
  sum = sum * r + 1.0;
  sum = sum * r + 1.0;
  union {
    uint64_t bits;
    double value;
  } power = {(uint64_t)(n + 1023) << 52};
  return sum * power.value;
}

float lentigo_exponential(float x) {
  if (x != x) return x;
  if (x > 89.0f) return __builtin_inff();
  if (x < -104.0f) return 0.0f;
  return (float)exponential(x);
}

float lentigo_sigmoid(float x) {
  if (x != x) return x;
  double magnitude = x < 0 ? -(double)x : x;
  // The smaller of the two exponentials: no overflow, and full precision near 0.
  double e = exponential(magnitude > 150 ? -150 : -magnitude);
  return (float)((x < 0 ? e : 1.0) / (1.0 + e));
}
