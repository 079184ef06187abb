// A picture, and over it where the network looked.

import { element, freshId } from "./element.js";
import { describe, heatPixels, isEmpty } from "./heat.js";

/** The longest side at which the map is drawn; the browser smooths it from there. */
const drawnSide = 360;

/** How strongly the map covers the picture at first, in percent. */
const firstCover = 60;

/**
 * The picture with its map, the switch and the slider for it, and its words.
 *
 * @param {string} address of the picture
 * @param {{width: number, height: number}} size of the picture
 * @param {{width: number, height: number, values: Float32Array}|null} map places of the whole
 *   picture in rows; without one the picture stands alone
 */
export function pictureWithMap(context, address, size, map) {
  const { t } = context;
  const picture = element("img.picture__image", { src: address, alt: t("result.picture.alt") });
  if (isEmpty(map)) return element("figure.picture", {}, picture);

  const words = element("figcaption.small.soft", { id: freshId("map") }, sentence(context, map));
  const layer = canvas(map, size);
  layer.setAttribute("aria-describedby", words.id);
  layer.setAttribute("aria-label", t("result.map.label"));
  const frame = element("div.picture__frame", {}, picture, layer);
  const cover = (percent) => frame.style.setProperty("--cover", percent / 100);
  cover(firstCover);

  const slider = element("input.slider", {
    type: "range", min: "10", max: "100", step: "5", value: firstCover,
    on: { input: () => cover(slider.valueAsNumber) },
  });
  const isShown = element("input", {
    type: "checkbox", checked: true,
    on: {
      change: () => {
        layer.hidden = !isShown.checked;
        slider.disabled = !isShown.checked;
      },
    },
  });
  return element(
    "figure.picture", {}, frame,
    element("label.choice", {}, isShown, t("result.map.show")),
    element("label.field", {}, element("span.small", {}, t("result.map.cover")), slider),
    legend(t), words,
  );
}

function canvas(map, size) {
  const shrink = Math.min(1, drawnSide / Math.max(size.width, size.height, 1));
  const width = Math.max(map.width, Math.round(size.width * shrink));
  const height = Math.max(map.height, Math.round(size.height * shrink));
  const layer = element("canvas.picture__map", { width, height, role: "img" });
  const brush = layer.getContext("2d");
  brush?.putImageData(new ImageData(heatPixels(map, width, height), width, height), 0, 0);
  return layer;
}

const legend = (t) =>
  element(
    "ul.legend", {},
    element("li.legend__item.legend__item--towards", {}, t("result.map.towards")),
    element("li.legend__item.legend__item--against", {}, t("result.map.against")),
  );

/** The map in words. */
function sentence({ t, format }, map) {
  const { towards, against } = describe(map);
  const of = (part) => ({ place: t(`result.place.${part.place}`), share: format.percent(part.share) });
  return [
    towards ? t("result.map.towards-place", of(towards)) : t("result.map.nothing-towards"),
    against && t("result.map.against-place", of(against)),
    t("result.map.caution"),
  ].filter((part) => part).map((part) => element("span.sentence", {}, `${part} `));
}
