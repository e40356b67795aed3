// Whether somebody has reported the same nearby: offered before a second report is written.
import { find, say, send, tag } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";
import { dueWords } from "./words.js";

const metres = (number) => new Intl.NumberFormat(tag, { style: "unit", unit: "meter" }).format(number);
const { base } = find("[data-base]").dataset;
const box = find("[data-neighbours]");
let asked = 0;

// Asks for a point and a category; what comes too late, or not at all, is passed over.
export async function offerNeighbours(category, point) {
  box.hidden = true;
  const round = ++asked;
  const reply = point && category && await send("GET", `/report-neighbours?${new URLSearchParams({ ...point, category })}`);
  if (!reply?.ok || round !== asked) return;
  find("[data-near]").replaceChildren(...reply.body.neighbours.map(row));
  box.hidden = !reply.body.neighbours.length;
}

function row({ metres: far, report }) {
  const state = [say(`state-${report.state}`), dueWords(report)].filter(Boolean).join(" · ");
  const made = fromTemplate("near", { text: report.text, far: say("metres-away", metres(far)), state });
  made.querySelector("a").href = `${base}reports/report/#${report.id}`;
  return made;
}

find("[data-other-matter]").onclick = () => { box.hidden = true; find("[data-form=report] textarea").focus(); };
