// x86-64 with AVX-512 F, VL, BW and DQ: Intel servers since 2017, AMD since 2022.
#include "Shared/tables.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma"))), apply_to = function)

#include "lanes_avx512.h"
#define KERNEL_TABLE lentigo_kernels_avx512
#include "Templates/kernels_template.h"

#undef KERNEL_TABLE
#define KERNEL_TABLE lentigo_kernels_avx512_int8
#define TABLE_BF16_IS_FASTER 0
#define TABLE_REDUCED REDUCED_KERNELS(avx512, int8)
#include "Templates/template_table.h"

#undef KERNEL_TABLE
#undef TABLE_REDUCED
#define KERNEL_TABLE lentigo_kernels_avx512_int8_bf16
#define TABLE_REDUCED REDUCED_KERNELS(avx512, int8), REDUCED_KERNELS(avx512, bf16)
#include "Templates/template_table.h"

#undef KERNEL_TABLE
#undef TABLE_BF16_IS_FASTER
#define KERNEL_TABLE lentigo_kernels_avx512_int8_fast_bf16
#define TABLE_BF16_IS_FASTER 1
#include "Templates/template_table.h"

#pragma clang attribute pop

#endif
