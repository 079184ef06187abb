#include "picture_passes.h"

#pragma clang fp contract(off)

typedef float block[8][8];

// Orthonormal cosine transform of the columns: C(k) is cos(k * pi / 16) / 2.
#define C1 0.4903926402016152f
#define C2 0.4619397662556434f
#define C3 0.4157348061512726f
#define C4 0.3535533905932738f
#define C5 0.2777851165098011f
#define C6 0.1913417161825449f
#define C7 0.0975451610080642f

static inline void forward(block b) {
  for (int i = 0; i < 8; i++) {
    float s0 = b[0][i] + b[7][i], s1 = b[1][i] + b[6][i], s2 = b[2][i] + b[5][i];
    float s3 = b[3][i] + b[4][i], d0 = b[0][i] - b[7][i], d1 = b[1][i] - b[6][i];
    float d2 = b[2][i] - b[5][i], d3 = b[3][i] - b[4][i];
    float e0 = s0 + s3, e1 = s1 + s2, e2 = s0 - s3, e3 = s1 - s2;
    b[0][i] = (e0 + e1) * C4;
    b[4][i] = (e0 - e1) * C4;
    b[2][i] = e2 * C2 + e3 * C6;
    b[6][i] = e2 * C6 - e3 * C2;
    b[1][i] = d0 * C1 + d1 * C3 + d2 * C5 + d3 * C7;
    b[3][i] = d0 * C3 - d1 * C7 - d2 * C1 - d3 * C5;
    b[5][i] = d0 * C5 - d1 * C1 + d2 * C7 + d3 * C3;
    b[7][i] = d0 * C7 - d1 * C5 + d2 * C3 - d3 * C1;
  }
}

static inline void backward(block b) {
  for (int i = 0; i < 8; i++) {
    float e0 = (b[0][i] + b[4][i]) * C4, e1 = (b[0][i] - b[4][i]) * C4;
    float e2 = b[2][i] * C2 + b[6][i] * C6, e3 = b[2][i] * C6 - b[6][i] * C2;
    float s0 = e0 + e2, s3 = e0 - e2, s1 = e1 + e3, s2 = e1 - e3;
    float x1 = b[1][i], x3 = b[3][i], x5 = b[5][i], x7 = b[7][i];
    float d0 = x1 * C1 + x3 * C3 + x5 * C5 + x7 * C7;
    float d1 = x1 * C3 - x3 * C7 - x5 * C1 - x7 * C5;
    float d2 = x1 * C5 - x3 * C1 + x5 * C7 + x7 * C3;
    float d3 = x1 * C7 - x3 * C5 + x5 * C3 - x7 * C1;
    b[0][i] = s0 + d0;
    b[7][i] = s0 - d0;
    b[1][i] = s1 + d1;
    b[6][i] = s1 - d1;
    b[2][i] = s2 + d2;
    b[5][i] = s2 - d2;
    b[3][i] = s3 + d3;
    b[4][i] = s3 - d3;
  }
}

static inline void transpose(block b) {
  for (int y = 0; y < 8; y++)
    for (int x = 0; x < y; x++) {
      float kept = b[y][x];
      b[y][x] = b[x][y];
      b[x][y] = kept;
    }
}

// Columns first: the transform is left transposed, as are the tables below.
static void quantize(float *plane, ptrdiff_t stride, const block steps, const block shares) {
  block b;
  for (int y = 0; y < 8; y++) __builtin_memcpy(b[y], plane + stride * y, sizeof b[y]);
  forward(b);
  transpose(b);
  forward(b);
  // Adding and taking away 1.5 * 2^23 rounds to the nearest whole number.
  const float rounder = 12582912.0f;
  for (int y = 0; y < 8; y++)
    for (int x = 0; x < 8; x++)
      b[y][x] = (b[y][x] * shares[y][x] + rounder - rounder) * steps[y][x];
  backward(b);
  transpose(b);
  backward(b);
  for (int y = 0; y < 8; y++) __builtin_memcpy(plane + stride * y, b[y], sizeof b[y]);
}

