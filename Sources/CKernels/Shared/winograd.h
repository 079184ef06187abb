// Winograd's minimal filtering for 3x3 windows with stride 1 (Lavin & Gray, 2016), as used here.
//
// An output tile of tile x tile pixels, from (tile + 2)^2 pixels of input d and the window g, is
//
//   A^T [ (G g G^T) * (B^T d B) ] A
//
// with * element by element: (tile + 2)^2 multiplications a channel in place of 9 tile^2. Summed over
// input channels, each of the (tile + 2)^2 points becomes a matrix product, tiles x channels times
// channels x outputs, and `matrix` computes it.
//
// The matrices come from polynomials evaluated at tile + 1 points and at infinity (Toom and Cook's
// way to multiply). The points are 0 and pairs +p and -p: near 1 in magnitude, because their powers
// multiply rounding errors, and short binary fractions, so that the matrices hardly round. Chosen by
// measurement: over 256 channels the root mean square error is 2e-7 of the largest value for tile 2
// and 4e-7 for 4; with the textbooks' points 1 and 2 it is twice that, the largest error three times.
#pragma once

#include "CKernels.h"

// The phone's network has no layer that this is for: its module is smaller without.
#if !defined(__wasm__)
#define LENTIGO_HAS_WINOGRAD 1

enum { WINOGRAD_LARGEST_TILE = 4, WINOGRAD_LARGEST_SIDE = 6 };

// The points p of tiles 2 and 4.
#define P20 1.0f
#define P40 0.75f
#define P41 1.5f
static const float winograd_points[2][2] = {{P20}, {P40, P41}};

// Coefficients of products of (y - p^2), lowest power of y first: line k over all points but the
// k-th, the line behind the last point over all.
static const float winograd_products[2][3][3] = {
    {{1}, {-P20 * P20, 1}},
    {{-P41 * P41, 1}, {-P40 * P40, 1}, {P40 * P40 * P41 * P41, -P40 * P40 - P41 * P41, 1}},
};

// The matrices for one tile, row by row, computed from the points alone.
typedef struct {
  double input[WINOGRAD_LARGEST_SIDE][WINOGRAD_LARGEST_SIDE];   // B^T: side x side
  double window[WINOGRAD_LARGEST_SIDE][3];                      // G: side x 3
  double output[WINOGRAD_LARGEST_TILE][WINOGRAD_LARGEST_SIDE];  // A^T: tile x side
} winograd_matrices;

winograd_matrices winograd_matrices_for(ptrdiff_t tile);

// How `scratch` is laid out: a pixel of zeros, the transformed inputs, the products; tile after tile,
// and within a tile point after point. So what a transform touches lies on few pages. An odd number
// of cache lines from point to point keeps them from falling in the same set of the cache.
static inline ptrdiff_t winograd_zeros(ptrdiff_t channels) { return (channels + 15) / 16 * 16; }
static inline ptrdiff_t winograd_stride(ptrdiff_t channels) {
  return ((channels + 15) / 16 | 1) * 16;
}

#endif
