// Winograd's matrices, and weights transformed with them.
#include "Shared/winograd.h"

#if defined(LENTIGO_HAS_WINOGRAD)

// The points in the order of the matrices' rows: 0, +p, -p, and so on; infinity comes last.
static double point(ptrdiff_t tile, ptrdiff_t index) {
  if (index == 0) return 0;
  double magnitude = winograd_points[tile / 2 - 1][(index - 1) / 2];
  return index % 2 ? magnitude : -magnitude;
}

winograd_matrices winograd_matrices_for(ptrdiff_t tile) {
  winograd_matrices m = {};
  const ptrdiff_t side = tile + 2, finite = side - 1;
  for (ptrdiff_t row = 0; row < side; row++) {
    // The product of (x - q) over all points q but this row's, coefficient by coefficient.
    double *polynomial = m.input[row], scale = 1;
    polynomial[0] = 1;
    for (ptrdiff_t other = 0; other < finite; other++) {
      if (other == row) continue;
      for (ptrdiff_t i = side - 1; i >= 0; i--) {
        polynomial[i] = (i > 0 ? polynomial[i - 1] : 0) - point(tile, other) * polynomial[i];
      }
      if (row < finite) scale *= point(tile, row) - point(tile, other);
    }
    double power = 1;
    for (ptrdiff_t i = 0; i < tile; i++) {
      double value = row < finite ? power : i == tile - 1;
      m.output[i][row] = value;
      power *= row < finite ? point(tile, row) : 1;
    }
    power = 1;
    for (ptrdiff_t i = 0; i < 3; i++) {
      m.window[row][i] = row < finite ? power / scale : i == 2;
      power *= row < finite ? point(tile, row) : 1;
    }
  }
  return m;
}

ptrdiff_t lentigo_winograd_scratch_count(ptrdiff_t tile, ptrdiff_t block, ptrdiff_t channels,
                                         ptrdiff_t columns) {
  ptrdiff_t points = (tile + 2) * (tile + 2);
  return winograd_zeros(channels) +
         points * block * (winograd_stride(channels) + winograd_stride(columns));
}

ptrdiff_t lentigo_packed_winograd_count(const lentigo_kernels *kernels, ptrdiff_t tile,
                                        ptrdiff_t channels, ptrdiff_t columns) {
  // One line more, for the bias.
  ptrdiff_t points = (tile + 2) * (tile + 2);
  return points * lentigo_packed_matrix_count(kernels, channels, columns) +
         lentigo_packed_matrix_count(kernels, 0, columns);
}

void lentigo_pack_winograd(const lentigo_kernels *kernels, const float *weights,
                           const float *bias, ptrdiff_t tile, ptrdiff_t channels,
                           ptrdiff_t columns, float *scratch, float *panels) {
  const winograd_matrices m = winograd_matrices_for(tile);
  const ptrdiff_t side = tile + 2, count = channels * columns;
  for (ptrdiff_t i = 0; i < side; i++) {
    for (ptrdiff_t j = 0; j < side; j++) {
      double factors[9];
      for (int tap = 0; tap < 9; tap++) factors[tap] = m.window[i][tap / 3] * m.window[j][tap % 3];
      for (ptrdiff_t index = 0; index < count; index++) {
        double sum = 0;
        for (int tap = 0; tap < 9; tap++) sum += factors[tap] * weights[tap * count + index];
        scratch[index] = (float)sum;
      }
      lentigo_pack_matrix(kernels, scratch, columns, 0, channels, columns, panels);
      panels += lentigo_packed_matrix_count(kernels, channels, columns);
    }
  }
  lentigo_pack_matrix(kernels, weights, columns, bias, 0, columns, panels);
}

#endif
