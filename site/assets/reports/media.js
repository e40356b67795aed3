// What came with a report, to be seen: small pictures that lead to whole ones, links to videos and sounds, and what is missing.
import { say } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";

export function mediaRows(media) {
  return media.map(({ kind, state, url, thumbnail }) => {
    const words = say(`kind-${kind}`), row = fromTemplate("shown", { words, state: say(`medium-${state}`, "", "") });
    const [link, picture] = ["a", "img"].map((part) => row.querySelector(part));
    picture.hidden = !thumbnail;
    if (thumbnail) Object.assign(picture, { src: thumbnail, alt: words });
    if (url) link.href = url;
    return row;
  });
}
