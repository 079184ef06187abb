// Convolution with a 3x3 window and stride 1 by Winograd's minimal filtering. Part of
// kernels_template.h; winograd.h tells the method.
//
// Both transforms use that all finite points but 0 come in pairs +p and -p: what a pair shares is an
// even and an odd part, which are computed once.

#define WINOGRAD_PAIRS(tile) ((tile) / 2)

// line[0..<tile + 2] * B^T, in place. `tile` is a literal.
INLINE void transform_input_line(vector *line, const int tile) {
  const int pairs = WINOGRAD_PAIRS(tile);
  const float(*shared)[3] = winograd_products[pairs - 1];
  vector first = shared[pairs][0] * line[0], last = shared[pairs][0] * line[1];
  UNROLL for (int i = 1; i <= pairs; i++) {
    first += shared[pairs][i] * line[2 * i];
    last += shared[pairs][i] * line[2 * i + 1];
  }
  vector even[2], odd[2];
  UNROLL for (int k = 0; k < pairs; k++) {
    even[k] = shared[k][0] * line[2];
    odd[k] = shared[k][0] * line[1];
    UNROLL for (int i = 1; i < pairs; i++) {
      even[k] += shared[k][i] * line[2 * i + 2];
      odd[k] += shared[k][i] * line[2 * i + 1];
    }
  }
  line[0] = first;
  UNROLL for (int k = 0; k < pairs; k++) {
    float point = winograd_points[pairs - 1][k];
    line[2 * k + 1] = even[k] + point * odd[k];
    line[2 * k + 2] = even[k] - point * odd[k];
  }
  line[tile + 1] = last;
}

// line[0..<tile + 2] * A^T; the result lies in line[0..<tile].
INLINE void transform_output_line(vector *line, const int tile) {
  const int pairs = WINOGRAD_PAIRS(tile);
  vector sum[2], difference[2], result[4];
  UNROLL for (int k = 0; k < pairs; k++) {
    sum[k] = line[2 * k + 1] + line[2 * k + 2];
    difference[k] = line[2 * k + 1] - line[2 * k + 2];
  }
  float power[2] = {1, 1};
  UNROLL for (int i = 0; i < tile; i++) {
    result[i] = i == 0 ? line[0] : i == tile - 1 ? line[tile + 1] : splat(0.0f);
    UNROLL for (int k = 0; k < pairs; k++) {
      result[i] += power[k] * (i % 2 ? difference[k] : sum[k]);
      power[k] *= winograd_points[pairs - 1][k];
    }
  }
  UNROLL for (int i = 0; i < tile; i++) line[i] = result[i];
}

// What one call works on: a block of tiles through all products.
typedef struct {
  const lentigo_winograd *w;
  const float *zeros;  // a pixel outside the image
  const float *bias;
  float *inputs;       // tiles x points x channels
  float *products;     // tiles x points x output channels
  ptrdiff_t input_stride, product_stride;  // floats from point to point
  ptrdiff_t first, count;                  // tiles of this block
  ptrdiff_t across;                        // tiles in a row of tiles
} winograd_block;

INLINE void transform_inputs(const winograd_block *b, const int tile) {
  const lentigo_winograd *w = b->w;
  const int side = tile + 2;
  for (ptrdiff_t t = 0; t < b->count; t++) {
    ptrdiff_t top = (b->first + t) / b->across * tile - w->pad_top;
    ptrdiff_t left = (b->first + t) % b->across * tile - w->pad_left;
    const float *pixels[36];
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        ptrdiff_t row = top + i, column = left + j;
        int inside = row >= 0 && row < w->height && column >= 0 && column < w->width;
        pixels[i * side + j] =
            inside ? w->input + (row * w->width + column) * w->channels : b->zeros;
      }
    }
    for (ptrdiff_t channel = 0; channel < w->channels; channel += LANES) {
      ptrdiff_t lanes = w->channels - channel;
      float *to = b->inputs + t * side * side * b->input_stride + channel;
      vector columns[6][6];
      for (int j = 0; j < side; j++) {
        vector line[6];
        UNROLL for (int i = 0; i < side; i++) {
          const float *pixel = pixels[i * side + j] + channel;
          line[i] = load_first(pixel, lanes);
          // For the next tile: too many pixels side by side for the processor to foresee.
          if (j >= 2) __builtin_prefetch(pixel + tile * w->channels);
        }
        transform_input_line(line, tile);
        UNROLL for (int i = 0; i < side; i++) columns[i][j] = line[i];
      }
      for (int i = 0; i < side; i++) {
        vector line[6];
        UNROLL for (int j = 0; j < side; j++) line[j] = columns[i][j];
        transform_input_line(line, tile);
        UNROLL for (int j = 0; j < side; j++) {
          store_first(to + (i * side + j) * b->input_stride, line[j], lanes);
        }
      }
    }
  }
}

