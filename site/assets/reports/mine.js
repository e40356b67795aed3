// One's own reports: how far they are, what the city asks, and what their sender says to it.
import { find, go, handle, mistake, say, send } from "../account/form.js";
import { refresh, showOwn } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";
import { listDrafts } from "./drafts.js";
import { dueWords, placeOf } from "./words.js";
import { historyRows } from "./history.js";
import { mediaRows } from "./media.js";
import { begin } from "./outbox.js";

const ROOT = "/me/reports";
const MOVED_ON = ["report-changed", "move-refused"];
const AWAITS = { returned: "awaits-reply", answered: "awaits-rating" };
let report, next = "";

const path = (rest = "") => `${ROOT}/${report.id}${rest}`;

function row(one) {
  const awaited = AWAITS[one.state] && say(AWAITS[one.state]);
  const made = fromTemplate("report", {
    category: say(`category-${one.category}`), state: say(`state-${one.state}`), late: one.is_late ? say("late") : "",
    text: one.text, due: [dueWords(one), placeOf(one)].filter(Boolean).join(" · "), awaited,
  });
  made.querySelector("a").href = `#${one.id}`;
  for (const mark of made.querySelectorAll(".phase, .awaited")) mark.hidden = !mark.textContent;
  return made;
}

function showList({ reports, next: mark }) {
  next = mark;
  find("[data-reports]").replaceChildren(...reports.map(row));
  find("[data-none]").hidden = reports.length > 0;
  find("[data-further]").hidden = !next;
}

find("[data-further]").onclick = () => refresh(`${ROOT}?after=${encodeURIComponent(next)}`, ({ reports, next: mark }) => {
  const rows = reports.map(row);
  find("[data-reports]").append(...rows);
  [next, find("[data-further]").hidden] = [mark, !mark];
  rows[0]?.querySelector("a").focus();
});

// The report stands behind the # of the address, so the browser's way back leads to the list.
async function showChosen() {
  find("[data-done]").textContent = "";
  const id = location.hash.slice(1);
  const reply = id && await send("GET", `${ROOT}/${encodeURIComponent(id)}`);
  if (reply?.ok) { showReport(reply.body); go("report"); return; }
  if (reply) find("[data-done]").textContent = say(reply.body.code);
  else await refresh(ROOT, showList);
  go("list");
}

function showReport(shown) {
  report = shown;
  const words = {
    category: say(`category-${shown.category}`), state: say(`state-${shown.state}`), due: dueWords(shown), text: shown.text,
    where: placeOf(shown) || "–", unit: shown.unit ? say(`unit-${shown.unit}`, "", shown.unit) : "–", id: shown.id,
    rating: shown.rating ? say(`rating-${shown.rating}`) : "–",
    asked: lastText("ask-back"), answer: lastText("answer"),
  };
  for (const place of document.querySelectorAll("[data-of]")) place.textContent = words[place.dataset.of];
  find("[data-late]").hidden = !shown.is_late;
  find("[data-media]").replaceChildren(...mediaRows(shown.media));
  find("[data-history]").replaceChildren(...historyRows(shown.history));
  const { base } = find("[data-base]").dataset;
  find("[data-public]").href = `${base}reports/report/#${shown.id}`;
  showAwaited(shown.state);
}

const lastText = (move) => report.history.findLast((line) => line.move === move)?.text || "";

// What its sender may do now.
function showAwaited(state) {
  const is = { reply: state === "returned", rate: state === "answered", doubt: state === "closed" && Boolean(lastText("answer")), withdraw: ["received", "returned"].includes(state) };
  for (const [name, isOffered] of Object.entries(is)) find(`[data-may=${name}]`).hidden = !isOffered;
}

// What a reply tells of the report; where it has moved on, that is looked at again.
async function follow(reply, done) {
  if (reply.ok) showReport(reply.body);
  else if (MOVED_ON.includes(reply.body.code)) await refresh(path(), showReport);
  else return reply;
  find("[data-done]").textContent = say(reply.ok ? done : reply.body.code);
  find("[data-step=report] h2").focus();
  return null;
}

const move = async (name, text, done) => follow(await send("POST", path("/moves"), { move: name, version: report.version, text }), done);

handle("reply", ({ text }) => move("reply", text, "done-reply"));
handle("doubt", ({ text }) => move("not-fixed", text, "done-not-fixed"));
handle("withdraw", () => move("withdraw", "", "done-withdraw"));
const rate = handle("rate", async ({ rating, unfixed, text = "" }) => {
  if (!rating) return mistake("rating-choice", "choose-rating");
  const body = { rating, version: report.version, is_fixed: !unfixed, text };
  return follow(await send("POST", path("/ratings"), body), unfixed ? "done-not-fixed" : "done-rating");
});
rate.elements.unfixed.onchange = ({ target }) => {
  const missing = find("[data-missing]");
  missing.hidden = missing.disabled = !target.checked;
};

async function tellDrafts() {
  const left = (await listDrafts()).filter(({ state }) => state !== "sent").length;
  find("[data-drafts-left]").hidden = !left;
  find("[data-drafts-left] a").textContent = say("drafts-left", left);
}

addEventListener("hashchange", showChosen);
showOwn({ [ROOT]: showList }, async () => {
  await showChosen();
  await begin(tellDrafts);
});
