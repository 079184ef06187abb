// Weights of reduced precision, laid out in the order in which the kernels read them.
#include "Shared/reduced.h"

#if defined(LENTIGO_HAS_REDUCED)

#include "Shared/bfloat.h"

static float magnitude(float x) { return x < 0 ? -x : x; }

// The weights of one column, on their way into a panel.
typedef struct {
  const float *weights;  // of tap 0, channel 0
  ptrdiff_t stride, taps, channels;
} column_weights;

static float weight_at(const column_weights *c, ptrdiff_t tap, ptrdiff_t channel) {
  return channel < c->channels ? c->weights[(tap * c->channels + channel) * c->stride] : 0.0f;
}

// Integers -127...127 times what is returned; 0 where all weights are as good as nothing.
static float column_scale(const column_weights *c) {
  float largest = 0;
  for (ptrdiff_t k = 0; k < c->taps * c->channels; k++) {
    float size = magnitude(c->weights[k * c->stride]);
    if (size > largest) largest = size;
  }
  return largest >= 0x1p-100f && largest <= 0x1.fffffep127f ? largest / 127.0f : 0.0f;
}

// To nearest even; what is not a number counts as 0.
static int32_t quantised(float weight, float scale) {
  if (!(scale > 0) || weight != weight) return 0;
  float steps = weight / scale;
  if (steps > 127) return 127;
  if (steps < -127) return -127;
  return (int32_t)((steps + 0x1.8p23f) - 0x1.8p23f);
}

// Writes a column of a panel that is `width` dwords wide.
static void pack_bf16(const column_weights *c, float bias, ptrdiff_t width, uint32_t *to) {
  *to = bits_of_float(bias);
  to += width;
  for (ptrdiff_t tap = 0; tap < c->taps; tap++) {
    for (ptrdiff_t channel = 0; channel < c->channels; channel += 2, to += width) {
      *to = (uint32_t)bfloat_of(weight_at(c, tap, channel)) |
            (uint32_t)bfloat_of(weight_at(c, tap, channel + 1)) << 16;
    }
  }
}

static void pack_int8(const column_weights *c, float bias, ptrdiff_t width, uint32_t *to) {
  const float scale = column_scale(c);
  uint32_t *header = to;
  int32_t sum = 0;
  to += 3 * width;
  for (ptrdiff_t tap = 0; tap < c->taps; tap++) {
    for (ptrdiff_t channel = 0; channel < c->channels; channel += 4, to += width) {
      uint32_t dword = 0;
      for (int i = 0; i < 4; i++) {
        int32_t value = quantised(weight_at(c, tap, channel + i), scale);
        dword |= (uint32_t)(value & 0xff) << 8 * i;
        sum += value;
      }
      *to = dword;
    }
  }
  header[0] = bits_of_float(bias);
  header[width] = bits_of_float(scale);
  header[2 * width] = (uint32_t)(-sum & 127) | (uint32_t)(-sum >> 7) << 16;
}

ptrdiff_t lentigo_packed_reduced_count(const lentigo_kernels *kernels, int32_t precision,
                                       ptrdiff_t taps, ptrdiff_t channels, ptrdiff_t columns) {
  ptrdiff_t lines = reduced_header(precision) + taps * reduced_dwords(precision, channels);
  return lines * ((columns + kernels->lanes - 1) / kernels->lanes * kernels->lanes);
}

void lentigo_pack_reduced(const lentigo_kernels *kernels, int32_t precision, const float *weights,
                          const float *bias, ptrdiff_t taps, ptrdiff_t channels,
                          ptrdiff_t columns, void *panels) {
  const ptrdiff_t count =
      lentigo_packed_reduced_count(kernels, precision, taps, channels, columns);
  const ptrdiff_t lines = reduced_header(precision) + taps * reduced_dwords(precision, channels);
  const ptrdiff_t widest = kernels->matrix_vectors * kernels->lanes;
  uint32_t *to = panels;
  __builtin_memset(to, 0, (size_t)count * 4);
  for (ptrdiff_t first = 0; first < columns; first += widest) {
    ptrdiff_t left = columns - first;
    ptrdiff_t width = (left + kernels->lanes - 1) / kernels->lanes * kernels->lanes;
    if (width > widest) width = widest;
    for (ptrdiff_t i = 0; i < width && i < left; i++) {
      column_weights column = {weights + first + i, columns, taps, channels};
      if (precision == LENTIGO_INT8) {
        pack_int8(&column, bias[first + i], width, to + i);
      } else {
        pack_bf16(&column, bias[first + i], width, to + i);
      }
    }
    to += lines * width;
  }
}

ptrdiff_t lentigo_reduced_matrix_scratch_count(int32_t precision, ptrdiff_t rows,
                                               ptrdiff_t depth) {
  ptrdiff_t dwords = reduced_dwords(precision, depth);
  ptrdiff_t together = reduced_many_rows(dwords);
  return (together < rows ? together : rows) * (dwords + RANGE_DWORDS) + REDUCED_SLACK;
}

ptrdiff_t lentigo_reduced_convolution_scratch_count(int32_t precision, ptrdiff_t band,
                                                    ptrdiff_t padded_width, ptrdiff_t channels,
                                                    ptrdiff_t kernel, ptrdiff_t stride) {
  ptrdiff_t rows = (band - 1) * stride + kernel;
  return RANGE_DWORDS + rows * padded_width * reduced_dwords(precision, channels) + REDUCED_SLACK;
}

#endif
