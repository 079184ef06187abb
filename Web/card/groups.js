// The card's figures by group of people: where it does worse, and where nobody knows.

import { mainTest, wilson } from "./figures.js";

/** The card's names of properties and ours, in the order in which they are shown. */
const properties = [
  ["ITA skin tone", "tone"],
  ["sex", "sex"],
  ["age", "age"],
  ["site", "site"],
  ["source", "source"],
];

/** Fewer melanomas, or others, than this say little: the card's own limit. */
const few = 20;

/**
 * The groups of the card's main test.
 *
 * A rate is null where there is nobody to measure it on. `isFew` says that so few pictures lie
 * behind one of the rates that it may be far off; both classes are asked, which the card's own mark
 * does not do for a group without any melanoma.
 *
 * @returns {{property: string, groups: {name: string|null, count: number, malignant: number,
 *   found: object|null, spared: object|null, isFew: boolean}[]}[]}
 */
export function groupTables(card) {
  const analyses = mainTest(card)?.subgroups ?? [];
  return properties.flatMap(([title, property]) => {
    const analysis = analyses.find((one) => one?.property === title);
    const groups = (analysis?.groups ?? []).map(group).filter((one) => one);
    return groups.length > 0 ? [{ property, groups }] : [];
  });
}

function group(entry) {
  const matrix = entry?.operatingPoint?.confusionMatrix;
  if (!matrix) return null;
  const { truePositives, falseNegatives, trueNegatives, falsePositives } = matrix;
  const malignant = truePositives + falseNegatives;
  const others = trueNegatives + falsePositives;
  return {
    name: typeof entry.name === "string" ? entry.name : null,
    count: malignant + others,
    malignant,
    found: wilson(truePositives, malignant),
    spared: wilson(trueNegatives, others),
    isFew: malignant < few || others < few,
  };
}

/** The properties that the card's main test says nothing of. */
export function unknownProperties(card) {
  const unknown = mainTest(card)?.unknownProperties ?? [];
  return properties.filter(([title]) => unknown.includes(title)).map(([, property]) => property);
}

const tones = [
  [/^above (\d+)°$/, "above"],
  [/^(\d+)° to (\d+)°$/, "above"],
  [/^(\d+)° and below$/, "upTo"],
];

const known = new Set([
  "sex.female", "sex.male", "site.head/neck", "site.lower extremity", "site.oral/genital",
  "site.palms/soles", "site.torso", "site.upper extremity", "site.anterior torso",
  "site.posterior torso", "site.lateral torso",
  "tone.above55", "tone.above41", "tone.above28", "tone.above19", "tone.above10", "tone.upTo10",
]);

/**
 * The message of a group's name: its key and parameters, or `{text}` for a name that only the data
 * knows.
 */
export function groupName(property, name) {
  if (name === null) return { key: "about.group.unknown" };
  if (property === "age") {
    const ages = /^(\d+)-(\d+)$/.exec(name);
    if (ages) return { key: "about.age.range", from: Number(ages[1]), to: Number(ages[2]) };
  }
  const [found, kind] = tone(property, name);
  const key = `${property}.${found ? kind + found[1] : name}`;
  if (!known.has(key)) return { text: name };
  const ends = found ? { from: Number(found[1]), to: Number(found[2] ?? 0) } : {};
  return { key: `about.${key.replaceAll(/[ /]/g, "-")}`, ...ends };
}

/** The angles in the name of a band of skin tones, and which side of them it lies on. */
function tone(property, name) {
  if (property !== "tone") return [];
  return tones.map(([pattern, kind]) => [pattern.exec(name), kind]).find(([found]) => found) ?? [];
}
