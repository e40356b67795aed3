// Pictures of a check side by side. They are in sight while it is open, and nowhere else.
import { find, say } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";

const LARGER = { 1: 2, 2: 4, 4: 1 };
const place = find("[data-papers]");

// `whenEnded` is called where a link shows nothing any more.
export function hangPapers(pictures, whenEnded) {
  place.replaceChildren(...pictures.map(({ part, url }) => hang(say(`part-${part}`), url, whenEnded)));
}

export const takeDownPapers = () => place.replaceChildren();

export function zoomAll() {
  for (const frame of place.querySelectorAll("figure > div")) zoom(frame);
}

function hang(part, url, whenEnded) {
  const figure = fromTemplate("paper", { part }), frame = figure.querySelector("div"), image = new Image();
  frame.ariaLabel = part;
  Object.assign(image, { alt: part, referrerPolicy: "no-referrer", onerror: whenEnded, src: url });
  frame.append(image);
  figure.querySelector("[data-zoom]").onclick = () => zoom(frame);
  return figure;
}

function zoom(frame) {
  frame.dataset.size = LARGER[frame.dataset.size || 1];
}
