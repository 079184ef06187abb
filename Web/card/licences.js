// Under what terms the data sets may be used: what `DataLicence` knows for the card's Markdown,
// which the card's JSON does not carry.

const sets = [
  {
    marks: ["isic2020", "isic-2020", "isic_2020"],
    name: "ISIC 2020 Challenge Dataset",
    licence: "CC BY-NC 4.0",
    source: "International Skin Imaging Collaboration, doi 10.34970/2020-ds01; Rotemberg et al., "
      + "Scientific Data 8:34 (2021)",
  },
  {
    marks: ["ham10000"],
    name: "HAM10000",
    licence: "CC BY-NC-SA 4.0",
    source: "Tschandl, Rosendahl, Kittler, Scientific Data 5:180161 (2018), "
      + "doi 10.7910/DVN/DBW86T",
  },
];

const terms = (name) =>
  sets.find(({ marks }) => marks.some((mark) => name.toLowerCase().includes(mark)));

/** A data set by the name that it was published under, where that is known. */
export const dataName = (name) => terms(String(name ?? ""))?.name ?? String(name ?? "");

/**
 * The data sets that trained and tested the model.
 *
 * @returns {{known: {name: string, licence: string, source: string}[], unknown: string[]}}
 */
export function dataSets(card) {
  const trained = String(card?.training?.data ?? "").split(" + ");
  const tested = (Array.isArray(card?.tests) ? card.tests : []).map((test) => String(test?.data ?? ""));
  const names = [...new Set([...trained, ...tested])].filter((name) => name);
  return {
    known: [...new Set(names.map(terms))].filter((found) => found),
    unknown: names.filter((name) => !terms(name)),
  };
}
