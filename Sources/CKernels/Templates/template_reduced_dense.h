// Vector times matrix in reduced precision. Part of template_reduced.h.

// `panels` panels of `vectors` vectors side by side, each with `phases` sums that are added up at the
// end: a single chain of additions would wait for each one before.
INLINE void reduced_dense_panels(const lentigo_reduced_dense *d, const int32_t *inputs,
                                 reduced_range range, const int32_t *panel, ptrdiff_t column,
                                 const int panels, const int vectors, const int phases) {
  const ptrdiff_t dwords = reduced_dwords(REDUCED_PRECISION, d->depth);
  const ptrdiff_t width = vectors * LANES, size = reduced_panel(dwords, vectors == 2);
  const int count = panels * vectors;
  total sum[8];
  UNROLL for (int i = 0; i < count; i++) {
    sum[i] = begin(panel + i / vectors * size + i % vectors * LANES, width, range);
  }
  UNROLL for (int i = count; i < count * phases; i++) sum[i] = nothing();

  const int32_t *weights = panel + reduced_header(REDUCED_PRECISION) * width;
  ptrdiff_t k = 0;
  for (; k + phases <= dwords; k += phases) {
    UNROLL for (int phase = 0; phase < phases; phase++) {
      integers x = splat_dword(inputs[k + phase]);
      UNROLL for (int i = 0; i < count; i++) {
        const int32_t *at = weights + i / vectors * size + phase * width + i % vectors * LANES;
        sum[phase * count + i] = DOT(sum[phase * count + i], x, load_dwords(at));
      }
    }
    weights += phases * width;
  }
  for (; k < dwords; k++, weights += width) {
    integers x = splat_dword(inputs[k]);
    UNROLL for (int i = 0; i < count; i++) {
      const int32_t *at = weights + i / vectors * size + i % vectors * LANES;
      sum[i] = DOT(sum[i], x, load_dwords(at));
    }
  }
  UNROLL for (int phase = 1; phase < phases; phase++) {
    UNROLL for (int i = 0; i < count; i++) sum[i] += sum[phase * count + i];
  }

  vector result[8];
  UNROLL for (int i = 0; i < count; i++) {
    result[i] = end(sum[i], panel + i / vectors * size + i % vectors * LANES, width, range);
  }
  activate_all(result, count, d->activation);
  UNROLL for (int i = 0; i < count; i++) {
    // Of a panel's vectors only the last of all columns may be filled in part.
    ptrdiff_t first = column + i * LANES;
    store_first(d->output + first, result[i], d->columns - first);
  }
}

void REDUCED_NAME(dense)(const lentigo_reduced_dense *d) {
  const ptrdiff_t dwords = reduced_dwords(REDUCED_PRECISION, d->depth);
  float factor;
  reduced_range range = find_range(d->input, d->depth, &factor);
  int32_t *inputs = d->scratch;
  convert(d->input, d->depth, range, factor, inputs);
  const int32_t *panel = d->panels;
  for (ptrdiff_t column = 0; column < d->columns;) {
    ptrdiff_t vectors = (d->columns - column + LANES - 1) / LANES;
    if (vectors >= 8) {
      reduced_dense_panels(d, inputs, range, panel, column, 4, vectors = 2, 1);
      panel += 3 * reduced_panel(dwords, 1);
      column += 6 * LANES;
    } else if (vectors >= 4) {
      reduced_dense_panels(d, inputs, range, panel, column, 2, vectors = 2, 2);
      panel += reduced_panel(dwords, 1);
      column += 2 * LANES;
    } else if (vectors >= 2) {
      reduced_dense_panels(d, inputs, range, panel, column, 1, vectors = 2, 4);
    } else {
      reduced_dense_panels(d, inputs, range, panel, column, 1, 1, 8);
    }
    panel += reduced_panel(dwords, vectors == 2);
    column += vectors * LANES;
  }
  logistic(d->output, d->columns, d->activation);
}
