// The history of a report in words: what happened, when, by whom, and what was said.
import { say } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";
import { dayOf, hueTime } from "./words.js";

// What goes into the words of a move that has a place for it.
function named({ move, unit, due_at }) {
  return move === "extend" ? dayOf(due_at) : say(`unit-${unit}`, "", unit);
}

// Who moved it stands beside a line only where its words do not say so.
const TOLD = ["reporter", "system"];

export function historyRows(history) {
  return history.map((line) => {
    const who = TOLD.includes(line.by) ? "" : say(line.by === "unit" ? `unit-${line.unit}` : `by-${line.by}`, "", say("by-unit"));
    const when = [hueTime(line.at), who].filter(Boolean).join(" · ");
    const row = fromTemplate("line", { what: say(`move-${line.move}`, named(line)), when, text: line.text });
    row.querySelector("[data-slot=text]").hidden = !line.text;
    return row;
  });
}