INLINE void transform_products(const winograd_block *b, const int tile) {
  const lentigo_winograd *w = b->w;
  const int side = tile + 2;
  for (ptrdiff_t t = 0; t < b->count; t++) {
    ptrdiff_t top = (b->first + t) / b->across * tile;
    ptrdiff_t left = (b->first + t) % b->across * tile;
    ptrdiff_t rows = w->output_height - top, columns = w->output_width - left;
    if (rows > tile) rows = tile;
    if (columns > tile) columns = tile;
    for (ptrdiff_t channel = 0; channel < w->output_channels; channel += LANES) {
      ptrdiff_t lanes = w->output_channels - channel;
      const float *from = b->products + t * side * side * b->product_stride + channel;
      vector lines[4][6];
      for (int j = 0; j < side; j++) {
        vector line[6];
        UNROLL for (int i = 0; i < side; i++) {
          line[i] = load_first(from + (i * side + j) * b->product_stride, lanes);
        }
        transform_output_line(line, tile);
        UNROLL for (int i = 0; i < tile; i++) lines[i][j] = line[i];
      }
      vector shift = load(b->bias + channel);
      for (ptrdiff_t i = 0; i < rows; i++) {
        ptrdiff_t start = ((top + i) * w->output_width + left) * w->output_channels + channel;
        vector line[6];
        UNROLL for (int j = 0; j < side; j++) line[j] = lines[i][j];
        transform_output_line(line, tile);
        UNROLL for (int j = 0; j < tile; j++) line[j] += shift;
        if (w->residual) {
          UNROLL for (int j = 0; j < tile; j++) {
            if (j >= columns) break;
            line[j] += load_first(w->residual + start + j * w->output_channels, lanes);
          }
        }
        activate_all(line, tile, w->activation);
        if (is_logistic(w->activation)) {
          for (int j = 0; j < tile; j++) line[j] = activate_logistic(line[j], w->activation);
        }
        UNROLL for (int j = 0; j < tile; j++) {
          if (j >= columns) break;
          float *pixel = w->output + start + j * w->output_channels;
          store_first(pixel, line[j], lanes);
          __builtin_prefetch(pixel + tile * w->output_channels, 1);
        }
      }
    }
  }
}

typedef void winograd_transform(const winograd_block *b);

#define DEFINE_WINOGRAD(tile)                                                                      \
  static void transform_inputs_##tile(const winograd_block *b) { transform_inputs(b, tile); }     \
  static void transform_products_##tile(const winograd_block *b) { transform_products(b, tile); }

DEFINE_WINOGRAD(2)
DEFINE_WINOGRAD(4)

static winograd_transform *const input_transforms[] = {transform_inputs_2, transform_inputs_4};
static winograd_transform *const product_transforms[] = {transform_products_2,
                                                         transform_products_4};

static void winograd(const lentigo_winograd *w) {
  const ptrdiff_t points = (w->tile + 2) * (w->tile + 2);
  const ptrdiff_t vectors = (w->output_channels + LANES - 1) / LANES;
  const ptrdiff_t panel = (w->channels + 1) * vectors * LANES;
  const ptrdiff_t across = (w->output_width + w->tile - 1) / w->tile;
  winograd_block b = {
      .w = w,
      .zeros = w->scratch,
      .bias = w->panels + points * panel,
      .inputs = w->scratch + winograd_zeros(w->channels),
      .input_stride = winograd_stride(w->channels),
      .product_stride = winograd_stride(w->output_channels),
      .across = across,
  };
  b.products = b.inputs + points * w->block * b.input_stride;
  __builtin_memset(w->scratch, 0, (size_t)w->channels * 4);
  for (b.first = w->first_tile; b.first < w->end_tile; b.first += w->block) {
    b.count = w->block < w->end_tile - b.first ? w->block : w->end_tile - b.first;
    input_transforms[w->tile / 2 - 1](&b);
    for (ptrdiff_t point = 0; point < points; point++) {
      lentigo_matrix product = {
          .input = b.inputs + point * b.input_stride,
          .panels = w->panels + point * panel,
          .output = b.products + point * b.product_stride,
          .rows = b.count,
          .depth = w->channels,
          .columns = w->output_channels,
          .input_stride = points * b.input_stride,
          .output_stride = points * b.product_stride,
      };
      matrix(&product);
    }
    product_transforms[w->tile / 2 - 1](&b);
  }
}
