// Takes a picture of a mole, with advice while the camera looks; or has one chosen.

import { element, heading } from "./parts/element.js";
import { pictureChooser } from "./take/chooser.js";
import { liveView } from "./take/live-view.js";
import { problemPlace } from "./take/problem.js";
import { tips } from "./take/tips.js";

/**
 * Shows the view.
 * @param {HTMLElement} container
 * @param {object} context
 * @param {{ mole?: string }} [params] the mole whose next picture this will be
 * @returns {() => void} what takes the view away, and switches the camera off
 */
export function mount(container, context, { mole = null } = {}) {
  const { engine, t } = context;
  let [isOpen, isBusy] = [true, false];

  const problem = problemPlace(context);
  const status = element("p.take__status", { hidden: true });
  const live = liveView(context, {
    onPicture: screen, onProblem: (error) => problem.show(error),
    onStart: () => {
      problem.hide();
      followEngine();
    },
  });
  const chooser = pictureChooser(context, screen, (name) => problem.show(name));

  container.append(
    heading(t("take.title")), moleName(context, mole),
    element(
      "div.take", {},
      element(
        "div.take__main", {}, live.finder, live.controls, problem.root, status,
        element("div.take__other", {}, chooser.button, live.off),
        element("p.take__drop.small.soft", {}, t("take.drop")),
      ),
      tips(context),
    ),
  );

  async function screen(picture) {
    if (isBusy) return;
    setBusy(true);
    problem.hide();
    try {
      const screening = await engine.screen(picture);
      if (isOpen) context.navigate("result", { screening, mole });
    } catch (error) {
      console.warn(error, error.cause);
      if (!isOpen) return;
      setBusy(false);
      problem.show(error);
    }
  }

  function setBusy(value) {
    isBusy = value;
    live.setBusy(value);
    chooser.setDisabled(value);
    showStatus();
    if (value) context.announce(t("take.busy"));
  }

  /** What one waits for: the first visit transfers the model, a picture takes a moment. */
  function showStatus() {
    const isStarting = engine.state === "starting";
    status.hidden = !isStarting && !isBusy;
    status.textContent = isStarting
      ? t("take.starting", { share: context.format.percent(engine.progress) }) : t("take.busy");
  }

  function followEngine() {
    showStatus();
    if (engine.state === "failed" && !isBusy) {
      problem.show(engine.error, () => {
        problem.hide();
        // What comes of it arrives as a state.
        engine.start().catch(() => {});
      });
    }
  }

  for (const event of ["state", "progress"]) engine.addEventListener(event, followEngine);
  followEngine();
  live.startWherePermitted();

  return () => {
    isOpen = false;
    for (const event of ["state", "progress"]) engine.removeEventListener(event, followEngine);
    chooser.close();
    live.close();
    container.replaceChildren();
  };
}

/** Which mole this picture is for, once the store has said its name. */
function moleName({ store, t }, mole) {
  const line = element("p.take__mole", { hidden: true });
  if (mole && store) {
    store.mole(mole).then(({ name }) => {
      line.textContent = t("take.for", { name: name || t("follow.nameless") });
      line.hidden = false;
    }, console.warn);
  }
  return line;
}
