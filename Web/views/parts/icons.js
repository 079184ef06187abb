// The icons, each a few strokes on a field of 24 by 24.

import { drawn } from "./element.js";

const paths = {
  // A person's head and shoulders with a cross: a doctor.
  refer: ["M9 4.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7z", "M2.5 20c.4-3.7 3-5.8 6.5-5.8 1.2 0 2.3.2 3.2.7", "M18 13.5v7M14.5 17h7"],
  // An eye that stays open.
  "no-sign": ["M2.5 12c2.4-4.3 5.6-6.5 9.5-6.5s7.1 2.2 9.5 6.5c-2.4 4.3-5.6 6.5-9.5 6.5S4.9 16.3 2.5 12z", "M12 9a3 3 0 1 1 0 6a3 3 0 0 1 0-6z"],
  // Once more.
  retake: ["M20 12a8 8 0 1 1-2.5-5.8", "M20 3.5V8h-4.5", "M12 9.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5z"],
  plus: ["M12 5v14M5 12h14"],
  export: ["M12 3.5v11M7.5 8l4.5-4.5L16.5 8", "M4.5 14v5a1.5 1.5 0 0 0 1.5 1.5h12a1.5 1.5 0 0 0 1.5-1.5v-5"],
  remove: ["M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5"],
  camera: ["M4 7.5h3.5L9 5h6l1.5 2.5H20a1 1 0 0 1 1 1V18a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8.5a1 1 0 0 1 1-1z", "M12 9.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7z"],
  language: ["M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18z", "M3.5 9h17M3.5 15h17", "M12 3c2.4 2.4 3.6 5.4 3.6 9s-1.2 6.6-3.6 9c-2.4-2.4-3.6-5.4-3.6-9s1.2-6.6 3.6-9z"],
  // A bulb.
  light: ["M9.5 18h5M10.5 21h3", "M12 3a6 6 0 0 1 3.6 10.8c-.8.6-1.1 1.2-1.1 2.2h-5c0-1-.3-1.6-1.1-2.2A6 6 0 0 1 12 3z"],
  picture: ["M5 4.5h14A1.5 1.5 0 0 1 20.5 6v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18V6A1.5 1.5 0 0 1 5 4.5z", "M4 17l5-5 4 4 2.5-2.5L20 18", "M15 8a1.2 1.2 0 1 1 0 2.4a1.2 1.2 0 0 1 0-2.4z"],
  off: ["M12 3.5v8", "M7 6.5a7.5 7.5 0 1 0 10 0"],
  lock: ["M6.5 10.5h11a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-7a1.5 1.5 0 0 1 1.5-1.5z", "M8 10.5V7.5a4 4 0 0 1 8 0v3"],
};

/** An icon beside words that say the same: readers of screens skip it. */
export function icon(name, className = "icon") {
  return drawn(
    "svg",
    { class: className, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    (paths[name] ?? []).map((d) => drawn("path", { d })),
  );
}
