// Vector times matrix. Part of kernels_template.h.

// One panel of `vectors` vectors. Every sum is split in `phases`, added up at the end, because a
// single chain of additions would wait for each one before.
INLINE void dense_panel(const lentigo_dense *d, const float *panel, ptrdiff_t column,
                        const int vectors, const int phases) {
  vector sum[8];
  UNROLL for (int v = 0; v < vectors; v++) sum[v] = load(panel + v * LANES);
  UNROLL for (int i = vectors; i < vectors * phases; i++) sum[i] = splat(0.0f);
  panel += vectors * LANES;

  ptrdiff_t k = 0;
  for (; k + phases <= d->depth; k += phases) {
    UNROLL for (int phase = 0; phase < phases; phase++) {
      vector x = splat(d->input[k + phase]);
      UNROLL for (int v = 0; v < vectors; v++) {
        sum[phase * vectors + v] += x * load(panel + (phase * vectors + v) * LANES);
      }
    }
    panel += phases * vectors * LANES;
  }
  for (; k < d->depth; k++) {
    vector x = splat(d->input[k]);
    UNROLL for (int v = 0; v < vectors; v++) sum[v] += x * load(panel + v * LANES);
    panel += vectors * LANES;
  }
  UNROLL for (int phase = 1; phase < phases; phase++) {
    UNROLL for (int v = 0; v < vectors; v++) sum[v] += sum[phase * vectors + v];
  }

  activate_all(sum, vectors, d->activation);
  UNROLL for (int v = 0; v < vectors; v++) {
    ptrdiff_t left = d->columns - column - v * LANES;
    store_first(d->output + column + v * LANES, sum[v], left);
  }
}

static void dense(const lentigo_dense *d) {
  const float *panel = d->panels;
  for (ptrdiff_t column = 0; column < d->columns;) {
    ptrdiff_t vectors = (d->columns - column + LANES - 1) / LANES;
    if (vectors >= 8) {
      dense_panel(d, panel, column, vectors = 8, 1);
    } else if (vectors >= 4) {
      dense_panel(d, panel, column, vectors = 4, 2);
    } else if (vectors >= 2) {
      dense_panel(d, panel, column, vectors = 2, 4);
    } else {
      dense_panel(d, panel, column, vectors = 1, 8);
    }
    panel += (d->depth + 1) * vectors * LANES;
    column += vectors * LANES;
  }
  logistic(d->output, d->columns, d->activation);
}
