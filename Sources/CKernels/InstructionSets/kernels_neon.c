// arm64, all of it.
#include "Shared/tables.h"

#if defined(__aarch64__)

#include <arm_neon.h>
#include "part_lanes.h"

#define LANES 4
#define MATRIX_ROWS 8
#define NARROW_ROWS 8
#define MULTIPLIES_BY_LANE
#define KERNEL_TABLE lentigo_kernels_neon
#define VECTOR_MAX(a, b) ((vector)vmaxq_f32((float32x4_t)(a), (float32x4_t)(b)))
#define VECTOR_MIN(a, b) ((vector)vminq_f32((float32x4_t)(a), (float32x4_t)(b)))
#include "Templates/kernels_template.h"

#endif
