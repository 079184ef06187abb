// The reference: every kernel as plain loops, one value at a time, in the order of the formula.
// Slow, and meant to be read; the others are tested against it.
#include "scalar_activate.h"
#include "Shared/tables.h"
#include "Shared/winograd.h"

#pragma clang fp contract(off)

// With one lane and one vector, a panel is a column: its bias, then its weights.
static void matrix(const lentigo_matrix *m) {
  for (ptrdiff_t row = 0; row < m->rows; row++) {
    for (ptrdiff_t column = 0; column < m->columns; column++) {
      const float *panel = m->panels + column * (m->depth + 1);
      float sum = panel[0];
      for (ptrdiff_t k = 0; k < m->depth; k++) {
        sum += m->input[row * m->input_stride + k] * panel[1 + k];
      }
      if (m->residual) sum += m->residual[row * m->residual_stride + column];
      m->output[row * m->output_stride + column] = activate(sum, m->activation);
    }
  }
}

static void convolution(const lentigo_convolution *c) {
  ptrdiff_t depth = c->kernel * c->kernel * c->channels;
  for (ptrdiff_t y = 0; y < c->output_height; y++) {
    for (ptrdiff_t x = 0; x < c->output_width; x++) {
      for (ptrdiff_t out = 0; out < c->output_channels; out++) {
        const float *panel = c->panels + out * (depth + 1);
        float sum = *panel++;
        for (ptrdiff_t i = 0; i < c->kernel; i++) {
          for (ptrdiff_t j = 0; j < c->kernel; j++, panel += c->channels) {
            ptrdiff_t row = y * c->stride - c->pad_top + i;
            ptrdiff_t column = x * c->stride - c->pad_left + j;
            if (row < 0 || row >= c->height || column < 0 || column >= c->width) continue;
            const float *in = c->input + (row * c->width + column) * c->channels;
            for (ptrdiff_t k = 0; k < c->channels; k++) sum += in[k] * panel[k];
          }
        }
        ptrdiff_t index = (y * c->output_width + x) * c->output_channels + out;
        if (c->residual) sum += c->residual[index];
        c->output[index] = activate(sum, c->activation);
      }
    }
  }
}

#if defined(LENTIGO_HAS_WINOGRAD)
#include "scalar_winograd.h"
#endif

static void depthwise(const lentigo_depthwise *d) {
  for (ptrdiff_t y = 0; y < d->output_height; y++) {
    for (ptrdiff_t x = 0; x < d->output_width; x++) {
      for (ptrdiff_t channel = 0; channel < d->channels; channel++) {
        const float *panel = d->panels + channel * (1 + d->kernel * d->kernel);
        float sum = *panel++;
        for (ptrdiff_t i = 0; i < d->kernel; i++) {
          for (ptrdiff_t j = 0; j < d->kernel; j++, panel++) {
            ptrdiff_t row = y * d->stride - d->pad_top + i;
            ptrdiff_t column = x * d->stride - d->pad_left + j;
            if (row < 0 || row >= d->height || column < 0 || column >= d->width) continue;
            sum += d->input[(row * d->width + column) * d->channels + channel] * *panel;
          }
        }
        d->output[(y * d->output_width + x) * d->channels + channel] =
            activate(sum, d->activation);
      }
    }
  }
}

static void dense(const lentigo_dense *d) {
  for (ptrdiff_t column = 0; column < d->columns; column++) {
    const float *panel = d->panels + column * (d->depth + 1);
    float sum = panel[0];
    for (ptrdiff_t k = 0; k < d->depth; k++) sum += d->input[k] * panel[1 + k];
    d->output[column] = activate(sum, d->activation);
  }
}

static void channel_mean(const lentigo_channel_mean *m) {
  for (ptrdiff_t channel = 0; channel < m->channels; channel++) {
    const float *in = m->input + channel;
    double total = 0;
    for (ptrdiff_t line = 0; line < m->lines; line++) {
      double sum = 0;
      for (ptrdiff_t pixel = 0; pixel < m->pixels; pixel++, in += m->pixel_stride) sum += *in;
      total += (float)sum;  // as a line's sum is kept where lines are summed apart
    }
    m->output[channel] = (float)(total / (double)m->divisor);
  }
}

static void channel_scale(const lentigo_channel_scale *s) {
  for (ptrdiff_t pixel = 0; pixel < s->pixels; pixel++) {
    for (ptrdiff_t channel = 0; channel < s->channels; channel++) {
      ptrdiff_t index = pixel * s->channels + channel;
      s->output[index] = s->input[index] * s->scale[channel];
    }
  }
}

static void add(const lentigo_add *a) {
  for (ptrdiff_t i = 0; i < a->count; i++) a->output[i] = activate(a->a[i] + a->b[i], a->activation);
}

static void max_pooling(const lentigo_max_pooling *p) {
  for (ptrdiff_t y = 0; y < p->output_height; y++) {
    for (ptrdiff_t x = 0; x < p->output_width; x++) {
      for (ptrdiff_t channel = 0; channel < p->channels; channel++) {
        float largest = -__builtin_inff();
        for (ptrdiff_t i = 0; i < p->window; i++) {
          for (ptrdiff_t j = 0; j < p->window; j++) {
            ptrdiff_t row = y * p->stride - p->pad_top + i;
            ptrdiff_t column = x * p->stride - p->pad_left + j;
            if (row < 0 || row >= p->height || column < 0 || column >= p->width) continue;
            float value = p->input[(row * p->width + column) * p->channels + channel];
            if (value > largest || value != value) largest = value;
          }
        }
        p->output[(y * p->output_width + x) * p->channels + channel] = largest;
      }
    }
  }
}

const lentigo_kernels lentigo_kernels_scalar = {
    .lanes = 1,
    .matrix_vectors = 1,
    .matrix_rows = 1,
    .matrix = matrix,
    .convolution = convolution,
#if defined(LENTIGO_HAS_WINOGRAD)
    .winograd = winograd,
#endif
    .depthwise = depthwise,
    .dense = dense,
    .channel_mean = channel_mean,
    .channel_scale = channel_scale,
    .add = add,
    .max_pooling = max_pooling,
#if !defined(__wasm__)
    REDUCED_KERNELS(scalar, bf16),
    REDUCED_KERNELS(scalar, int8),
#endif
};
