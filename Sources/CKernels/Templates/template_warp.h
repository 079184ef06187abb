// One row of AffineWarp and ColorMatrix, LANES pixels at a time: the same integers as theirs.
// GATHER(p, offsets) loads 8 bytes from each of the byte offsets in 64-bit lanes on.
//
// Half of the pixels lie in `first`, half in `second`, one in 64 bits: red and green side by side in
// registers of their own, the blue of both halves sharing one.

typedef int64_t longs __attribute__((vector_size(4 * LANES)));
typedef uint64_t ulongs __attribute__((vector_size(4 * LANES)));

enum { PLACE_BITS = 32, MIX_BITS = 11, COLOR_SHIFT = 12 + 6 };

// An axis: the pixel before each place, the weight of the one behind it, and how far that lies.
typedef struct {
  longs first, weight;
} axis;

static inline longs least(longs a, longs b) {
  longs smaller = a < b;
  return (a & smaller) | (b & ~smaller);
}

static inline longs greatest(longs a, longs b) { return -least(-a, -b); }

static inline axis around(longs place, int64_t size) {
  const int64_t end = size << PLACE_BITS, pixel = (int64_t)1 << PLACE_BITS;
  longs inside = greatest(place, -place);
  inside = least(inside, 2 * end - inside);
  longs center = least(greatest(inside - pixel / 2, (longs){0}), (longs){0} + (end - pixel));
  return (axis){center >> PLACE_BITS, center >> (PLACE_BITS - MIX_BITS) & ((1 << MIX_BITS) - 1)};
}

// For SHUFFLE: the same choice of bytes in every 64-bit lane, named from the lane's first byte on.
static inline bytes lane_indices(uint64_t indices) {
  ulongs pattern = (ulongs){0} + indices;
  for (int i = 1; i < LANES / 2; i += 2) pattern[i] += 0x0808080808080808u;
  return (bytes)pattern;
}

// In every 64-bit lane four 16-bit factors.
static inline shorts factors(int32_t a, int32_t b, int32_t c, int32_t d) {
  uint64_t low = (uint16_t)a | (uint64_t)(uint16_t)b << 16;
  return (shorts)((ulongs){0} + (low | (uint64_t)(uint16_t)c << 32 | (uint64_t)(uint16_t)d << 48));
}

// The low halves of a's lanes below the low halves of b's.
static inline longs low_halves(longs a, longs b) { return (a & 0xFFFFFFFF) | b << 32; }

// The 8 bytes from each offset on, of which those behind the picture read as 0.
static inline bytes six_bytes(const uint8_t *pixels, longs offset, int64_t byteCount) {
  longs start = least(offset, (longs){0} + (byteCount - 8));
  return (bytes)((ulongs)GATHER(pixels, start) >> (ulongs)((offset - start) * 8));
}

// Samples with 6 fractional bits out of both rows' pairs of neighbours.
static inline ints mixed_pairs(bytes above, bytes below, longs acrossPairs, longs down) {
  ints top = DOT((shorts)above, (shorts)acrossPairs);
  ints bottom = DOT((shorts)below, (shorts)acrossPairs);
  return ((top << MIX_BITS) + (bottom - top) * (ints)down + (1 << 15)) >> 16;
}

static inline longs color_levels(ints sum) {
  ints level = (sum + (1 << (COLOR_SHIFT - 1))) >> COLOR_SHIFT;
  ints above = level > 255, negative = level < 0;
  return (longs)(((level & ~above) | (above & 255)) & ~negative);
}

static inline int reaches(int64_t start, int64_t step, int64_t count, int64_t size) {
  const int64_t end = size << PLACE_BITS, last = start + step * (count - 1);
  return start >= -end && start <= 2 * end && last >= -end && last <= 2 * end;
}

// Both rows of neighbours of half the pixels.
typedef struct {
  bytes above, below;
  longs across, down;
} neighbors;

static inline neighbors look_up(const lentigo_warp *warp, longs placeX, longs placeY) {
  axis x = around(placeX, warp->width), y = around(placeY, warp->height);
  // Rows and widths have 32 bits, for which there is a fast product.
  longs row = (longs)(((ulongs)y.first & 0xFFFFFFFF) * ((ulongs){0} + (uint32_t)warp->width));
  longs offset = (row + x.first) * 3;
  int64_t byteCount = 3 * warp->width * warp->height;
  neighbors found;
  found.above = six_bytes(warp->pixels, offset, byteCount);
  offset += (y.weight > 0) & (3 * warp->width);
  found.below = six_bytes(warp->pixels, offset, byteCount);
  found.across = ((1 << MIX_BITS) - x.weight) | x.weight << 16;
  found.down = y.weight;
  return found;
}

