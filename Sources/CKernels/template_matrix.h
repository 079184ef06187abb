// Matrix product and convolution. Part of kernels_template.h.

// What the tiles of one panel share. The k of a tile run over `segments` pieces of `length` floats
// that lie `segment_stride` apart: one piece for a matrix, one per window row for a convolution.
typedef struct {
  const float *input;
  const float *panel;
  const float *residual;
  float *output;
  ptrdiff_t input_stride, residual_stride, output_stride;
  ptrdiff_t segments, segment_stride, length;
  ptrdiff_t columns;  // that are left from this panel on
  int32_t activation;
} strip;

// `rows` x `vectors` outputs, kept in registers over all k.
INLINE void tile(const strip *s, ptrdiff_t row, const int rows, const int vectors) {
  vector sum[NARROW_ROWS > PANEL_VECTORS * MATRIX_ROWS ? NARROW_ROWS : PANEL_VECTORS * MATRIX_ROWS];
  const float *panel = s->panel;
  UNROLL for (int v = 0; v < vectors; v++) {
    vector bias = load(panel + v * LANES);
    UNROLL for (int r = 0; r < rows; r++) sum[r * vectors + v] = bias;
  }
  panel += vectors * LANES;

  const float *start = s->input + row * s->input_stride;
  for (ptrdiff_t segment = 0; segment < s->segments; segment++) {
    const float *in[NARROW_ROWS > MATRIX_ROWS ? NARROW_ROWS : MATRIX_ROWS];
    UNROLL for (int r = 0; r < rows; r++) in[r] = start + r * s->input_stride;
    for (ptrdiff_t k = 0; k < s->length; k++) {
      vector weights[PANEL_VECTORS];
      UNROLL for (int v = 0; v < vectors; v++) weights[v] = load(panel + v * LANES);
      UNROLL for (int r = 0; r < rows; r++) {
        vector x = splat(in[r][k]);
        UNROLL for (int v = 0; v < vectors; v++) sum[r * vectors + v] += x * weights[v];
      }
      panel += vectors * LANES;
    }
    start += s->segment_stride;
  }

  ptrdiff_t full = s->columns >= vectors * LANES;
  ptrdiff_t last = s->columns - (vectors - 1) * LANES;  // lanes of the last vector
  if (s->residual) {
    UNROLL for (int r = 0; r < rows; r++) {
      const float *p = s->residual + (row + r) * s->residual_stride;
      UNROLL for (int v = 0; v < vectors; v++) {
        sum[r * vectors + v] += full || v < vectors - 1 ? load(p + v * LANES)
                                                        : LOAD_PART(p + v * LANES, last);
      }
    }
  }
  activate_all(sum, rows * vectors, s->activation);
  UNROLL for (int r = 0; r < rows; r++) {
    float *p = s->output + (row + r) * s->output_stride;
    UNROLL for (int v = 0; v < vectors; v++) {
      if (full || v < vectors - 1) {
        store(p + v * LANES, sum[r * vectors + v]);
      } else {
        STORE_PART(p + v * LANES, sum[r * vectors + v], last);
      }
    }
  }
}

typedef void tiles_function(const strip *s, ptrdiff_t row, ptrdiff_t count);

// `count` tiles of the same height, one below the other: a call per tile would cost as much as a
// tile with few k.
#define DEFINE_TILES(rows, vectors)                                                      \
  static void tiles_##rows##_##vectors(const strip *s, ptrdiff_t row, ptrdiff_t count) { \
    for (; count > 0; count--, row += rows) tile(s, row, rows, vectors);                 \
  }

#define FOR_ROWS_4(X, v) X(1, v) X(2, v) X(3, v) X(4, v)
#define FOR_ROWS_6(X, v) FOR_ROWS_4(X, v) X(5, v) X(6, v)
#define FOR_ROWS_7(X, v) FOR_ROWS_6(X, v) X(7, v)
#define FOR_ROWS_8(X, v) FOR_ROWS_7(X, v) X(8, v)
#define FOR_ROWS_12(X, v) FOR_ROWS_8(X, v) X(9, v) X(10, v) X(11, v) X(12, v)
#define FOR_ROWS_14(X, v) FOR_ROWS_12(X, v) X(13, v) X(14, v)
#define JOIN(a, b) a##b
#define FOR_ROWS(n, X, v) JOIN(FOR_ROWS_, n)(X, v)
#define TILES_NAME(rows, vectors) tiles_##rows##_##vectors,

