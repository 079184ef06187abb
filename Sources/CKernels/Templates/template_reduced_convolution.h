// Convolution of reduced precision. Part of template_reduced.h.

INLINE void fill_zeros(int32_t *to, ptrdiff_t count, int32_t zero) {
  for (ptrdiff_t i = 0; i < count; i++) to[i] = zero;
}

// The input rows that a band of output rows reads, converted, with zeros where the window hangs over.
static void fill_reduced_band(const lentigo_reduced_convolution *c, ptrdiff_t first, ptrdiff_t rows,
                              ptrdiff_t padded_width, reduced_range range, float factor,
                              int32_t *to) {
  const ptrdiff_t dwords = reduced_dwords(REDUCED_PRECISION, c->channels);
  const ptrdiff_t left = c->pad_left < padded_width ? c->pad_left : padded_width;
  const ptrdiff_t copied = c->width < padded_width - left ? c->width : padded_width - left;
  const int32_t zero = zero_dword(range);
  for (ptrdiff_t row = first; row < first + rows; row++, to += padded_width * dwords) {
    if (row < 0 || row >= c->height) {
      fill_zeros(to, padded_width * dwords, zero);
      continue;
    }
    const float *from = c->input + row * c->width * c->channels;
    int32_t *middle = to + left * dwords, *behind = middle + copied * dwords;
    fill_zeros(to, left * dwords, zero);
    if (c->channels % reduced_values(REDUCED_PRECISION) == 0) {
      convert(from, copied * c->channels, range, factor, middle);
    } else {
      for (ptrdiff_t x = 0; x < copied; x++) {
        convert(from + x * c->channels, c->channels, range, factor, middle + x * dwords);
      }
    }
    fill_zeros(behind, (padded_width - left - copied) * dwords, zero);
  }
}

void REDUCED_NAME(convolution)(const lentigo_reduced_convolution *c) {
  const ptrdiff_t dwords = reduced_dwords(REDUCED_PRECISION, c->channels);
  const ptrdiff_t padded_width = (c->output_width - 1) * c->stride + c->kernel;
  const ptrdiff_t line = padded_width * dwords, depth = c->kernel * c->kernel * dwords;
  const ptrdiff_t end_row = c->first_row + c->rows;
  float factor;
  reduced_range *range = c->scratch;
  int32_t *inputs = (int32_t *)c->scratch + RANGE_DWORDS;
  *range = find_range(c->input, c->height * c->width * c->channels, &factor);
  reduced_strip r = {
      .strip =
          {
              .input_stride = c->stride * dwords,
              .residual_stride = c->residual_stride,
              .output_stride = c->output_stride,
              .segments = c->kernel,
              .segment_stride = line,
              .length = c->kernel * dwords,
              .activation = c->activation,
          },
      .ranges = range,
  };
  strip *s = &r.strip;
  for (ptrdiff_t band = c->first_row; band < end_row; band += c->band) {
    ptrdiff_t rows = c->band < end_row - band ? c->band : end_row - band;
    fill_reduced_band(c, band * c->stride - c->pad_top, (rows - 1) * c->stride + c->kernel,
                      padded_width, *range, factor, inputs);
    s->panel = c->panels;
    look_ahead(s, depth, c->output_channels, rows * c->output_width, 0);
    for (ptrdiff_t column = 0; column < c->output_channels; column += PANEL_VECTORS * LANES) {
      s->columns = c->output_channels - column;
      int wide = s->columns > LANES;
      ptrdiff_t panel = reduced_panel(depth, wide);
      for (ptrdiff_t row = 0; row < rows; row++) {
        ptrdiff_t pixel = (band + row) * c->output_width;
        s->input = (const float *)(inputs + row * c->stride * line);
        s->output = c->output + pixel * c->output_stride + column;
        s->residual = c->residual ? c->residual + pixel * c->residual_stride + column : 0;
        run_reduced_strip(&r, wide, c->output_width);
      }
      s->panel += panel;
    }
    for (ptrdiff_t i = band * c->output_width; i < (band + rows) * c->output_width; i++) {
      logistic(c->output + i * c->output_stride, c->output_channels, c->activation);
    }
  }
}
