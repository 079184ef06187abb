// A tile of a matrix product, and what the tiles of a strip share. Part of kernels_template.h.

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
  // Weights that are asked for while others are in use: from where on, up to where, how far behind the
  // panel in use at most, and how many floats at each k.
  const float *next, *end;
  ptrdiff_t reach, next_per_k;
  int32_t activation;
} strip;

// Weights lie in the order in which they are read. While a panel is in use what lies behind it is asked
// for, a little at each k: where weights come from memory, waiting for them would take longer than the
// arithmetic. Not the next panel alone but `ahead` floats behind all panels, too, where these leave room
// for them in the second-level cache: later steps with little arithmetic would do nothing but wait.
//
// WebAssembly has no instruction for it.
#define LOOK_AHEAD (192 << 10)
#if defined(__wasm__)
#define LOOKS_AHEAD 0
#else
#define LOOKS_AHEAD 1
#endif

// Begins behind the first panel, for tiles that compute `rows` rows.
INLINE void look_ahead(strip *s, ptrdiff_t depth, ptrdiff_t columns, ptrdiff_t rows,
                       ptrdiff_t ahead) {
  if (!LOOKS_AHEAD) return;
  const ptrdiff_t width = PANEL_VECTORS * LANES, weights = depth * columns;
  const int is_near = weights * 4 <= FIRST_LEVEL, is_deep = ahead > 0 && weights <= LOOK_AHEAD;
  s->next = s->panel + (depth + 1) * width;
  s->reach = is_deep ? LOOK_AHEAD : 2 * (depth + 1) * width;
  s->end = s->panel + (is_deep ? weights + ahead : weights + (depth + 1) * width);
  s->next_per_k = is_near ? 0 : (width * MATRIX_ROWS + rows - 1) / rows;
  // For later steps half a cache line, because faster than lines arrive would make the arithmetic wait:
  // a core asks for a dozen at most. For the same reason less where panels do not stay in the first
  // level, and come from the second for every tile.
  if (is_deep) s->next_per_k += depth * width * 4 <= FIRST_LEVEL ? 8 : 4;
}

// Floats that a tile asks for at each k: none once it has asked for all, or far enough ahead.
INLINE ptrdiff_t panels_ahead(const strip *s) {
  return s->next < s->end && s->next - s->panel < s->reach ? s->next_per_k : 0;
}

// Residual, activation and store of a tile.
INLINE void finish(const strip *s, ptrdiff_t row, vector *sum, const int rows, const int vectors) {
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

// `rows` x `vectors` outputs, kept in registers over all k.
INLINE void tile(strip *s, ptrdiff_t row, const int rows, const int vectors) {
  vector sum[NARROW_ROWS > PANEL_VECTORS * MATRIX_ROWS ? NARROW_ROWS : PANEL_VECTORS * MATRIX_ROWS];
  const float *panel = s->panel;
  UNROLL for (int v = 0; v < vectors; v++) {
    vector bias = load(panel + v * LANES);
    UNROLL for (int r = 0; r < rows; r++) sum[r * vectors + v] = bias;
  }
  panel += vectors * LANES;

  const float *start = s->input + row * s->input_stride;
  const float *next = s->next;
  const ptrdiff_t next_per_k = panels_ahead(s);
  for (ptrdiff_t segment = 0; segment < s->segments; segment++) {
    // A pointer for three rows, the others at multiples that an address can hold: one a row would not
    // fit the registers.
    const ptrdiff_t stride = s->input_stride;
    const float *in[(NARROW_ROWS + 2) / 3 > (MATRIX_ROWS + 2) / 3 ? (NARROW_ROWS + 2) / 3
                                                                   : (MATRIX_ROWS + 2) / 3];
    UNROLL for (int r = 0; r < rows; r += 3) in[r / 3] = start + r * stride;
    ptrdiff_t k = 0;
#if defined(MULTIPLIES_BY_LANE)
    // A vector of each row's input at a time, in place of a load for every row and k.
    for (; k + LANES <= s->length; k += LANES) {
      vector x[NARROW_ROWS > MATRIX_ROWS ? NARROW_ROWS : MATRIX_ROWS];
      UNROLL for (int r = 0; r < rows; r++) x[r] = load(in[r / 3] + r % 3 * stride);
      UNROLL for (int lane = 0; lane < LANES; lane++) {
        UNROLL for (int v = 0; v < vectors; v++) {
          vector weights = load(panel + v * LANES);
          UNROLL for (int r = 0; r < rows; r++) {
            vector *to = &sum[r * vectors + v];
            *to = MULTIPLY_ADD(splat(x[r][lane]), weights, *to);
          }
        }
        panel += vectors * LANES;
        __builtin_prefetch(next, 0, 2);
        next += next_per_k;
      }
      UNROLL for (int r = 0; r < rows; r += 3) in[r / 3] += LANES;
    }
#endif
    for (; k < s->length; k++) {
      vector weights[PANEL_VECTORS];
      UNROLL for (int v = 0; v < vectors; v++) weights[v] = load(panel + v * LANES);
      UNROLL for (int r = 0; r < rows; r++) {
        vector x = splat(in[r / 3][r % 3 * stride]);
        UNROLL for (int v = 0; v < vectors; v++) {
          sum[r * vectors + v] = MULTIPLY_ADD(x, weights[v], sum[r * vectors + v]);
        }
      }
      panel += vectors * LANES;
      UNROLL for (int r = 0; r < rows; r += 3) in[r / 3]++;
      if (LOOKS_AHEAD) {
        __builtin_prefetch(next, 0, 2);
        next += next_per_k;
      }
    }
    start += s->segment_stride;
  }
  if (LOOKS_AHEAD) s->next = next;
  finish(s, row, sum, rows, vectors);
}

// X(rows, v) for every height of a tile.
#define FOR_ROWS_4(X, v) X(1, v) X(2, v) X(3, v) X(4, v)
#define FOR_ROWS_6(X, v) FOR_ROWS_4(X, v) X(5, v) X(6, v)
#define FOR_ROWS_7(X, v) FOR_ROWS_6(X, v) X(7, v)
#define FOR_ROWS_8(X, v) FOR_ROWS_7(X, v) X(8, v)
#define FOR_ROWS_12(X, v) FOR_ROWS_8(X, v) X(9, v) X(10, v) X(11, v) X(12, v)
#define FOR_ROWS_14(X, v) FOR_ROWS_12(X, v) X(13, v) X(14, v)
#define JOIN(a, b) a##b
#define FOR_ROWS(n, X, v) JOIN(FOR_ROWS_, n)(X, v)
