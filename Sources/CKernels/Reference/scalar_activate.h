// Activations of the scalar reference.
#pragma once

#include "CKernels.h"

#pragma clang fp contract(off)

static inline float activate(float x, int32_t activation) {
  float clamped = x + 3.0f < 0.0f ? 0.0f : x + 3.0f > 6.0f ? 6.0f : x + 3.0f;
  switch (activation) {
    case LENTIGO_RELU: return x < 0.0f ? 0.0f : x;
    case LENTIGO_HARD_SWISH: return x * clamped / 6.0f;
    case LENTIGO_HARD_SIGMOID: return clamped / 6.0f;
    case LENTIGO_SILU: return x * lentigo_sigmoid(x);
    case LENTIGO_SIGMOID: return lentigo_sigmoid(x);
    default: return x;
  }
}
