// Matrix product. Part of kernels_template.h.

// Bytes of weights that stay in the first-level cache beside all else.
#define FIRST_LEVEL (16 << 10)

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
  const float *next;  // what is asked for while the first row is computed: part of the next panel
  ptrdiff_t next_per_row, next_per_k;  // floats
  int32_t activation;
} strip;

// The next panel is asked for while this one is in use, a little at each of `rows` rows and each k:
// where weights come from memory, waiting for them would take longer than the arithmetic. Nothing is
// asked for where all panels fit the first-level cache.
INLINE void look_ahead(strip *s, ptrdiff_t depth, ptrdiff_t columns, ptrdiff_t rows) {
  if (depth * columns * 4 <= FIRST_LEVEL) return;
  s->next_per_row = (depth + 1) * PANEL_VECTORS * LANES / rows;
  s->next_per_k = s->next_per_row * MATRIX_ROWS / (depth + 1);
}

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
  const float *next = s->next + row * s->next_per_row;
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
      __builtin_prefetch(next, 0, 2);
      next += s->next_per_k;
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

// The first `rows` rows of one panel, cut into tiles whose heights differ by one at most: a last tile
// of a single row would take as long as a full one.
static void run_strip(const strip *s, int wide, ptrdiff_t rows) {
  ptrdiff_t limit = wide ? MATRIX_ROWS : NARROW_ROWS;
  tiles_function *const *tiles = wide ? wide_tiles : narrow_tiles;
  if (rows <= 0) return;
  ptrdiff_t count = (rows + limit - 1) / limit;
  ptrdiff_t height = rows / count;
  ptrdiff_t taller = rows - height * count;
  if (taller > 0) tiles[height](s, 0, taller);
  tiles[height - 1](s, taller * (height + 1), count - taller);
}

// Rows of the input that are worked on together: few where all panels fit the first-level cache,
// so that each input row is read once; otherwise as many as fit the second level, so that each
// panel is.
static ptrdiff_t rows_together(ptrdiff_t rows, ptrdiff_t depth, ptrdiff_t columns) {
  if (depth * columns * 4 <= FIRST_LEVEL) return MATRIX_ROWS;
  ptrdiff_t fitting = (448 << 10) / (depth * 4 + 1);
  fitting -= fitting % MATRIX_ROWS;
  return fitting < MATRIX_ROWS ? MATRIX_ROWS : fitting < rows ? fitting : rows;
}

static void matrix(const lentigo_matrix *m) {
  strip s = {
      .input_stride = m->input_stride,
      .residual_stride = m->residual_stride,
      .output_stride = m->output_stride,
      .segments = 1,
      .length = m->depth,
      .activation = m->activation,
  };
  ptrdiff_t step = rows_together(m->rows, m->depth, m->columns);
  for (ptrdiff_t row = 0; row < m->rows; row += step) {
    ptrdiff_t rows = step < m->rows - row ? step : m->rows - row;
    s.input = m->input + row * m->input_stride;
    s.panel = m->panels;
    look_ahead(&s, m->depth, m->columns, rows);
    for (ptrdiff_t column = 0; column < m->columns; column += PANEL_VECTORS * LANES) {
      s.columns = m->columns - column;
      s.output = m->output + row * m->output_stride + column;
      s.residual = m->residual ? m->residual + row * m->residual_stride + column : 0;
      int wide = s.columns > LANES;
      ptrdiff_t panel = (m->depth + 1) * (wide ? 2 : 1) * LANES;
      s.next = s.panel + panel;
      run_strip(&s, wide, rows);
      s.panel += panel;
    }
    for (ptrdiff_t r = row; r < row + rows; r++) {
      logistic(m->output + r * m->output_stride, m->columns, m->activation);
    }
  }
}
