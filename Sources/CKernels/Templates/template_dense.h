// Vector times matrix. Part of kernels_template.h.

// Chains of additions that every sum is split into, added up at the end, because a single one would
// wait for each addition before the next. The same wherever a column lies: so a sum does not depend
// on which columns are computed beside it.
#define DENSE_PHASES 2

// `vectors` vectors of outputs: of one panel, or of two full ones side by side.
INLINE void dense_vectors(const lentigo_dense *d, const float *panel, ptrdiff_t column,
                          const int vectors) {
  // In each panel a line is as wide as the panel.
  const int width = (vectors < PANEL_VECTORS ? vectors : PANEL_VECTORS) * LANES;
  const float *weights[2] = {panel, panel + (d->depth + 1) * width};
  vector sum[DENSE_PHASES][2 * PANEL_VECTORS];
  UNROLL for (int v = 0; v < vectors; v++) {
    sum[0][v] = load(weights[v / PANEL_VECTORS] + v % PANEL_VECTORS * LANES);
    UNROLL for (int phase = 1; phase < DENSE_PHASES; phase++) sum[phase][v] = splat(0.0f);
  }
  ptrdiff_t k = 0, at = width;
  for (; k + DENSE_PHASES <= d->depth; k += DENSE_PHASES) {
    UNROLL for (int phase = 0; phase < DENSE_PHASES; phase++, at += width) {
      vector x = splat(d->input[k + phase]);
      UNROLL for (int v = 0; v < vectors; v++) {
        const float *line = weights[v / PANEL_VECTORS] + at + v % PANEL_VECTORS * LANES;
        sum[phase][v] = MULTIPLY_ADD(x, load(line), sum[phase][v]);
      }
    }
  }
  for (; k < d->depth; k++, at += width) {
    vector x = splat(d->input[k]);
    UNROLL for (int v = 0; v < vectors; v++) {
      const float *line = weights[v / PANEL_VECTORS] + at + v % PANEL_VECTORS * LANES;
      sum[0][v] = MULTIPLY_ADD(x, load(line), sum[0][v]);
    }
  }

  UNROLL for (int phase = 1; phase < DENSE_PHASES; phase++) {
    UNROLL for (int v = 0; v < vectors; v++) sum[0][v] += sum[phase][v];
  }
  activate_all(sum[0], vectors, d->activation);
  UNROLL for (int v = 0; v < vectors; v++) {
    store_first(d->output + column + v * LANES, sum[0][v], d->columns - column - v * LANES);
  }
}

static void dense(const lentigo_dense *d) {
  const float *panel = d->panels;
  for (ptrdiff_t column = 0; column < d->columns;) {
    ptrdiff_t vectors = (d->columns - column + LANES - 1) / LANES;
    if (vectors >= 2 * PANEL_VECTORS) {
      dense_vectors(d, panel, column, vectors = 2 * PANEL_VECTORS);
    } else if (vectors >= PANEL_VECTORS) {
      dense_vectors(d, panel, column, vectors = PANEL_VECTORS);
    } else {
      dense_vectors(d, panel, column, vectors = 1);
    }
    panel += (d->depth + 1) * vectors * LANES;
    column += vectors * LANES;
  }
  logistic(d->output, d->columns, d->activation);
}
