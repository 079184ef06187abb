// What a model card says of the model's errors: pure functions over the parsed card. A figure that
// the card lacks is null; nothing is filled in.

import { dataName } from "./licences.js";

/** Half the width of a 95 % interval in standard deviations. */
const deviations = 1.959963984540054;

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

/**
 * Wilson's 95 % interval of a share.
 *
 * @returns {{value: number, low: number, high: number}|null}
 */
export function wilson(part, count) {
  if (!isNumber(part) || !isNumber(count) || count <= 0) return null;
  const share = part / count;
  const square = deviations * deviations;
  const centre = (share + square / (2 * count)) / (1 + square / count);
  const half =
    (deviations * Math.sqrt((share * (1 - share)) / count + square / (4 * count * count))) /
    (1 + square / count);
  return { value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** A value with its interval, the first one that the card has. */
function rate(value, ...intervals) {
  if (!isNumber(value)) return null;
  const interval = intervals.find((one) => isNumber(one?.lower) && isNumber(one?.upper));
  return interval ? { value, low: interval.lower, high: interval.upper } : null;
}

/** What is left of a share, with its interval turned round. */
export const rest = (share) =>
  share && { value: 1 - share.value, low: 1 - share.high, high: 1 - share.low };

/** The tests in the card that have melanomas and others. */
export function tests(card) {
  const all = Array.isArray(card?.tests) ? card.tests : [];
  return all.filter(
    ({ summary } = {}) =>
      summary && isNumber(summary.count) && summary.malignantCount > 0 && summary.benignCount > 0,
  );
}

/**
 * The test that says most of what to expect: one that holds nobody's pictures whose other pictures the
 * model learned from, by known people, with most of the rarer of melanomas and others. Undefined where
 * the card has none.
 */
export function mainTest(card) {
  const rank = (test) => [
    test.imagesOfTrainingPatients > 0 ? 0 : 1, isNumber(test.summary.byPatient?.patientCount) ? 1 : 0,
    Math.min(test.summary.malignantCount, test.summary.benignCount),
  ];
  return tests(card).reduce((best, test) => {
    if (!best) return test;
    const [here, there] = [rank(test), rank(best)];
    const differs = here.findIndex((value, index) => value !== there[index]);
    return differs >= 0 && here[differs] > there[differs] ? test : best;
  }, undefined);
}

/**
 * What the verdicts were in the card's other tests, in counts: they are often too small for shares.
 *
 * @param {number} threshold as for `errors`
 * @returns {{data: string, count: number, malignant: number, others: number, found: number,
 *   alarms: number}[]}
 */
export function otherTests(card, threshold) {
  const main = mainTest(card);
  return tests(card).filter((test) => test !== main).flatMap((test) => {
    const matrix = pointAt(test.summary, threshold)?.measured.confusionMatrix;
    if (!matrix) return [];
    const { count, malignantCount, benignCount } = test.summary;
    return [{
      data: dataName(test.data), count, malignant: malignantCount, others: benignCount,
      found: matrix.truePositives, alarms: matrix.falsePositives,
    }];
  });
}

/**
 * The card, where it is of the model file with this SHA-256; null where it is of another one, whose
 * figures would say nothing. A digest that is not known (pages without https) is believed.
 */
export const cardOf = (card, digest) =>
  card && (!digest || !card.file?.sha256 || card.file.sha256 === digest) ? card : null;

/**
 * How often the verdicts were wrong in the card's main test.
 *
 * Intervals come from redrawing patients where the card has them: pictures of one patient are
 * alike, which Wilson's interval does not know.
 *
 * @param {number} threshold The risk from which on the loaded model refers. A card measured at
 *   another threshold says nothing about it: null.
 */
export function errors(card, threshold) {
  const test = mainTest(card);
  const point = test && pointAt(test.summary, threshold);
  if (!point) return null;
  const { measured, byPatient } = point;
  const { intervals = {} } = measured;
  const sensitivity = rate(measured.sensitivity, byPatient.sensitivity, intervals.sensitivity);
  const specificity = rate(measured.specificity, byPatient.specificity, intervals.specificity);
  if (!sensitivity || !specificity) return null;
  return {
    sensitivity,
    specificity,
    missed: rest(sensitivity),
    alarms: rest(specificity),
    melanomaWhereReferred: rate(measured.precision, intervals.precision),
    melanomaWhereNoSign: rest(
      rate(measured.negativePredictiveValue, intervals.negativePredictiveValue),
    ),
    ...origin(test),
  };
}

/**
 * Where a test's pictures come from, and what share of them was melanoma. `known` counts the pictures of
 * people from whose other pictures the model learned; null where people are not told apart.
 */
export function origin(test) {
  const { summary, imagesOfTrainingPatients: known } = test;
  return {
    data: dataName(test.data),
    count: summary.count,
    malignant: summary.malignantCount,
    patients: isNumber(summary.byPatient?.patientCount) ? summary.byPatient.patientCount : null,
    known: isNumber(known) && isNumber(summary.byPatient?.patientCount) ? known : null,
    prevalence: summary.malignantCount / summary.count,
  };
}

function pointAt(summary, threshold) {
  const isHere = (measured) =>
    isNumber(measured?.threshold) && Math.abs(measured.threshold - threshold) < 1e-5;
  if (isHere(summary.operatingPoint)) {
    return { measured: summary.operatingPoint, byPatient: summary.byPatient ?? {} };
  }
  const offered = (summary.offeredPoints ?? []).find((point) => isHere(point?.measured));
  return (
    offered && {
      measured: offered.measured,
      byPatient: {
        sensitivity: offered.sensitivityByPatient,
        specificity: offered.specificityByPatient,
      },
    }
  );
}

const logit = (share) => Math.log(share / (1 - share));
const inside = (share) => Math.min(1 - 1e-6, Math.max(1e-6, share));

/**
 * The tested pictures whose risk was most like `risk`, and how many of them were melanoma: one bin
 * of the card's calibration curve.
 *
 * @returns {{count: number, malignant: number, share: object, prevalence: number}|null}
 */
export function alike(card, risk) {
  const test = mainTest(card);
  const bins = test?.summary.calibration?.curve?.bins;
  if (!Array.isArray(bins) || !isNumber(risk)) return null;
  const distance = (bin) => Math.abs(logit(inside(bin.meanScore)) - logit(inside(risk)));
  const nearest = bins
    .filter((bin) => isNumber(bin?.meanScore) && bin.count > 0 && isNumber(bin.malignant))
    .reduce((best, bin) => (best && distance(best) <= distance(bin) ? best : bin), null);
  if (!nearest) return null;
  return {
    count: nearest.count,
    malignant: nearest.malignant,
    share: wilson(nearest.malignant, nearest.count),
    prevalence: origin(test).prevalence,
  };
}

/**
 * A share as a whole number of a hundred, which neither 0 nor 100 is by rounding.
 *
 * @returns {{count: number, bound: 'below'|'above'|null}}
 */
export function inHundred(share) {
  const hundredths = share * 100;
  if (hundredths > 0 && hundredths < 0.5) return { count: 1, bound: "below" };
  if (hundredths < 100 && hundredths >= 99.5) return { count: 99, bound: "above" };
  return { count: Math.round(hundredths), bound: null };
}
