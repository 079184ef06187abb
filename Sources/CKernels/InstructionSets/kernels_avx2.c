// x86-64 with AVX2 and FMA: Intel since 2013, AMD since 2015.
#include "Shared/tables.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#include "lanes_avx2.h"
#define KERNEL_TABLE lentigo_kernels_avx2
#include "Templates/kernels_template.h"

#undef KERNEL_TABLE
#define KERNEL_TABLE lentigo_kernels_avx2_int8
#define TABLE_BF16_IS_FASTER 0
#define TABLE_REDUCED REDUCED_KERNELS(avx2, int8)
#include "Templates/template_table.h"

#pragma clang attribute pop

#endif
