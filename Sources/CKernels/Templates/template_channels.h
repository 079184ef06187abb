// What works channel by channel: means, factors, sums, maxima. Part of kernels_template.h.

static void channel_mean(const lentigo_channel_mean *m) {
  vector factor = splat(1.0f / (float)m->divisor);
  for (ptrdiff_t channel = 0; channel < m->channels; channel += LANES) {
    ptrdiff_t left = m->channels - channel;
    const float *in = m->input + channel;
    vector total = {};
    for (ptrdiff_t line = 0; line < m->lines; line++) {
      vector sum[4] = {};
      ptrdiff_t pixel = 0;
      if (left >= LANES) {
        for (; pixel + 4 <= m->pixels; pixel += 4) {
          UNROLL for (int i = 0; i < 4; i++) {
            sum[i] += load(in);
            in += m->pixel_stride;
          }
        }
      }
      for (; pixel < m->pixels; pixel++, in += m->pixel_stride) sum[0] += load_first(in, left);
      total += (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }
    store_first(m->output + channel, total * factor, left);
  }
}

static void channel_scale(const lentigo_channel_scale *s) {
  for (ptrdiff_t pixel = 0; pixel < s->pixels; pixel++) {
    const float *in = s->input + pixel * s->channels;
    float *out = s->output + pixel * s->channels;
    ptrdiff_t channel = 0;
    for (; channel + LANES <= s->channels; channel += LANES) {
      store(out + channel, load(in + channel) * load(s->scale + channel));
    }
    ptrdiff_t left = s->channels - channel;
    if (left > 0) {
      vector scaled = LOAD_PART(in + channel, left) * LOAD_PART(s->scale + channel, left);
      STORE_PART(out + channel, scaled, left);
    }
  }
}

static void add(const lentigo_add *a) {
  for (ptrdiff_t i = 0; i < a->count; i += LANES) {
    ptrdiff_t left = a->count - i;
    vector sum = load_first(a->a + i, left) + load_first(a->b + i, left);
    store_first(a->output + i, activate(sum, a->activation), left);
  }
  logistic(a->output, a->count, a->activation);
}

static void max_pooling(const lentigo_max_pooling *p) {
  for (ptrdiff_t y = 0; y < p->output_height; y++) {
    for (ptrdiff_t x = 0; x < p->output_width; x++) {
      ptrdiff_t row = y * p->stride - p->pad_top, column = x * p->stride - p->pad_left;
      ptrdiff_t top = row < 0 ? 0 : row, left = column < 0 ? 0 : column;
      ptrdiff_t bottom = row + p->window < p->height ? row + p->window : p->height;
      ptrdiff_t right = column + p->window < p->width ? column + p->window : p->width;
      float *out = p->output + (y * p->output_width + x) * p->channels;
      for (ptrdiff_t channel = 0; channel < p->channels; channel += LANES) {
        ptrdiff_t lanes = p->channels - channel;
        vector largest = splat(-__builtin_inff());
        for (ptrdiff_t i = top; i < bottom; i++) {
          const float *in = p->input + (i * p->width + left) * p->channels + channel;
          for (ptrdiff_t j = left; j < right; j++, in += p->channels) {
            vector value = load_first(in, lanes);
            // All bits set are not a number either, and stay so through later maxima.
            largest = (vector)((integers)VECTOR_MAX(value, largest) | (value != value));
          }
        }
        store_first(out + channel, largest, lanes);
      }
    }
  }
}
