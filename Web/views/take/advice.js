// The live view's advice: shown over the picture, and now and then read out.

/** A screen reader is told of new advice this often at most, in milliseconds. */
const SPOKEN_EVERY = 4000;

/**
 * @param {object} context
 * @param {{ advise: (text: string | null, kind?: string) => void }} finder
 */
export function liveAdvice({ t, announce }, finder) {
  let spoken = { text: "", at: -Infinity };
  return {
    /** Before the first frame was looked at. */
    begin() {
      finder.advise(t("take.advice.ring"));
    },
    /** @param {import("../../camera/hints.js").Advice} advice */
    update({ state, hint }) {
      if (state === "waiting") return;
      const text = hint ? t(`take.hint.${hint}`) : t("take.advice.good");
      finder.advise(text, state);
      const now = performance.now();
      if (text === spoken.text || now - spoken.at < SPOKEN_EVERY) return;
      spoken = { text, at: now };
      announce(text);
    },
  };
}
