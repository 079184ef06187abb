// Weights, laid out in the order in which the kernels read them.
#include "CKernels.h"

static ptrdiff_t vectors_for(const lentigo_kernels *kernels, ptrdiff_t columns) {
  return (columns + kernels->lanes - 1) / kernels->lanes;
}

// One panel: a line of bias, then a line of weights per row; missing columns are zero.
static float *pack_panel(const float *weights, ptrdiff_t stride, const float *bias,
                         ptrdiff_t depth, ptrdiff_t columns, ptrdiff_t width, float *panel) {
  ptrdiff_t used = columns < width ? columns : width;
  for (ptrdiff_t row = -1; row < depth; row++) {
    const float *from = row < 0 ? bias : weights + row * stride;
    if (from) {
      __builtin_memcpy(panel, from, (size_t)used * 4);
      __builtin_memset(panel + used, 0, (size_t)(width - used) * 4);
    } else {
      __builtin_memset(panel, 0, (size_t)width * 4);
    }
    panel += width;
  }
  return panel;
}

ptrdiff_t lentigo_packed_matrix_count(const lentigo_kernels *kernels, ptrdiff_t depth,
                                      ptrdiff_t columns) {
  return (depth + 1) * vectors_for(kernels, columns) * kernels->lanes;
}

ptrdiff_t lentigo_packed_depthwise_count(const lentigo_kernels *kernels, ptrdiff_t taps,
                                         ptrdiff_t channels) {
  return (taps + 1) * vectors_for(kernels, channels) * kernels->lanes;
}

// The width of the panel that begins with `column`, in floats.
static ptrdiff_t panel_width(const lentigo_kernels *kernels, ptrdiff_t columns, ptrdiff_t column) {
  ptrdiff_t left = vectors_for(kernels, columns - column);
  return (left < kernels->matrix_vectors ? left : kernels->matrix_vectors) * kernels->lanes;
}

void lentigo_pack_matrix(const lentigo_kernels *kernels, const float *weights, ptrdiff_t stride,
                         const float *bias, ptrdiff_t depth, ptrdiff_t columns, float *panels) {
  ptrdiff_t column = 0;
  while (column < columns) {
    ptrdiff_t width = panel_width(kernels, columns, column);
    panels = pack_panel(weights + column, stride, bias ? bias + column : 0, depth,
                        columns - column, width, panels);
    column += width;
  }
}

// Fused, sums would differ from one processor to the next.
#pragma clang fp contract(off)

void lentigo_packed_products(const lentigo_kernels *kernels, const float *panels, ptrdiff_t depth,
                             ptrdiff_t columns, const float *factors, float *products) {
  for (ptrdiff_t row = 0; row <= depth; row++) products[row] = 0;
  for (ptrdiff_t column = 0; column < columns;) {
    ptrdiff_t width = panel_width(kernels, columns, column);
    ptrdiff_t used = columns - column < width ? columns - column : width;
    for (ptrdiff_t row = 0; row <= depth; row++, panels += width) {
      float sum = products[row];
      for (ptrdiff_t i = 0; i < used; i++) sum += panels[i] * factors[column + i];
      products[row] = sum;
    }
    column += width;
  }
}

void lentigo_pack_depthwise(const lentigo_kernels *kernels, const float *weights,
                            const float *bias, ptrdiff_t taps, ptrdiff_t channels,
                            float *panels) {
  ptrdiff_t lanes = kernels->lanes;
  for (ptrdiff_t channel = 0; channel < channels; channel += lanes) {
    ptrdiff_t latest = channels - lanes;
    ptrdiff_t block = channel < latest ? channel : latest > 0 ? latest : 0;
    panels = pack_panel(weights + block, channels, bias ? bias + block : 0, taps,
                        channels - block, lanes, panels);
  }
}