// Pixels in 64-bit lanes to 3 bytes each; two bytes behind the last one are written too.
static inline void store_pixels(ulongs pixels, uint8_t *target) {
  ulongs pattern = (ulongs){0} + 0x80800A0908020100u;
  bytes packed = SHUFFLE((bytes)pixels, (bytes)pattern);
  for (int i = 0; i < LANES / 4; i++)
    __builtin_memcpy(target + 6 * i, (const uint8_t *)&packed + 16 * i, 8);
}

static inline void warp_pixels(
    const lentigo_warp *warp, const longs *placeX, const longs *placeY, uint8_t *target) {
  const int32_t *m = warp->matrix, *offset = warp->offset;
  const bytes redGreen = lane_indices(0x8004800180038000u);
  const bytes doubled = lane_indices(0x0504010005040100u);
  neighbors a = look_up(warp, placeX[0], placeY[0]), b = look_up(warp, placeX[1], placeY[1]);

  bytes redGreenA[2] = {SHUFFLE(a.above, redGreen), SHUFFLE(a.below, redGreen)};
  bytes redGreenB[2] = {SHUFFLE(b.above, redGreen), SHUFFLE(b.below, redGreen)};
  const bytes low = lane_indices(0x8080808080058002u), high = lane_indices(0x8005800280808080u);
  bytes blueAbove = SHUFFLE(a.above, low) | SHUFFLE(b.above, high);
  bytes blueBelow = SHUFFLE(a.below, low) | SHUFFLE(b.below, high);
  ints samplesA = mixed_pairs(
      redGreenA[0], redGreenA[1], low_halves(a.across, a.across), low_halves(a.down, a.down));
  ints samplesB = mixed_pairs(
      redGreenB[0], redGreenB[1], low_halves(b.across, b.across), low_halves(b.down, b.down));
  longs blue = (longs)mixed_pairs(
      blueAbove, blueBelow, low_halves(a.across, b.across), low_halves(a.down, b.down));

  // Red and green as one 16-bit pair, in both halves of the lane.
  shorts pairA = (shorts)SHUFFLE((bytes)samplesA, doubled);
  shorts pairB = (shorts)SHUFFLE((bytes)samplesB, doubled);
  longs blueA = low_halves(blue, blue), blueB = (longs)((ulongs)blue >> 32);
  blueB |= blueB << 32;
  shorts toRedGreen = factors(m[0], m[1], m[3], m[4]), fromBlue = factors(m[2], 0, m[5], 0);
  ints added = (ints)((ulongs){0} + ((uint32_t)offset[0] | (uint64_t)(uint32_t)offset[1] << 32));
  ulongs a64 = (ulongs)color_levels(DOT(pairA, toRedGreen) + DOT((shorts)blueA, fromBlue) + added);
  ulongs b64 = (ulongs)color_levels(DOT(pairB, toRedGreen) + DOT((shorts)blueB, fromBlue) + added);
  ulongs blue64 = (ulongs)color_levels(
      DOT((shorts)low_halves((longs)pairA, (longs)pairB), factors(m[6], m[7], m[6], m[7])) +
      DOT((shorts)blue, factors(m[8], 0, m[8], 0)) + offset[2]);
  store_pixels(a64 | a64 >> 24 | blue64 << 16, target);
  store_pixels(b64 | b64 >> 24 | blue64 >> 32 << 16, target + 3 * LANES / 2);
}

static int32_t warp_row(const lentigo_warp *warp, int64_t x, int64_t y, uint8_t *target) {
  const int64_t width = warp->width, height = warp->height, limit = 32767;
  const int64_t count = warp->target_width, padded = (count + LANES - 1) / LANES * LANES;
  if (3 * width * height < 8 || width > limit || height > limit ||
      !reaches(x, warp->column_x, padded, width) || !reaches(y, warp->column_y, padded, height))
    return 0;
  longs placeX[2], placeY[2];
  for (int i = 0; i < LANES; i++) {
    placeX[i / (LANES / 2)][i % (LANES / 2)] = x + i * warp->column_x;
    placeY[i / (LANES / 2)][i % (LANES / 2)] = y + i * warp->column_y;
  }
  for (int64_t column = 0; column < count; column += LANES, target += 3 * LANES) {
    uint8_t last[3 * LANES + 2];
    int isLast = column + LANES >= count;
    warp_pixels(warp, placeX, placeY, isLast ? last : target);
    if (isLast) __builtin_memcpy(target, last, 3 * (count - column));
    for (int half = 0; half < 2; half++) {
      placeX[half] += LANES * warp->column_x;
      placeY[half] += LANES * warp->column_y;
    }
  }
  return 1;
}
