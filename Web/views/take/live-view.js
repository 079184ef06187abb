// The camera in the view: on at a press, off when it is not looked at; advice, light and shutter.

import { watch } from "../../camera/live.js";
import { button, element } from "../parts/element.js";
import { icon } from "../parts/icons.js";
import { finder } from "./finder.js";
import { liveAdvice } from "./advice.js";

/**
 * @typedef {object} LiveView
 * @property {HTMLElement} finder the square
 * @property {HTMLElement} controls what stands below it while the camera is on
 * @property {HTMLElement} off the button that switches the camera off
 * @property {() => Promise<void>} startWherePermitted without asking anybody
 * @property {(isBusy: boolean) => void} setBusy while a picture is judged
 * @property {() => void} close gives the camera back
 */

/**
 * @param {object} context
 * @param {{ onPicture: (frame: ImageBitmap) => void, onProblem: (error: Error) => void,
 *   onStart: () => void }} events
 * @returns {LiveView}
 */
export function liveView(context, { onPicture, onProblem, onStart }) {
  const { camera, engine, t } = context;
  let [isOpen, isBusy, isWanted] = [true, false, false];
  let endWatch = () => {};

  const withIcon = (name, made) => {
    made.prepend(icon(name));
    return made;
  };
  const on = withIcon("camera", button("", t("take.start"), () => start()));
  const shutter = withIcon("camera", button(".take__shutter", t("take.shutter"), () => capture()));
  const light = withIcon("light", button(".button--plain.take__light", t("take.light"), () => {
    switchLight();
  }));
  const off = withIcon("off", button(".button--plain", t("take.off"), () => stop()));
  const controls = element("div.take__live", {}, shutter, light);
  const square = finder(context, [element("p", {}, t("take.invitation")), on]);
  const advice = liveAdvice(context, square);

  async function start() {
    isWanted = true;
    on.disabled = true;
    onStart();
    try {
      if (await camera.start(square.video, lose)) show();
    } catch (error) {
      lose(error);
    }
    on.disabled = false;
  }

  function show() {
    const hadFocus = document.activeElement === on || document.activeElement === document.body;
    square.state = "on";
    controls.hidden = off.hidden = false;
    light.hidden = !camera.hasTorch;
    light.setAttribute("aria-pressed", "false");
    look();
    if (hadFocus) shutter.focus({ preventScroll: true });
  }

  function look() {
    endWatch();
    advice.begin();
    // A frame that cannot be looked at is no reason to stop: the picture itself will be.
    endWatch = watch(camera, engine, advice.update, console.warn);
  }

  function lose(error) {
    if (!isOpen) return;
    stop();
    onProblem(error);
  }

  function stop() {
    isWanted = false;
    rest();
  }

  function rest() {
    endWatch();
    camera.stop();
    square.state = "off";
    controls.hidden = off.hidden = true;
  }

  /** A page that nobody sees has no business with the camera. */
  function followVisibility({ type }) {
    if (document.hidden || type === "pagehide") {
      if (isWanted) rest();
    } else if (isWanted && !isBusy && !camera.isOn) {
      start();
    }
  }

  async function switchLight() {
    const isLit = light.getAttribute("aria-pressed") !== "true";
    if (await camera.setTorch(isLit)) light.setAttribute("aria-pressed", String(isLit));
  }

  async function capture() {
    if (isBusy) return;
    const frame = await camera.square().catch(() => null);
    if (!frame) return;
    square.video.pause();
    onPicture(frame);
  }

  document.addEventListener("visibilitychange", followVisibility);
  window.addEventListener("pagehide", followVisibility);
  rest();

  return {
    finder: square.root, controls, off,
    async startWherePermitted() {
      try {
        const { state } = await navigator.permissions.query({ name: "camera" });
        if (state === "granted" && isOpen && !document.hidden) await start();
      } catch {
        // This browser does not tell; the button asks.
      }
    },
    setBusy(value) {
      isBusy = value;
      for (const control of [on, shutter, light, off]) control.disabled = value;
      if (value) {
        endWatch();
        square.state = camera.isOn ? "busy" : "off";
        square.advise(camera.isOn ? t("take.busy") : null);
      } else if (camera.isOn) {
        square.video.play().catch(lose);
        square.state = "on";
        look();
      }
    },
    close() {
      isOpen = false;
      document.removeEventListener("visibilitychange", followVisibility);
      window.removeEventListener("pagehide", followVisibility);
      stop();
    },
  };
}
