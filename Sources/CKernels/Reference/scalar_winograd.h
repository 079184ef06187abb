// The reference for `winograd`: the formula, tile by tile and output by output, in double. Part of
// kernels_scalar.c.

// The input pixel under (row, column) of the tile at (top, left), transformed: B^T d B.
static void transformed_input(const lentigo_winograd *w, const winograd_matrices *m, ptrdiff_t top,
                              ptrdiff_t left, ptrdiff_t channel, double result[6][6]) {
  const ptrdiff_t side = w->tile + 2;
  for (ptrdiff_t i = 0; i < side; i++) {
    for (ptrdiff_t j = 0; j < side; j++) {
      double sum = 0;
      for (ptrdiff_t k = 0; k < side; k++) {
        for (ptrdiff_t l = 0; l < side; l++) {
          ptrdiff_t row = top - w->pad_top + k, column = left - w->pad_left + l;
          if (row < 0 || row >= w->height || column < 0 || column >= w->width) continue;
          double pixel = w->input[(row * w->width + column) * w->channels + channel];
          sum += m->input[i][k] * pixel * m->input[j][l];
        }
      }
      result[i][j] = sum;
    }
  }
}

// The tile at (top, left): the products of all points summed over channels, then A^T M A.
static void winograd_tile(const lentigo_winograd *w, const winograd_matrices *m, ptrdiff_t top,
                          ptrdiff_t left) {
  const ptrdiff_t side = w->tile + 2, panel = w->channels + 1;
  const float *bias = w->panels + side * side * panel * w->output_channels;
  for (ptrdiff_t out = 0; out < w->output_channels; out++) {
    double products[6][6] = {};
    for (ptrdiff_t channel = 0; channel < w->channels; channel++) {
      double input[6][6];
      transformed_input(w, m, top, left, channel, input);
      for (ptrdiff_t point = 0; point < side * side; point++) {
        double weight = w->panels[(point * w->output_channels + out) * panel + 1 + channel];
        products[point / side][point % side] += input[point / side][point % side] * weight;
      }
    }
    for (ptrdiff_t i = 0; i < w->tile && top + i < w->output_height; i++) {
      for (ptrdiff_t j = 0; j < w->tile && left + j < w->output_width; j++) {
        double sum = bias[out];
        for (ptrdiff_t k = 0; k < side; k++) {
          for (ptrdiff_t l = 0; l < side; l++) {
            sum += m->output[i][k] * products[k][l] * m->output[j][l];
          }
        }
        ptrdiff_t index = ((top + i) * w->output_width + left + j) * w->output_channels + out;
        if (w->residual) sum += w->residual[index];
        w->output[index] = activate((float)sum, w->activation);
      }
    }
  }
}

static void winograd(const lentigo_winograd *w) {
  const winograd_matrices m = winograd_matrices_for(w->tile);
  const ptrdiff_t across = (w->output_width + w->tile - 1) / w->tile;
  for (ptrdiff_t i = w->first_tile; i < w->end_tile; i++) {
    winograd_tile(w, &m, i / across * w->tile, i % across * w->tile);
  }
}
