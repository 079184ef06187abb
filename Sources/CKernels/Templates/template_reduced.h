// Matrix product and dense layer of reduced precision, for any format: see reduced_kernels.h. A file
// includes it behind kernels_template.h and defines
//
//   REDUCED_IS_INT8      1, or 0 for bf16
//   REDUCED_NAME(name)   what its kernels are called
//   DOT(sum, a, b)       sum plus the products of the values in dwords a, of inputs, and b, of weights
//   ROUND_TO_BF16(a, b)  for bf16: the dwords of two vectors
//   COMPENSATION(s, z)   for int8: products of 16-bit halves, see reduced_range
//
// convert() writes whole vectors, in ascending order: what it writes behind its dwords is written
// over next, or falls into REDUCED_SLACK.
#include "Shared/reduced.h"

typedef int32_t loose_integers __attribute__((vector_size(4 * LANES), aligned(4), may_alias));

#if REDUCED_IS_INT8
#include "format_int8.h"
#define REDUCED_PRECISION LENTIGO_INT8
#else
#include "format_bf16.h"
#define REDUCED_PRECISION LENTIGO_BF16
#endif

INLINE integers splat_dword(int32_t x) { return x - (integers){}; }
INLINE integers load_dwords(const int32_t *p) { return *(const loose_integers *)p; }

// A strip whose inputs and weights are dwords.
typedef struct {
  strip strip;
  const reduced_range *ranges;
  ptrdiff_t range_step;  // from row to row: 1 or 0
} reduced_strip;

INLINE void reduced_tile(reduced_strip *r, ptrdiff_t row, const int rows, const int vectors) {
  strip *s = &r->strip;
  const ptrdiff_t width = vectors * LANES;
  const int32_t *header = (const int32_t *)s->panel;
  const int32_t *panel = header + reduced_header(REDUCED_PRECISION) * width;
  const reduced_range *ranges = r->ranges + row * r->range_step;
  total sum[NARROW_ROWS > PANEL_VECTORS * MATRIX_ROWS ? NARROW_ROWS : PANEL_VECTORS * MATRIX_ROWS];
  UNROLL for (int v = 0; v < vectors; v++) {
    UNROLL for (int i = 0; i < rows; i++) {
      sum[i * vectors + v] = begin(header + v * LANES, width, ranges[i * r->range_step]);
    }
  }

  const int32_t *start = (const int32_t *)s->input + row * s->input_stride;
  const float *next = s->next;
  const ptrdiff_t next_per_k = panels_ahead(s);
  for (ptrdiff_t segment = 0; segment < s->segments; segment++) {
    const int32_t *in[NARROW_ROWS > MATRIX_ROWS ? NARROW_ROWS : MATRIX_ROWS];
    UNROLL for (int i = 0; i < rows; i++) in[i] = start + i * s->input_stride;
    for (ptrdiff_t k = 0; k < s->length; k++) {
      integers weights[PANEL_VECTORS];
      UNROLL for (int v = 0; v < vectors; v++) weights[v] = load_dwords(panel + v * LANES);
      UNROLL for (int i = 0; i < rows; i++) {
        integers x = splat_dword(in[i][k]);
        UNROLL for (int v = 0; v < vectors; v++) {
          sum[i * vectors + v] = DOT(sum[i * vectors + v], x, weights[v]);
        }
      }
      panel += width;
      __builtin_prefetch(next, 0, 2);
      next += next_per_k;
    }
    start += s->segment_stride;
  }
  s->next = next;

  vector result[NARROW_ROWS > PANEL_VECTORS * MATRIX_ROWS ? NARROW_ROWS
                                                          : PANEL_VECTORS * MATRIX_ROWS];
  UNROLL for (int v = 0; v < vectors; v++) {
    UNROLL for (int i = 0; i < rows; i++) {
      result[i * vectors + v] =
          end(sum[i * vectors + v], header + v * LANES, width, ranges[i * r->range_step]);
    }
  }
  finish(s, row, result, rows, vectors);
}

typedef void reduced_tiles_function(reduced_strip *s, ptrdiff_t row, ptrdiff_t count);

#define DEFINE_REDUCED_TILES(rows, vectors)                                                       \
  static void reduced_tiles_##rows##_##vectors(reduced_strip *s, ptrdiff_t row,                   \
                                               ptrdiff_t count) {                                 \
    for (; count > 0; count--, row += rows) reduced_tile(s, row, rows, vectors);                  \
  }
#define REDUCED_TILES_NAME(rows, vectors) reduced_tiles_##rows##_##vectors,