FOR_ROWS(MATRIX_ROWS, DEFINE_TILES, 2)
FOR_ROWS(NARROW_ROWS, DEFINE_TILES, 1)

static tiles_function *const wide_tiles[] = {FOR_ROWS(MATRIX_ROWS, TILES_NAME, 2)};
static tiles_function *const narrow_tiles[] = {FOR_ROWS(NARROW_ROWS, TILES_NAME, 1)};

// Rows first..<last of one panel, cut into tiles whose heights differ by one at most: a last tile
// of a single row would take as long as a full one.
static void run_strip(const strip *s, int wide, ptrdiff_t first, ptrdiff_t last) {
  ptrdiff_t limit = wide ? MATRIX_ROWS : NARROW_ROWS;
  tiles_function *const *tiles = wide ? wide_tiles : narrow_tiles;
  ptrdiff_t rows = last - first;
  if (rows <= 0) return;
  ptrdiff_t count = (rows + limit - 1) / limit;
  ptrdiff_t height = rows / count;
  ptrdiff_t taller = rows - height * count;
  if (taller > 0) tiles[height](s, first, taller);
  tiles[height - 1](s, first + taller * (height + 1), count - taller);
}

// Rows of the input that are worked on together: few where all panels fit the first-level cache,
// so that each input row is read once; otherwise as many as fit the second level, so that each
// panel is.
static ptrdiff_t rows_together(ptrdiff_t rows, ptrdiff_t depth, ptrdiff_t columns) {
  if (depth * columns * 4 <= 16 << 10) return MATRIX_ROWS;
  ptrdiff_t fitting = (192 << 10) / (depth * 4 + 1);
  fitting -= fitting % MATRIX_ROWS;
  return fitting < MATRIX_ROWS ? MATRIX_ROWS : fitting < rows ? fitting : rows;
}

static void matrix(const lentigo_matrix *m) {
  strip s = {
      .input = m->input,
      .input_stride = m->input_stride,
      .residual_stride = m->residual_stride,
      .output_stride = m->output_stride,
      .segments = 1,
      .length = m->depth,
      .activation = m->activation,
  };
  ptrdiff_t step = rows_together(m->rows, m->depth, m->columns);
  for (ptrdiff_t row = 0; row < m->rows; row += step) {
    ptrdiff_t end = row + step < m->rows ? row + step : m->rows;
    s.panel = m->panels;
    for (ptrdiff_t column = 0; column < m->columns; column += PANEL_VECTORS * LANES) {
      s.columns = m->columns - column;
      s.output = m->output + column;
      s.residual = m->residual ? m->residual + column : 0;
      int wide = s.columns > LANES;
      run_strip(&s, wide, row, end);
      s.panel += (m->depth + 1) * (wide ? 2 : 1) * LANES;
    }
    for (ptrdiff_t r = row; r < end; r++) {
      silu(m->output + r * m->output_stride, m->columns, m->activation);
    }
  }
}

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

static void convolution(const lentigo_convolution *c) {
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
    for (ptrdiff_t column = 0; column < c->output_channels; column += PANEL_VECTORS * LANES) {
      s.columns = c->output_channels - column;
      int wide = s.columns > LANES;
      for (ptrdiff_t row = 0; row < rows; row++) {
        ptrdiff_t offset = (band + row) * c->output_width * c->output_channels + column;
        s.input = c->scratch + row * c->stride * line;
        s.output = c->output + offset;
        s.residual = c->residual ? c->residual + offset : 0;
        run_strip(&s, wide, 0, c->output_width);
      }
      s.panel += (depth + 1) * (wide ? 2 : 1) * LANES;
    }
    ptrdiff_t width = c->output_width * c->output_channels;
    silu(c->output + band * width, rows * width, c->activation);
  }
}