static const uint8_t brightness_steps[8][8] = {
    {16, 11, 10, 16, 24, 40, 51, 61},     {12, 12, 14, 19, 26, 58, 60, 55},
    {14, 13, 16, 24, 40, 57, 69, 56},     {14, 17, 22, 29, 51, 87, 80, 62},
    {18, 22, 37, 56, 68, 109, 103, 77},   {24, 35, 55, 64, 81, 104, 113, 92},
    {49, 64, 78, 87, 103, 121, 120, 101}, {72, 92, 95, 98, 112, 100, 103, 99}};
static const uint8_t color_steps[8][8] = {
    {17, 18, 24, 47, 99, 99, 99, 99}, {18, 21, 26, 66, 99, 99, 99, 99},
    {24, 26, 56, 99, 99, 99, 99, 99}, {47, 66, 99, 99, 99, 99, 99, 99},
    {99, 99, 99, 99, 99, 99, 99, 99}, {99, 99, 99, 99, 99, 99, 99, 99},
    {99, 99, 99, 99, 99, 99, 99, 99}, {99, 99, 99, 99, 99, 99, 99, 99}};

static void quantize_plane(
    float *plane, ptrdiff_t width, ptrdiff_t height, const uint8_t table[8][8], float coarseness) {
  block steps, shares;
  for (int y = 0; y < 8; y++)
    for (int x = 0; x < 8; x++) {
      float step = table[x][y] * coarseness;
      steps[y][x] = step < 1 ? 1 : step;
      shares[y][x] = 1 / steps[y][x];
    }
  for (ptrdiff_t y = 0; y < height; y += 8)
    for (ptrdiff_t x = 0; x < width; x += 8) quantize(plane + width * y + x, width, steps, shares);
}

static inline ptrdiff_t padded(ptrdiff_t side) { return (side + 15) / 16 * 16; }

ptrdiff_t lentigo_compress_scratch(ptrdiff_t width, ptrdiff_t height) {
  return padded(width) * padded(height) * 3 / 2 * (ptrdiff_t)sizeof(float);
}

static inline uint8_t level(float value) {
  float rounded = value + 0.5f;
  return (uint8_t)(rounded < 0 ? 0 : rounded > 255 ? 255 : rounded);
}

void lentigo_compress(
    uint8_t *pixels, ptrdiff_t width, ptrdiff_t height, float coarseness, void *scratch) {
  const ptrdiff_t columns = padded(width), rows = padded(height), half = columns / 2;
  float *light = scratch, *blues = light + columns * rows, *reds = blues + half * (rows / 2);
  __builtin_memset(blues, 0, (size_t)(half * (rows / 2)) * 2 * sizeof(float));
  for (ptrdiff_t y = 0; y < rows; y++) {
    const uint8_t *row = pixels + 3 * width * (y < height ? y : height - 1);
    float *lightRow = light + columns * y, *blueRow = blues + half * (y / 2);
    float *redRow = reds + half * (y / 2);
    for (ptrdiff_t x = 0; x < columns; x++) {
      const uint8_t *pixel = row + 3 * (x < width ? x : width - 1);
      float value = 0.299f * pixel[0] + 0.587f * pixel[1] + 0.114f * pixel[2];
      lightRow[x] = value - 128;
      blueRow[x / 2] += (pixel[2] - value) * (0.25f * 0.564f);
      redRow[x / 2] += (pixel[0] - value) * (0.25f * 0.713f);
    }
  }
  quantize_plane(light, columns, rows, brightness_steps, coarseness);
  quantize_plane(blues, half, rows / 2, color_steps, coarseness);
  quantize_plane(reds, half, rows / 2, color_steps, coarseness);
  for (ptrdiff_t y = 0; y < height; y++) {
    uint8_t *pixel = pixels + 3 * width * y;
    const float *lightRow = light + columns * y, *blueRow = blues + half * (y / 2);
    const float *redRow = reds + half * (y / 2);
    for (ptrdiff_t x = 0; x < width; x++, pixel += 3) {
      float value = lightRow[x] + 128, red = redRow[x / 2], blue = blueRow[x / 2];
      pixel[0] = level(value + 1.402f * red);
      pixel[1] = level(value - 0.344f * blue - 0.714f * red);
      pixel[2] = level(value + 1.772f * blue);
    }
  }
}
