// The class-activation map as pixels and as words. Pure functions over the core's numbers.

/** Where the colours are full: a place whose share of the network's output is this much, if no
    place has more. Below, a map of tiny shares would look as sure as a map of large ones. */
const fullShare = 0.1;

// Ends of the two scales as L, a, b of OKLab, in which equal steps look equal. Both run from dark
// to light, so that the strongest places are the lightest, also to those who see no colours; and
// neither has the hues of skin.
const towards = [[0.5, 0.19, -0.08], [0.66, 0.2, 0.06], [0.92, -0.02, 0.17]];
const against = [[0.45, -0.03, -0.12], [0.68, -0.07, -0.1], [0.93, -0.06, -0.03]];

/** The largest of the map's shares, as the colours count it. */
const scaleOf = (values) =>
  values.reduce((largest, value) => Math.max(largest, Math.abs(value)), fullShare);

/** Whether there is anything to show. */
export const isEmpty = (map) =>
  !map || map.values.length !== map.width * map.height || !map.values.some((value) => value !== 0);

/**
 * Draws a map at a size: colour by what a place speaks for, cover by how much, and a line round the
 * places that speak most for melanoma (above half of the largest), for those to whom colours say
 * little.
 *
 * @returns {Uint8ClampedArray} Red, green, blue and cover of each pixel, not premultiplied.
 */
export function heatPixels(map, width, height) {
  const pixels = new Uint8ClampedArray(4 * width * height);
  const smooth = enlarge(map, width, height);
  const scale = scaleOf(map.values);
  const peak = smooth.reduce((largest, value) => Math.max(largest, value), 0);
  const level = peak >= 0.25 * scale ? peak / 2 : Infinity;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const strength = Math.min(1, Math.abs(smooth[at]) / scale);
      const distance = Math.abs(smooth[at] - level) / (steepness(smooth, width, height, x, y) + 1e-9);
      pixels.set(
        distance < 2.2
          ? line(distance)
          : [...colour(smooth[at] > 0 ? towards : against, strength), cover(strength)],
        4 * at,
      );
    }
  }
  return pixels;
}

/**
 * What hardly says anything stays clear, and no edge shows where the sides change; what says half of
 * the most already covers.
 */
function cover(strength) {
  const part = Math.min(1, Math.max(0, (strength - 0.06) / 0.44));
  return 230 * part * part * (3 - 2 * part);
}

/** White with a dark hem, so that it stands out on any skin. */
const line = (distance) => (distance < 1.1 ? [255, 255, 255, 240] : [20, 16, 24, 170]);

/** How much the values change from one pixel to the next. */
function steepness(values, width, height, x, y) {
  const at = y * width + x;
  const right = x + 1 < width ? values[at + 1] - values[at] : 0;
  const down = y + 1 < height ? values[at + width] - values[at] : 0;
  return Math.hypot(right, down);
}

/**
 * Cubic B-splines through the places' middles: smooth to the second derivative, and never above or
 * below what the places say. The border goes on as it is.
 *
 * @returns {Float32Array} `width * height` values in rows.
 */
export function enlarge(map, width, height) {
  const columns = weights(map.width, width);
  const rows = weights(map.height, height);
  const wide = new Float32Array(map.height * width);
  for (let y = 0; y < map.height; y += 1) {
    columns.forEach((taps, x) => {
      for (const [source, weight] of taps) {
        wide[y * width + x] += weight * map.values[y * map.width + source];
      }
    });
  }
  const full = new Float32Array(width * height);
  rows.forEach((taps, y) => {
    for (const [source, weight] of taps) {
      for (let x = 0; x < width; x += 1) full[y * width + x] += weight * wide[source * width + x];
    }
  });
  return full;
}

/** For each of `size` pixels the four places that it is made of, and their weights. */
function weights(places, size) {
  return Array.from({ length: size }, (_, pixel) => {
    const position = ((pixel + 0.5) * places) / size - 0.5;
    const first = Math.floor(position);
    const t = position - first;
    const taps = [
      (1 - t) ** 3 / 6,
      (3 * t ** 3 - 6 * t ** 2 + 4) / 6,
      (-3 * t ** 3 + 3 * t ** 2 + 3 * t + 1) / 6,
      t ** 3 / 6,
    ];
    return taps.map((weight, tap) => [
      Math.min(places - 1, Math.max(0, first - 1 + tap)), weight,
    ]);
  });
}

function colour(stops, strength) {
  const position = strength * (stops.length - 1);
  const first = Math.min(stops.length - 2, Math.floor(position));
  const between = position - first;
  const [L, a, b] = stops[first].map((value, i) => value + between * (stops[first + 1][i] - value));
  return fromOKLab(L, a, b);
}

/** OKLab (Ottosson 2020) to sRGB bytes. */
function fromOKLab(L, a, b) {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((light) => {
    const bounded = Math.min(1, Math.max(0, light));
    return 255 * (bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * bounded ** (1 / 2.4) - 0.055);
  });
}

const vertical = ["top", "middle", "bottom"];
const horizontal = ["left", "middle", "right"];

/** A side with less than this share of everything is not worth a sentence. */
const worthSaying = 0.1;

/**
 * Where a map is strongest, for those who do not see it: the ninth of the picture that speaks most
 * for melanoma and its share of all that does, and likewise against; null where hardly anything
 * does.
 */
export function describe(map) {
  return { towards: strongest(map, 1), against: strongest(map, -1) };
}

function strongest(map, sign) {
  const ninths = new Map();
  let whole = 0;
  const both = map.values.reduce((sum, value) => sum + Math.abs(value), 0);
  const third = (index, size) => Math.min(2, Math.floor((3 * (index + 0.5)) / size));
  map.values.forEach((value, index) => {
    const part = Math.max(0, sign * value);
    const row = third(Math.floor(index / map.width), map.height);
    const place = `${vertical[row]}-${horizontal[third(index % map.width, map.width)]}`;
    ninths.set(place, (ninths.get(place) ?? 0) + part);
    whole += part;
  });
  if (!(whole > worthSaying * both)) return null;
  const [place, part] = [...ninths].reduce((best, one) => (one[1] > best[1] ? one : best));
  return { place, share: part / whole };
}
