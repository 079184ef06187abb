// Convolution of each channel by itself. Part of kernels_template.h.

// One output row of one block of channels; the window rows top..<bottom lie within the image.
typedef struct {
  const float *input;   // first pixel of the row under window row 0; this block's channels
  const float *panel;
  float *output;        // first pixel of the output row; this block's channels
  ptrdiff_t width, channels, pad_left;
  ptrdiff_t top, bottom;
  int32_t activation;
} depthwise_row;

// `columns` neighbouring outputs from `x` on. Every input column is loaded once per window row and
// added to all the outputs whose window covers it. `columns`, `kernel` and `stride` are literals,
// so that the loops unroll and the sums stay in registers.
INLINE void depthwise_tile(const depthwise_row *d, ptrdiff_t x, const int columns,
                           const int kernel, const int stride) {
  vector sum[DEPTHWISE_COLUMNS];
  vector bias = load(d->panel);
  UNROLL for (int t = 0; t < columns; t++) sum[t] = bias;

  ptrdiff_t first = x * stride - d->pad_left;
  for (ptrdiff_t row = d->top; row < d->bottom; row++) {
    const float *weights = d->panel + (1 + row * kernel) * LANES;
    const float *in = d->input + (row * d->width + first) * d->channels;
    vector w[5];
    UNROLL for (int i = 0; i < kernel; i++) w[i] = load(weights + i * LANES);
    UNROLL for (int j = 0; j < (columns - 1) * stride + kernel; j++, in += d->channels) {
      // Only columns that some output's padding can reach need the check.
      int may_hang_over = j < kernel - 1 || j > (columns - 1) * stride;
      if (may_hang_over && (first + j < 0 || first + j >= d->width)) continue;
      vector v = load(in);
      UNROLL for (int t = 0; t < columns; t++) {
        int i = j - t * stride;
        if (i >= 0 && i < kernel) sum[t] = MULTIPLY_ADD(v, w[i], sum[t]);
      }
    }
  }

  activate_all(sum, columns, d->activation);
  UNROLL for (int t = 0; t < columns; t++) store(d->output + (x + t) * d->channels, sum[t]);
}

// A whole output row. Where the width is no multiple of the tile, the last tile begins earlier and
// computes some outputs again.
#define DEFINE_DEPTHWISE(kernel, stride)                                                       \
  static void depthwise_##kernel##_##stride(const depthwise_row *d, ptrdiff_t output_width) {  \
    if (output_width < DEPTHWISE_COLUMNS) {                                                    \
      for (ptrdiff_t x = 0; x < output_width; x++) depthwise_tile(d, x, 1, kernel, stride);    \
      return;                                                                                  \
    }                                                                                          \
    for (ptrdiff_t x = 0; x < output_width; x += DEPTHWISE_COLUMNS) {                          \
      ptrdiff_t latest = output_width - DEPTHWISE_COLUMNS;                                     \
      depthwise_tile(d, x < latest ? x : latest, DEPTHWISE_COLUMNS, kernel, stride);           \
    }                                                                                          \
  }

DEFINE_DEPTHWISE(3, 1)
DEFINE_DEPTHWISE(3, 2)
DEFINE_DEPTHWISE(5, 1)
DEFINE_DEPTHWISE(5, 2)

// Any window, any count of channels, one value at a time: for what no network of ours has.
static void depthwise_any(const lentigo_depthwise *d, ptrdiff_t block, const float *panel,
                          ptrdiff_t lanes) {
  for (ptrdiff_t y = 0; y < d->output_height; y++) {
    for (ptrdiff_t x = 0; x < d->output_width; x++) {
      for (ptrdiff_t lane = 0; lane < lanes; lane++) {
        float sum = panel[lane];
        for (ptrdiff_t i = 0; i < d->kernel; i++) {
          ptrdiff_t row = y * d->stride - d->pad_top + i;
          if (row < 0 || row >= d->height) continue;
          for (ptrdiff_t j = 0; j < d->kernel; j++) {
            ptrdiff_t column = x * d->stride - d->pad_left + j;
            if (column < 0 || column >= d->width) continue;
            sum += d->input[(row * d->width + column) * d->channels + block + lane] *
                   panel[(1 + i * d->kernel + j) * LANES + lane];
          }
        }
        d->output[(y * d->output_width + x) * d->channels + block + lane] =
            activate(splat(sum), d->activation)[0];
      }
    }
  }
}

static void depthwise(const lentigo_depthwise *d) {
  void (*run)(const depthwise_row *, ptrdiff_t) = 0;
  if (d->channels >= LANES) {
    if (d->kernel == 3 && d->stride == 1) run = depthwise_3_1;
    if (d->kernel == 3 && d->stride == 2) run = depthwise_3_2;
    if (d->kernel == 5 && d->stride == 1) run = depthwise_5_1;
    if (d->kernel == 5 && d->stride == 2) run = depthwise_5_2;
  }
  const float *panel = d->panels;
  for (ptrdiff_t channel = 0; channel < d->channels; channel += LANES) {
    ptrdiff_t latest = d->channels - LANES;
    ptrdiff_t block = channel < latest ? channel : latest > 0 ? latest : 0;
    if (run) {
      for (ptrdiff_t y = 0; y < d->output_height; y++) {
        ptrdiff_t first = y * d->stride - d->pad_top;
        depthwise_row row = {
            .input = d->input + first * d->width * d->channels + block,
            .panel = panel,
            .output = d->output + y * d->output_width * d->channels + block,
            .width = d->width,
            .channels = d->channels,
            .pad_left = d->pad_left,
            .top = first < 0 ? -first : 0,
            .bottom = first + d->kernel > d->height ? d->height - first : d->kernel,
            .activation = d->activation,
        };
        run(&row, d->output_width);
      }
    } else {
      depthwise_any(d, block, panel, d->channels < LANES ? d->channels : LANES);
    }
    panel += (1 + d->kernel * d->kernel) * LANES;
  }
  logistic(d->output, d->output_height * d->output_width * d->channels, d->activation);
}
