// Matrix product, strip by strip. Part of kernels_template.h.

typedef void tiles_function(strip *s, ptrdiff_t row, ptrdiff_t count);

// `count` tiles of the same height, one below the other: a call per tile would cost as much as a
// tile with few k.
#define DEFINE_TILES(rows, vectors)                                                      \
  static void tiles_##rows##_##vectors(strip *s, ptrdiff_t row, ptrdiff_t count) {       \
    for (; count > 0; count--, row += rows) tile(s, row, rows, vectors);                 \
  }
#define TILES_NAME(rows, vectors) tiles_##rows##_##vectors,

FOR_ROWS(MATRIX_ROWS, DEFINE_TILES, 2)
FOR_ROWS(NARROW_ROWS, DEFINE_TILES, 1)

static tiles_function *const wide_tiles[] = {FOR_ROWS(MATRIX_ROWS, TILES_NAME, 2)};
static tiles_function *const narrow_tiles[] = {FOR_ROWS(NARROW_ROWS, TILES_NAME, 1)};

// The first `rows` rows of one panel, cut into tiles whose heights differ by one at most: a last tile
// of a single row would take as long as a full one.
static void run_strip(strip *s, int wide, ptrdiff_t rows) {
  ptrdiff_t limit = wide ? MATRIX_ROWS : NARROW_ROWS;
  tiles_function *const *tiles = wide ? wide_tiles : narrow_tiles;
  if (rows <= 0) return;
  ptrdiff_t count = (rows + limit - 1) / limit;
  ptrdiff_t height = rows / count;
  ptrdiff_t taller = rows - height * count;
  if (taller > 0) tiles[height](s, 0, taller);
  tiles[height - 1](s, taller * (height + 1), count - taller);
}

// Rows of the input that are worked on together: where all panels fit the first-level cache, as many
// as do so too with their outputs, so that each row is read once; otherwise as many as fit the second
// level, so that each panel is.
static ptrdiff_t rows_together(ptrdiff_t rows, ptrdiff_t depth, ptrdiff_t columns) {
  if (depth * columns * 4 <= FIRST_LEVEL) {
    ptrdiff_t warm = FIRST_LEVEL / ((depth + columns) * 4 + 1);
    return warm < MATRIX_ROWS ? MATRIX_ROWS : warm - warm % MATRIX_ROWS;
  }
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
    look_ahead(&s, m->depth, m->columns, rows, m->ahead);
    for (ptrdiff_t column = 0; column < m->columns; column += PANEL_VECTORS * LANES) {
      s.columns = m->columns - column;
      s.output = m->output + row * m->output_stride + column;
      s.residual = m->residual ? m->residual + row * m->residual_stride + column : 0;
      int wide = s.columns > LANES;
      ptrdiff_t panel = (m->depth + 1) * (wide ? 2 : 1) * LANES;
      run_strip(&s, wide, rows);
      s.panel += panel;
    }
    ptrdiff_t together = m->output_stride == m->columns ? rows : 1;  // rows without gaps are one
    for (ptrdiff_t r = row; r < row + rows; r += together) {
      logistic(m->output + r * m->output_stride, together * m->columns, m->activation);
    }
  }
}
