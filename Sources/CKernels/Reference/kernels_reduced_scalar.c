// The reference for reduced precision: conversions and sums one value at a time.
#include "Shared/reduced.h"

#if defined(LENTIGO_HAS_REDUCED)

#include "Shared/bfloat.h"
#include "scalar_activate.h"
#include "Shared/tables.h"

#pragma clang fp contract(off)

// Two products of bf16, added to a float.
static float add_bf16(float sum, uint32_t a, uint32_t b) {
  sum += float_of_bits(a & 0xffff0000) * float_of_bits(b & 0xffff0000);
  return sum + float_of_bits(a << 16) * float_of_bits(b << 16);
}

// Four products of unsigned and signed bytes.
static int32_t add_int8(int32_t sum, uint32_t a, uint32_t b) {
  for (int i = 0; i < 32; i += 8) sum += (int32_t)(a >> i & 0xff) * (int8_t)(b >> i & 0xff);
  return sum;
}

// One output from dwords of input, in pieces that lie `stride` apart, and a column of weights.
static float product(int32_t precision, const uint32_t *in, ptrdiff_t pieces, ptrdiff_t stride,
                     ptrdiff_t length, const uint32_t *column, reduced_range range) {
  const uint32_t *weights = column + reduced_header(precision);
  float sum = float_of_bits(column[0]);
  int32_t whole = 0;
  for (ptrdiff_t piece = 0; piece < pieces; piece++, in += stride) {
    for (ptrdiff_t k = 0; k < length; k++, weights++) {
      sum = precision == LENTIGO_BF16 ? add_bf16(sum, in[k], *weights) : sum;
      whole = precision == LENTIGO_INT8 ? add_int8(whole, in[k], *weights) : whole;
    }
  }
  if (precision == LENTIGO_BF16) return sum;
  int32_t compensation = (int32_t)(column[2] & 127) + ((int32_t)column[2] >> 16) * 128;
  whole += compensation * (range.zero & 0xff);
  return (float)whole * (range.scale * float_of_bits(column[1])) + sum;
}

static reduced_range range_of(int32_t precision, const float *values, ptrdiff_t count,
                              float *factor) {
  if (precision != LENTIGO_INT8) return (reduced_range){};
  float low = 0, high = 0, poison = 0;
  for (ptrdiff_t i = 0; i < count; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
    // Zero, but for what is not finite.
    poison += values[i] * 0.0f;
  }
  return reduced_range_of(low, high + poison, factor);
}

// `count` values in dwords.
static void convert(int32_t precision, const float *values, ptrdiff_t count, reduced_range range,
                    float factor, uint32_t *to) {
  const ptrdiff_t step = reduced_values(precision);
  const int32_t zero = range.zero & 0xff;
  for (ptrdiff_t i = 0; i < count; i += step) {
    uint32_t dword = 0;
    for (ptrdiff_t j = 0; j < step; j++) {
      float value = i + j < count ? values[i + j] : 0.0f;
      if (precision == LENTIGO_BF16) {
        dword |= (uint32_t)bfloat_of(value) << 16 * j;
        continue;
      }
      float steps = value * factor;
      if (!(steps >= (float)-zero)) steps = (float)-zero;
      if (steps > (float)(255 - zero)) steps = (float)(255 - zero);
      int32_t whole = (int32_t)((steps + 0x1.8p23f) - 0x1.8p23f);
      dword |= (uint32_t)(whole + zero) << 8 * j;
    }
    *to++ = dword;
  }
}

static void matrix(const lentigo_reduced_matrix *m, int32_t precision) {
  const ptrdiff_t dwords = reduced_dwords(precision, m->depth);
  const ptrdiff_t panel = dwords + reduced_header(precision);
  for (ptrdiff_t row = m->first_row; row < m->first_row + m->rows; row++) {
    const float *in =
        m->input + row / m->line * m->line_stride + row % m->line * m->input_stride;
    float factor = 0;
    reduced_range range = range_of(precision, in, m->depth, &factor);
    convert(precision, in, m->depth, range, factor, m->scratch);
    for (ptrdiff_t column = 0; column < m->columns; column++) {
      const uint32_t *weights = (const uint32_t *)m->panels + column * panel;
      float sum = product(precision, m->scratch, 1, 0, dwords, weights, range);
      if (m->residual) sum += m->residual[row * m->residual_stride + column];
      m->output[row * m->output_stride + column] = activate(sum, m->activation);
    }
  }
}

// The rows that one row of the output reads, padded.
static void fill(const lentigo_reduced_convolution *c, int32_t precision, ptrdiff_t first,
                 ptrdiff_t padded_width, reduced_range range, float factor) {
  const ptrdiff_t dwords = reduced_dwords(precision, c->channels);
  uint32_t *to = c->scratch;
  for (ptrdiff_t row = first; row < first + c->kernel; row++) {
    for (ptrdiff_t x = 0; x < padded_width; x++, to += dwords) {
      ptrdiff_t column = x - c->pad_left;
      if (row >= 0 && row < c->height && column >= 0 && column < c->width) {
        convert(precision, c->input + (row * c->width + column) * c->channels, c->channels, range,
                factor, to);
      } else {
        for (ptrdiff_t i = 0; i < dwords; i++) to[i] = (uint32_t)(range.zero & 0xff) * 0x01010101;
      }
    }
  }
}

static void convolution(const lentigo_reduced_convolution *c, int32_t precision) {
  const ptrdiff_t dwords = reduced_dwords(precision, c->channels);
  const ptrdiff_t padded_width = (c->output_width - 1) * c->stride + c->kernel;
  const ptrdiff_t panel = c->kernel * c->kernel * dwords + reduced_header(precision);
  float factor = 0;
  reduced_range range =
      range_of(precision, c->input, c->height * c->width * c->channels, &factor);
  for (ptrdiff_t y = c->first_row; y < c->first_row + c->rows; y++) {
    fill(c, precision, y * c->stride - c->pad_top, padded_width, range, factor);
    for (ptrdiff_t x = 0; x < c->output_width; x++) {
      const uint32_t *in = (const uint32_t *)c->scratch + x * c->stride * dwords;
      const ptrdiff_t pixel = y * c->output_width + x;
      for (ptrdiff_t out = 0; out < c->output_channels; out++) {
        float sum = product(precision, in, c->kernel, padded_width * dwords, c->kernel * dwords,
                            (const uint32_t *)c->panels + out * panel, range);
        if (c->residual) sum += c->residual[pixel * c->residual_stride + out];
        c->output[pixel * c->output_stride + out] = activate(sum, c->activation);
      }
    }
  }
}

static void dense(const lentigo_reduced_dense *d, int32_t precision) {
  lentigo_reduced_matrix row = {
      .input = d->input,
      .panels = d->panels,
      .output = d->output,
      .scratch = d->scratch,
      .rows = 1,
      .depth = d->depth,
      .columns = d->columns,
      .line = 1,
      .activation = d->activation,
  };
  matrix(&row, precision);
}

#define DEFINE_SCALAR(suffix, precision)                                                          \
  void lentigo_scalar_matrix_##suffix(const lentigo_reduced_matrix *m) { matrix(m, precision); }  \
  void lentigo_scalar_convolution_##suffix(const lentigo_reduced_convolution *c) {                \
    convolution(c, precision);                                                                    \
  }                                                                                               \
  void lentigo_scalar_dense_##suffix(const lentigo_reduced_dense *d) { dense(d, precision); }

DEFINE_SCALAR(bf16, LENTIGO_BF16)
DEFINE_SCALAR(int8, LENTIGO_INT8)

#endif
