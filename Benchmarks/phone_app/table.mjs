// The figures as a table that a reader understands.

const targets = { core: 25, network: 5, throttled: 120, bytes: 4_500_000 };

const labels = {
  core: `12 megapixels to verdict and map (target ${targets.core})`,
  quality: "· quality checks", preparation: "· preparing the network's input",
  network: `· network (target ${targets.network})`, map: "· map of where it looked",
  copy: "handing 12 megapixels over to the module", frame: "a frame of the live view, 512 x 512",
};

const two = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(1));
const both = (one) => (one ? `${two(one.median)} (${two(one.fastest)})` : "");
const row = (cells) => `| ${cells.join(" | ")} |`;

function grid(head, rows) {
  return [row(head), row(head.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(row)];
}

/** @param {object} result as Benchmarks/phone_app.mjs puts it together @returns {string} Markdown */
export function table({ date, processor, cores, load, native, chromium, firstVisit }) {
  const { product, worker, app, throttled } = chromium;
  const builds = Object.keys(worker);
  const lines = [
    `${date}, ${processor}, ${cores} cores, ${product}; milliseconds: median (fastest).`,
    load > 0.5 ? `The machine was busy (load ${load.toFixed(1)}): these figures are no measurement.` : "",
    "",
    ...grid(
      ["the core", ...builds.map((name) => `worker, ${name}`),
        ...builds.map((name) => `page throttled to 1/4, ${name}`)],
      Object.entries(labels).map(([key, label]) => [
        label, ...builds.map((name) => both(worker[name][key])),
        ...builds.map((name) => both(throttled.onPage[name][key])),
      ])),
    "",
    ...grid(
      [`the app, a JPEG of 12 megapixels (${(app.fileBytes / 1e6).toFixed(1)} MB), ${app.variant}`,
        "as it is", `page throttled to 1/4 (target of the core ${targets.throttled})`],
      ["decode", "core", "whole"].map((key) => [key, both(app[key]), both(throttled.app[key])])),
    "",
    `A throttle of 4 makes the page's thread ${throttled.page.toFixed(1)} times slower, its worker `
      + `${throttled.worker.toFixed(1)} times.`,
    ...(native ?? []).flatMap((one) => builds.map((name) =>
      `The network, ${name}: ${(worker[name].network.median / one.median).toFixed(1)} times the native time, `
        + `${both(one)} ms with ${one.instructionSet}.`)),
    native ? "" : "No native figures: swift build -c release --product lentigo first.",
    `First visit by ${firstVisit.server}: ${(firstVisit.down / 1e6).toFixed(2)} MB `
      + `(target ${targets.bytes / 1e6}), ${firstVisit.up} bytes up, `
      + `${Math.round(firstVisit.milliseconds)} ms until it works offline.`,
  ];
  return lines.filter((line, index) => line !== "" || lines[index - 1] !== "").join("\n");
}
