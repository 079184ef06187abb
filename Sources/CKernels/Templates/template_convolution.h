// Convolution over all channels. Part of kernels_template.h.

// The input rows that a band of output rows reads, with zeros where the window hangs over.
static void fill_band(const lentigo_convolution *c, ptrdiff_t first, ptrdiff_t rows,
                      ptrdiff_t padded_width) {
  ptrdiff_t line = padded_width * c->channels;
  ptrdiff_t left = c->pad_left < padded_width ? c->pad_left : padded_width;
  ptrdiff_t copied = c->width < padded_width - left ? c->width : padded_width - left;
  for (ptrdiff_t r = 0; r < rows; r++) {
    float *to = c->scratch + r * line;
    ptrdiff_t row = first + r;
    if (row < 0 || row >= c->height) {
      __builtin_memset(to, 0, (size_t)line * 4);
      continue;
    }
    ptrdiff_t before = left * c->channels, middle = copied * c->channels;
    __builtin_memset(to, 0, (size_t)before * 4);
    __builtin_memcpy(to + before, c->input + row * c->width * c->channels, (size_t)middle * 4);
    __builtin_memset(to + before + middle, 0, (size_t)(line - before - middle) * 4);
  }
}

// Where the window is a single pixel within the image, the pixels that it meets are a matrix.
static void pixel_convolution(const lentigo_convolution *c) {
  for (ptrdiff_t band = 0; band < c->output_height; band += c->band) {
    ptrdiff_t rows = c->band < c->output_height - band ? c->band : c->output_height - band;
    float *to = c->scratch;
    for (ptrdiff_t y = band; y < band + rows; y++) {
      const float *from = c->input + y * c->stride * c->width * c->channels;
      for (ptrdiff_t x = 0; x < c->output_width; x++, to += c->channels) {
        __builtin_memcpy(to, from + x * c->stride * c->channels, (size_t)c->channels * 4);
      }
    }
    ptrdiff_t offset = band * c->output_width * c->output_channels;
    lentigo_matrix product = {
        .input = c->scratch,
        .panels = c->panels,
        .residual = c->residual ? c->residual + offset : 0,
        .output = c->output + offset,
        .rows = rows * c->output_width,
        .depth = c->channels,
        .columns = c->output_channels,
        .input_stride = c->channels,
        .residual_stride = c->output_channels,
        .output_stride = c->output_channels,
        .activation = c->activation,
    };
    matrix(&product);
  }
}

static void convolution(const lentigo_convolution *c) {
#if defined(STEM_COLUMNS)
  if (is_stem(c)) {
    stem_convolution(c);
    return;
  }
#endif
  if (c->kernel == 1 && c->pad_top == 0 && c->pad_left == 0 &&
      (c->output_height - 1) * c->stride < c->height &&
      (c->output_width - 1) * c->stride < c->width) {
    pixel_convolution(c);
    return;
  }
  ptrdiff_t padded_width = (c->output_width - 1) * c->stride + c->kernel;
  ptrdiff_t line = padded_width * c->channels;
  ptrdiff_t depth = c->kernel * c->kernel * c->channels;
  strip s = {
      .input_stride = c->stride * c->channels,
      .residual_stride = c->output_channels,
      .output_stride = c->output_channels,
      .segments = c->kernel,
      .segment_stride = line,
      .length = c->kernel * c->channels,
      .activation = c->activation,
  };
  for (ptrdiff_t band = 0; band < c->output_height; band += c->band) {
    ptrdiff_t rows = c->band < c->output_height - band ? c->band : c->output_height - band;
    fill_band(c, band * c->stride - c->pad_top, (rows - 1) * c->stride + c->kernel, padded_width);
    s.panel = c->panels;
    look_ahead(&s, depth, c->output_channels, rows * c->output_width, 0);
    for (ptrdiff_t column = 0; column < c->output_channels; column += PANEL_VECTORS * LANES) {
      s.columns = c->output_channels - column;
      int wide = s.columns > LANES;
      ptrdiff_t panel = (depth + 1) * (wide ? 2 : 1) * LANES;
      for (ptrdiff_t row = 0; row < rows; row++) {
        ptrdiff_t offset = (band + row) * c->output_width * c->output_channels + column;
        s.input = c->scratch + row * c->stride * line;
        s.output = c->output + offset;
        s.residual = c->residual ? c->residual + offset : 0;
        run_strip(&s, wide, c->output_width);
      }
      s.panel += panel;
    }
    ptrdiff_t width = c->output_width * c->output_channels;
    logistic(c->output + band * width, rows * width, c->activation);
  }
}
