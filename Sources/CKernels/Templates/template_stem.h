// The first convolution of most networks: 3x3 over colours, stride 2. Part of kernels_template.h.
//
// The general kernel copies the image and loops over nine numbers at a time: for sums of 27 products
// that is a third of the time. Here all nine are written out, with every address a constant, and the
// image is read where it lies. Sums run in the same order.

#define STEM_KERNEL 3
#define STEM_STRIDE 2
#define STEM_COLOURS 3

// A row of the output, for a vector of its channels.
typedef struct {
  const float *input;  // the image's row under window row 0
  const float *panel;
  float *output;
  ptrdiff_t width, pad_left, output_stride;
  ptrdiff_t panel_stride;  // floats from weight to weight
  ptrdiff_t lanes;         // channels, where they are fewer than a vector
  ptrdiff_t top, bottom;   // window rows within the image
  int32_t activation;
} stem_row;

INLINE void stem_tile(const stem_row *s, ptrdiff_t x) {
  static const float outside[STEM_COLOURS];
  vector sum[STEM_COLUMNS];
  vector bias = load(s->panel);
  UNROLL for (int t = 0; t < STEM_COLUMNS; t++) sum[t] = bias;
  const ptrdiff_t first = x * STEM_STRIDE - s->pad_left;
  for (ptrdiff_t row = s->top; row < s->bottom; row++) {
    const float *in = s->input + (row * s->width + first) * STEM_COLOURS;
    const float *weights = s->panel + (1 + row * STEM_KERNEL * STEM_COLOURS) * s->panel_stride;
    UNROLL for (int i = 0; i < STEM_KERNEL; i++) {
      // Numbers that two outputs share are loaded twice: kept, they would not fit the registers.
      __asm__("" : "+r"(in));
      UNROLL for (int colour = 0; colour < STEM_COLOURS; colour++) {
        vector weight = load(weights + (i * STEM_COLOURS + colour) * s->panel_stride);
        UNROLL for (int t = 0; t < STEM_COLUMNS; t++) {
          // Only columns that some output's padding can reach need the check.
          const int column = t * STEM_STRIDE + i;
          const int may_hang_over =
              column < STEM_KERNEL - 1 || column > (STEM_COLUMNS - 1) * STEM_STRIDE;
          const int hangs_over =
              may_hang_over && (first + column < 0 || first + column >= s->width);
          const float *pixel = hangs_over ? outside : in + column * STEM_COLOURS;
          sum[t] = MULTIPLY_ADD(splat(pixel[colour]), weight, sum[t]);
        }
      }
    }
  }
  activate_all(sum, STEM_COLUMNS, s->activation);
  UNROLL for (int t = 0; t < STEM_COLUMNS; t++) {
    store_first(s->output + (x + t) * s->output_stride, sum[t], s->lanes);
  }
}

// Whether the convolution is one of these, and every window meets the image.
static int is_stem(const lentigo_convolution *c) {
  return c->kernel == STEM_KERNEL && c->stride == STEM_STRIDE && c->channels == STEM_COLOURS &&
         c->output_width >= STEM_COLUMNS && c->pad_left < STEM_KERNEL &&
         (c->output_width - 1) * STEM_STRIDE - c->pad_left < c->width && !c->residual;
}

static void stem_convolution(const lentigo_convolution *c) {
  for (ptrdiff_t y = 0; y < c->output_height; y++) {
    const ptrdiff_t first = y * STEM_STRIDE - c->pad_top;
    stem_row s = {
        .input = c->input + first * c->width * STEM_COLOURS,
        .width = c->width,
        .pad_left = c->pad_left,
        .output_stride = c->output_channels,
        .top = first < 0 ? -first : 0,
        .bottom = first + STEM_KERNEL > c->height ? c->height - first : STEM_KERNEL,
        .activation = c->activation,
    };
    float *line = c->output + y * c->output_width * c->output_channels;
    const float *panel = c->panels;
    for (ptrdiff_t column = 0; column < c->output_channels; column += LANES) {
      s.lanes = c->output_channels - column;
      // Vectors side by side lie in one panel, except for a last one by itself.
      const int second = column / LANES % PANEL_VECTORS;
      const int wide = second || s.lanes > LANES;
      s.panel_stride = (wide ? 2 : 1) * LANES;
      s.panel = panel + (second ? LANES : 0);
      s.output = line + column;
      for (ptrdiff_t x = 0; x < c->output_width; x += STEM_COLUMNS) {
        // A last tile that would not fit begins earlier and computes some outputs again.
        const ptrdiff_t latest = c->output_width - STEM_COLUMNS;
        stem_tile(&s, x < latest ? x : latest);
      }
      if (!wide || second) {
        panel += (1 + STEM_KERNEL * STEM_KERNEL * STEM_COLOURS) * s.panel_stride;
      }
    }
    logistic(line, c->output_width * c->output_channels, c->activation);
  }
}
