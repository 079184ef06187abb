// WebAssembly with simd128.
#include "tables.h"

#if defined(__wasm_simd128__)

#include <wasm_simd128.h>
#include "part_lanes.h"

#define LANES 4
#define MATRIX_ROWS 4
#define NARROW_ROWS 4
#define KERNEL_TABLE lentigo_kernels_wasm
// 'Pseudo' maximum and minimum are single instructions on x86 too; the others are not. Where a lane
// is not a number they give their first operand, x86 its second: hence b before a.
#define VECTOR_MAX(a, b) ((vector)wasm_f32x4_pmax((v128_t)(b), (v128_t)(a)))
#define VECTOR_MIN(a, b) ((vector)wasm_f32x4_pmin((v128_t)(b), (v128_t)(a)))
#include "kernels_template.h"

#endif
