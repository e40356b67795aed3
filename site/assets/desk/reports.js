// The desk of field reports: how much waits in each inbox, what is most urgent, and which report is opened next.
import { find, go, learn, say, send } from "../account/form.js";
import { refresh, showOwn } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";
import { dueWords, placeOf } from "../reports/words.js";
import { whenPressed } from "./keys.js";
import { lateness } from "./told.js";

const ROOT = "/report-desk", REFRESH_MS = 30000, OPERATIONS = "operations";
const WORDS = `${find("[data-base]").dataset.base}desk/reports/words.json`;
let unit = "", first, listed = [], next = "", rights = {}, known, open, appeals;

const counted = ({ count, is_more }) => new Intl.NumberFormat(document.documentElement.lang).format(count) + (is_more ? "+" : "");

// Names and words, which an inbox needs as well, and texts to begin with.
async function readWords() {
  known = await (await fetch(WORDS)).json();
  learn(known.words);
  for (const [place, table] of [["#agency", "unit"], ["#move-unit", "unit"], ["#move-body", "body"]]) offerNames(find(place), table);
}

function offerNames(choice, table) {
  choice.replaceChildren(new Option("–", ""), ...known.codes[table].map((code) => new Option(known.words[`${table}-${code}`], code)));
}

// Numbers change where they stand, so that the focus stays where it is.
function showInboxes({ inboxes }) {
  rights.isOperations = inboxes.some((one) => one.unit === OPERATIONS);
  for (const one of inboxes) {
    const tab = find(`[data-unit="${one.unit}"]`) || addTab(one.unit);
    tab.querySelector("[data-slot=waiting]").textContent = say("inbox-waiting", counted(one.waiting));
    const late = tab.querySelector("[data-slot=late]");
    late.textContent = say("inbox-late", counted(one.late));
    late.hidden = !one.late.count;
  }
  unit ||= inboxes[0]?.unit || "";
}

function addTab(code) {
  const tab = fromTemplate("inbox", { name: say(`unit-${code}`, "", code) }), button = tab.querySelector("button");
  tab.dataset.unit = code;
  button.onclick = () => readInbox(code);
  find("[data-inboxes]").append(tab);
  return tab;
}

function showNumbers(numbers) {
  for (const [name, number] of Object.entries(numbers)) find(`[data-number=${name}]`).textContent = counted(number);
  find("[data-numbers]").hidden = false;
}

// Calls for help stand above everything else.
function showSos({ calls, next: mark }) {
  find("[data-sos-count]").textContent = counted({ count: calls.length, is_more: mark });
  find("[data-sos]").hidden = !calls.length;
}

async function refreshNumbers() {
  if (document.visibilityState !== "visible") return;
  const asked = [refresh(`${ROOT}/inboxes`, showInboxes), open?.lookAgain()];
  if (rights.isOperations) {
    asked.push(refresh("/sos-desk", showSos), refresh(`${ROOT}/numbers`, showNumbers));
    asked.push(refresh(`${ROOT}/lock-appeals`, (found) => appeals?.count(found)));
  }
  await Promise.all(asked);
}

const inboxPath = (after = "") => `${ROOT}/inboxes/${unit}${after && `?after=${encodeURIComponent(after)}`}`;

async function readInbox(code = unit) {
  unit = code;
  find("#agency").value = code;
  for (const tab of document.querySelectorAll("[data-unit] button")) tab.setAttribute("aria-pressed", tab.parentElement.dataset.unit === unit);
  find("[data-of-inbox]").textContent = say(`unit-${unit}`, "", unit);
  await refresh(inboxPath(), (found) => { listed = []; find("[data-queue]").replaceChildren(); showMore(found); });
}

function showMore({ reports, next: mark }) {
  [listed, next] = [[...listed, ...reports], mark];
  const rows = reports.map(reportRow);
  find("[data-queue]").append(...rows);
  find("[data-some]").hidden = !listed.length;
  find("[data-nobody]").hidden = listed.length > 0;
  find("[data-further]").hidden = !next;
  return rows;
}

function reportRow(one) {
  const late = lateness(one);
  const row = fromTemplate("waiting", {
    category: say(`category-${one.category}`), late: late && say(late), due: dueWords(one), state: say(`state-${one.state}`),
    place: placeOf(one) || "–", text: one.text,
  });
  row.querySelector("[data-slot=late]").hidden = !late;
  row.dataset.late = late;
  row.querySelector("button").onclick = () => openReport(one.id);
  return row;
}

// The script of an open report comes with the first one.
async function openReport(id) {
  find("[data-done]").textContent = "";
  open ??= await import("./report.js");
  const reply = await send("GET", `${ROOT}/reports/${id}`);
  if (reply.ok) open.showReport(reply.body, { ...rights, known }, back);
  else back(say(reply.body.code));
}

async function back(told) {
  go("inbox");
  find("[data-done]").textContent = told;
  await Promise.all([readInbox(), refreshNumbers()]);
}

// Behind the open one, or the most urgent.
function openNext() {
  const behind = listed.findIndex(({ id }) => id === open?.openId()) + 1;
  const one = listed[behind] || listed[0];
  if (one && (!open || open.mayLeave())) openReport(one.id);
  return Boolean(one);
}

find("[data-next]").onclick = openNext;
find("[data-afresh]").onclick = () => back("");
find("[data-further]").onclick = () => refresh(inboxPath(next), (found) => showMore(found)[0]?.querySelector("button").focus());
find("#agency").onchange = ({ target }) => readInbox(target.value);
document.addEventListener("visibilitychange", refreshNumbers);
whenPressed((key) => (key === "n" ? openNext() : Boolean(open?.press(key))));

// The words are asked for at once, and again where they did not arrive.
let words = readWords();
words.catch(() => {});
showOwn({ "/me": (me) => { rights.isAdmin = me.role === "admin"; }, [`${ROOT}/inboxes`]: (found) => { first = found; } }, async () => {
  await words.catch(() => (words = readWords()));
  showInboxes(first);
  find("[data-not-staff]").hidden = Boolean(unit);
  find("[data-step=inbox]").hidden = !unit;
  if (!unit) return;
  find("[data-all-agencies]").hidden = !rights.isOperations;
  if (rights.isOperations) appeals = await import("./appeals.js");
  await Promise.all([readInbox(), refreshNumbers()]);
  setInterval(refreshNumbers, REFRESH_MS);
});
