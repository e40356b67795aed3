// What came with a report, to be seen: small pictures that lead to whole ones, links to videos and sounds, and what is missing.
import { say } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";

export function mediaRows(media) {
  return media.map(({ kind, state, url, thumbnail }) => {
    const words = say(`kind-${kind}`), row = fromTemplate("shown", { words, state: say(`medium-${state}`, "", "") });
    const link = row.querySelector("a");
    if (thumbnail) link.prepend(Object.assign(new Image(160, 120), { src: thumbnail, alt: "" }));
    if (url) Object.assign(link, { href: url, target: "_blank" });
    return row;
  });
}
