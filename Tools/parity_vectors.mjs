// The pictures and the model of Tests/PlatformTests/Golden/parity.json, made anew, and what a module of
// the phone app makes of them. Uses nothing but the language, so that a web page can import it too; the
// same in other words as Tools/make_parity_vectors.py, which says what they are.

// The bytes of a vector's picture.
export function picture({ width, height, channels, seed, divisor }) {
  const bytes = new Uint8Array(channels * width * height);
  const skin = [205, 160, 140], lesion = [110, 70, 50];
  for (let y = 0, index = 0; y < height; y++) {
    const v = Math.floor((Math.abs(2 * y + 1 - height) * 1024) / height);
    for (let x = 0; x < width; x++) {
      const dx = 2 * x + 1 - width;
      const u = Math.floor((Math.abs(dx) * 1024) / width);
      const isInside = u * u + v * v + (dx > 0 ? Math.floor((u * v) / 2) : 0) < 420 * 420;
      const light = Math.floor((x * 24) / width) - 12;
      for (let channel = 0; channel < channels; channel++, index++) {
        let hash = (Math.imul(index, 2654435761) + seed * 40503) >>> 0;
        hash = Math.imul(hash ^ (hash >>> 15), 2246822519) >>> 0;
        const byte = ((hash ^ (hash >>> 13)) >>> 16) & 255;
        const base = (isInside ? lesion : skin)[channel] + light;
        bytes[index] = channel === 3 ? byte : Math.floor((base + (byte >> 4) - 8) / divisor);
      }
    }
  }
  return bytes;
}

// FNV-1a of bytes, or of 32-bit words.
export function fnv1a(words) {
  let value = 0x811c9dc5;
  for (const word of words) value = Math.imul(value ^ word, 0x01000193);
  return value >>> 0;
}

// SplitMix64 seeded with the FNV-1a hash of a tensor's name: `count` numbers in 0..<1.
function uniform(name, count) {
  const wrap = (value) => BigInt.asUintN(64, value);
  let seed = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(name)) {
    seed = wrap((seed ^ BigInt(byte)) * 0x100000001b3n);
  }
  const numbers = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    seed = wrap(seed + 0x9e3779b97f4a7c15n);
    let z = wrap((seed ^ (seed >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = wrap((z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    numbers[index] = Number((z ^ (z >> 31n)) >> 40n) * 2 ** -24;
  }
  return numbers;
}

// A tensor from its name: `generated` of Tools/make_network_goldens.py, for torchvision's names.
function generated(name, shape) {
  const numbers = uniform(name, shape.reduce((product, side) => product * side, 1));
  if (shape.length === 1) {
    const isScale = name.endsWith(".running_var") || name.endsWith(".weight");
    return numbers.map((u) => (isScale ? u + 0.5 : u * 0.5 - 0.25));
  }
  const fanIn = shape.length === 2 ? shape[0] : shape[1] * shape[2] * shape[3];
  const bound = Math.fround(Math.sqrt(6 / fanIn));
  return numbers.map((u) => Math.fround(u * 2 - 1) * bound);
}

// The bytes of the model file. `tensors` lists the backbone's, `name AxBxCxD` a line: they stand in the
// metadata of Tests/NeuralNetworkTests/Golden/mobilenet-v3-small.torchvision.safetensors.
export function modelFile(tensors, metadata) {
  const all = tensors.trim().split("\n").map((line) => {
    const [name, sides] = line.split(" ");
    return [name, sides.split("x").map(Number)];
  });
  all.push(["head.dense1.kernel", [9 * 576, 128]], ["head.dense1.bias", [128]]);
  all.push(["head.dense2.kernel", [128, 1]], ["head.dense2.bias", [1]]);
  const header = { __metadata__: { lentigo: JSON.stringify(metadata) } };
  const contents = all.map(([name, shape]) => new Uint8Array(generated(name, shape).buffer));
  let size = 0;
  all.forEach(([name, shape], index) => {
    const end = size + contents[index].length;
    header[name] = { dtype: "F32", shape, data_offsets: [size, end] };
    size = end;
  });
  const text = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + size);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  let at = 8 + text.length;
  for (const content of contents) {
    file.set(content, at);
    at += content.length;
  }
  return file;
}

const verdicts = ["refer", "no-sign", "retake"];

// Writes bytes to the module's buffer.
export function handOver(app, bytes) {
  const address = app.lentigo_allocate(bytes.length);
  if (address === 0) throw new Error("no memory");
  new Uint8Array(app.memory.buffer, address, bytes.length).set(bytes);
}

// What the module, whose exports are `app` and which has the model, makes of one vector: what differs,
// in words, and by how much the logit and the largest value of the map differ.
export function compare(app, vector, bounds = { logit: 1e-4, map: 1e-4 }) {
  const wrong = [];
  const pixels = picture(vector);
  if (fnv1a(pixels) !== vector.pixels) wrong.push("the picture was drawn otherwise");
  handOver(app, pixels);
  const size = [vector.width, vector.height, vector.channels];
  const verdict = verdicts[app.lentigo_screen(...size)];
  if (verdict !== vector.verdict) wrong.push(`verdict ${verdict}, not ${vector.verdict}`);

  const input = new Uint32Array(app.memory.buffer, app.lentigo_input(), 224 * 224 * 3);
  vector.samples.forEach((word, index) => {
    if (input[9973 * index] !== word) wrong.push(`word ${9973 * index} of the network's input`);
  });
  if (fnv1a(input) !== vector.input) wrong.push("the network's input");

  const address = app.lentigo_map();
  const columns = app.lentigo_map_width(), rows = app.lentigo_map_height();
  const expected = vector.map.flat();
  const map = address === 0 ? [] : [...new Float32Array(app.memory.buffer, address, columns * rows)];
  if (columns !== vector.map[0].length || rows !== vector.map.length) wrong.push("the map's size");
  const mapError = Math.max(...expected.map((value, index) => Math.abs(value - map[index])));
  if (!(mapError <= bounds.map)) wrong.push(`the map by ${mapError}`);

  const logit = app.lentigo_logit(...size);
  const logitError = Math.abs(logit - vector.logit);
  if (!(logitError <= bounds.logit)) wrong.push(`the logit by ${logitError}`);
  return { wrong, logit, logitError, mapError };
}

// All that the module said of the picture that was compared last, to the bit: hashes of the words of the
// network's input and of its map, and the words of the logit, the risk and the measures.
export function words(app) {
  const bits = (value) => new Uint32Array(new Float32Array([value]).buffer)[0];
  const hash = (address, count) =>
    address === 0 ? null : fnv1a(new Uint32Array(app.memory.buffer, address, count));
  const measures = [];
  for (let index = 0; index < 12; index++) measures.push(bits(app.lentigo_measure(index)));
  const map = app.lentigo_map();
  return {
    inputWords: hash(app.lentigo_input(), 224 * 224 * 3),
    mapWords: hash(map, app.lentigo_map_width() * app.lentigo_map_height()),
    riskWord: bits(app.lentigo_risk()), issues: app.lentigo_issues(), measures,
  };
}
