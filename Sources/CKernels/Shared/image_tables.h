// Declarations shared by the sources of the image kernels.
#pragma once

#include "image_kernels.h"

// Fractional bits of a weight of the resize, and how many of them lie in its low part.
enum { IMAGE_PRECISION = 22, IMAGE_LOW_BITS = 15 };

extern const lentigo_image_kernels lentigo_image_kernels_128;
extern const lentigo_image_kernels lentigo_image_kernels_avx2;
extern const lentigo_image_kernels lentigo_image_kernels_avx512;
