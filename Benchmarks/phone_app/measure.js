// Times the phone's modules, taken in turn. Runs in a page, in its worker and in node alike, and so
// imports nothing.

/** Width, height and channels of what is timed. */
const sizes = { photo: [4000, 3000, 4], input: [224, 224, 3], frame: [512, 512, 4] };

/** Skin that changes slowly, with grain. */
function picture([width, height, channels]) {
  const bytes = new Uint8Array(channels * width * height);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = 128 + (((i / 1009) | 0) % 64) + (Math.imul(i, 2654435761) >>> 28);
  }
  return bytes;
}

/**
 * What is timed, by name; each acts on an app that has the pixels in its buffer, or hands them over.
 *
 *     verdict     pixels of 12 megapixels, as a canvas has them, to the verdict
 *     quality     of it, the quality checks
 *     seen        of it, the network with the preparation of its input
 *     network     the network on a picture of its own size
 *     map         where the network looked
 *     copy        handing 12 megapixels over to the module
 *     frame       a frame of the live view
 */
const actions = {
  verdict: { on: "photo", act: (app) => app.lentigo_screen(...sizes.photo) },
  map: { on: "photo", act: (app) => app.lentigo_map() },
  quality: { on: "photo", act: (app) => app.lentigo_assess(...sizes.photo) },
  seen: { on: "photo", act: (app) => app.lentigo_logit(...sizes.photo) },
  network: { on: "input", calls: 4, act: (app) => app.lentigo_logit(...sizes.input) },
  frame: { on: "frame", calls: 4, act: (app) => app.lentigo_assess(...sizes.frame) },
};

function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const rounded = (value) => Math.round(value * 1000) / 1000;
  return { fastest: rounded(sorted[0]), median: rounded(sorted[sorted.length >> 1]) };
}

/**
 * Milliseconds by module and action, the fastest and the median of the rounds; `preparation` is
 * `seen` less `network`, `core` is `verdict` and `map` of a round.
 *
 * @param {Record<string, Uint8Array>} codes modules by name
 * @param {Uint8Array} model
 * @param {{ rounds: number, warmUp: number }} options
 */
export async function measure(codes, model, { rounds, warmUp }) {
  const pixels = Object.fromEntries(
    Object.entries(sizes).map(([name, size]) => [name, picture(size)]));
  const apps = [];
  for (const [name, code] of Object.entries(codes)) {
    const app = (await WebAssembly.instantiate(code)).instance.exports;
    handOver(app, model);
    if (app.lentigo_load() !== 0) throw new Error("the model was refused");
    const times = Object.fromEntries([...Object.keys(actions), "copy"].map((key) => [key, []]));
    apps.push({ name, app, times });
  }
  const time = (times, round, calls, action) => {
    const start = performance.now();
    for (let call = 0; call < calls; call++) action();
    if (round >= 0) times.push((performance.now() - start) / calls);
  };
  for (const on of Object.keys(sizes)) {
    const here = Object.entries(actions).filter(([, action]) => action.on === on);
    for (let round = -warmUp; round < rounds; round++) {
      for (const { app, times } of apps) {
        if (on === "photo") time(times.copy, round, 1, () => handOver(app, pixels.photo));
        else handOver(app, pixels[on]);
        for (const [name, { calls = 1, act }] of here) time(times[name], round, calls, () => act(app));
      }
    }
  }
  return Object.fromEntries(apps.map(({ name, app, times }) => {
    times.core = times.verdict.map((value, round) => value + times.map[round]);
    const all = Object.fromEntries(
      Object.entries(times).map(([what, values]) => [what, summary(values)]));
    const { seen, network } = all;
    all.preparation = { fastest: seen.fastest - network.fastest, median: seen.median - network.median };
    return [name, { ...all, megabytes: app.memory.buffer.byteLength / 1e6 }];
  }));
}

function handOver(app, content) {
  const address = app.lentigo_allocate(content.length);
  new Uint8Array(app.memory.buffer, address, content.length).set(content);
}

/** Milliseconds of a piece of work that is the same everywhere: tells what a throttle reaches. */
export function spin() {
  const start = performance.now();
  let value = 1;
  for (let i = 0; i < 30_000_000; i++) value = Math.imul(value, 1664525) + 1013904223;
  return { milliseconds: performance.now() - start, value };
}
