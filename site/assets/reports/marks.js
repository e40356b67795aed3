// How far a report is, as a shape and a colour: five of each, and another sign where it is late.
import { fromTemplate } from "../account/rows.js";

const KINDS = {
  received: "waiting", returned: "waiting", assigned: "working", "in-progress": "working", forwarded: "working",
  "reopen-requested": "again", reopened: "again", answered: "done", closed: "done",
};

export function markOf({ state, is_late }) {
  const made = fromTemplate(`mark-${KINDS[state] || "off"}`, {});
  made.classList.toggle("is-late", is_late);
  return made;
}
