#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

// What a camera does to a picture, for LesionImage's augmentation. Integers are exact and floats are
// added and multiplied one by one in a fixed order: every platform writes the same bytes.
//
// Pictures are interleaved RGB in rows from the top, without gaps, at least one pixel large, and are
// changed in place. Scratch memory is aligned to 16 bytes and as long as the function beside says.

// Neighbours on each side that a blur mixes in.
enum { LENTIGO_BLUR_RADIUS = 7 };

// Mixes every value with its neighbours in both directions, the border repeated. weights[0] is the
// middle's, weights[i] that of both neighbours at distance i; with those they are 256 together.
void lentigo_blur(
    uint8_t *pixels, ptrdiff_t width, ptrdiff_t height, const uint16_t *weights, void *scratch);
ptrdiff_t lentigo_blur_scratch(ptrdiff_t width, ptrdiff_t height);

// Adds to each value the sum of four random bytes around 0, times scale / 65536. scale is at most
// 2^20.
void lentigo_noise(uint8_t *pixels, ptrdiff_t count, int32_t scale, uint32_t seed);

// Rounds the cosine transform of blocks of 8 x 8 as JPEG does (ITU-T T.81, tables K.1 and K.2, times
// coarseness, colours at half the resolution).
void lentigo_compress(
    uint8_t *pixels, ptrdiff_t width, ptrdiff_t height, float coarseness, void *scratch);
ptrdiff_t lentigo_compress_scratch(ptrdiff_t width, ptrdiff_t height);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif
