// WebAssembly with simd128; with relaxed-simd too, where the module is compiled for it.
#include "Shared/tables.h"

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
#if defined(__wasm_relaxed_simd__)
// By hand: left to itself, clang 21 hands the operands over in the order of an early draft, and
// computes a + sum * b.
#pragma clang fp contract(off)
#define MULTIPLY_ADD(a, b, sum) ((vector)__builtin_wasm_relaxed_madd_f32x4(a, b, sum))
#endif
#include "Templates/kernels_template.h"

#endif
