// x86-64's baseline: every such processor runs these.
#include "Shared/tables.h"

#if defined(__x86_64__)

#include <emmintrin.h>
#include "part_lanes.h"

#define LANES 4
#define MATRIX_ROWS 4
#define NARROW_ROWS 4
#define KERNEL_TABLE lentigo_kernels_sse2
#define VECTOR_MAX(a, b) ((vector)_mm_max_ps((__m128)(a), (__m128)(b)))
#define VECTOR_MIN(a, b) ((vector)_mm_min_ps((__m128)(a), (__m128)(b)))
#include "Templates/kernels_template.h"

#endif