FOR_ROWS(MATRIX_ROWS, DEFINE_REDUCED_TILES, 2)
FOR_ROWS(NARROW_ROWS, DEFINE_REDUCED_TILES, 1)

// As run_strip() has it: tiles whose heights differ by one at most.
static void run_reduced_strip(reduced_strip *s, int wide, ptrdiff_t rows) {
  static reduced_tiles_function *const tiles[2][NARROW_ROWS > MATRIX_ROWS ? NARROW_ROWS
                                                                          : MATRIX_ROWS] = {
      {FOR_ROWS(NARROW_ROWS, REDUCED_TILES_NAME, 1)},
      {FOR_ROWS(MATRIX_ROWS, REDUCED_TILES_NAME, 2)},
  };
  ptrdiff_t limit = wide ? MATRIX_ROWS : NARROW_ROWS;
  if (rows <= 0) return;
  ptrdiff_t count = (rows + limit - 1) / limit;
  ptrdiff_t height = rows / count;
  ptrdiff_t taller = rows - height * count;
  if (taller > 0) tiles[wide][height](s, 0, taller);
  tiles[wide][height - 1](s, taller * (height + 1), count - taller);
}

// Dwords of a panel whose columns have `dwords` dwords of weights.
INLINE ptrdiff_t reduced_panel(ptrdiff_t dwords, int wide) {
  return (dwords + reduced_header(REDUCED_PRECISION)) * (wide ? 2 : 1) * LANES;
}

// `rows` rows of the input from `first` on.
static void convert_rows(const lentigo_reduced_matrix *m, ptrdiff_t first, ptrdiff_t rows,
                         reduced_range *ranges, int32_t *to) {
  const ptrdiff_t dwords = reduced_dwords(REDUCED_PRECISION, m->depth);
  ptrdiff_t line = first / m->line, place = first % m->line;
  for (ptrdiff_t done = 0; done < rows; done += LANES) {
    ptrdiff_t count = LANES < rows - done ? LANES : rows - done;
    const float *from[LANES];
    float factors[LANES];
    for (ptrdiff_t i = 0; i < count; i++) {
      from[i] = m->input + line * m->line_stride + place * m->input_stride;
      if (++place == m->line) {
        place = 0;
        line++;
      }
    }
    find_ranges(from, count, m->depth, ranges + done, factors);
    for (ptrdiff_t i = 0; i < count; i++, to += dwords) {
      convert(from[i], m->depth, ranges[done + i], factors[i], to);
    }
  }
}

void REDUCED_NAME(matrix)(const lentigo_reduced_matrix *m) {
  const ptrdiff_t dwords = reduced_dwords(REDUCED_PRECISION, m->depth);
  const ptrdiff_t many = reduced_many_rows(dwords), end_row = m->first_row + m->rows;
  const ptrdiff_t step = dwords * m->columns * 4 <= FIRST_LEVEL ? REDUCED_FEW_ROWS : many;
  reduced_range *ranges = m->scratch;
  int32_t *inputs = (int32_t *)m->scratch + RANGE_DWORDS * (many < m->rows ? many : m->rows);
  reduced_strip r = {
      .strip =
          {
              .input = (const float *)inputs,
              .input_stride = dwords,
              .residual_stride = m->residual_stride,
              .output_stride = m->output_stride,
              .segments = 1,
              .length = dwords,
              .activation = m->activation,
          },
      .ranges = ranges,
      .range_step = 1,
  };
  strip *s = &r.strip;
  for (ptrdiff_t row = m->first_row; row < end_row; row += step) {
    ptrdiff_t rows = step < end_row - row ? step : end_row - row;
    convert_rows(m, row, rows, ranges, inputs);
    s->panel = m->panels;
    look_ahead(s, dwords, m->columns, rows, 0);
    for (ptrdiff_t column = 0; column < m->columns; column += PANEL_VECTORS * LANES) {
      s->columns = m->columns - column;
      s->output = m->output + row * m->output_stride + column;
      s->residual = m->residual ? m->residual + row * m->residual_stride + column : 0;
      int wide = s->columns > LANES;
      ptrdiff_t panel = reduced_panel(dwords, wide);
      run_reduced_strip(&r, wide, rows);
      s->panel += panel;
    }
    for (ptrdiff_t i = row; i < row + rows; i++) {
      logistic(m->output + i * m->output_stride, m->columns, m->activation);
    }
  }
}

#include "template_reduced_convolution.h"
#include "template_reduced_dense.h"
