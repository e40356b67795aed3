// Sending a report: what it is about, where it is, what is seen; kept while it is written, and sent when there is a signal.
import { find, go, handle, problems, say, show, start } from "../account/form.js";
import { changeDraft, getDraft, isKept, newDraft, putDraft } from "./drafts.js";
import { dueWords, hueTime } from "./words.js";
import { showMedia } from "./files.js";
import { offerNeighbours } from "./near.js";
import { begin, sendAll, whoAmI } from "./outbox.js";
import { setPlace, whenPlaced } from "./place.js";
import { mistakesOf, pointOf } from "./report.js";
import { BACK_HERE, canChange, sendNow, showDrafts, standing } from "./waiting.js";

const SAVE_AFTER_MS = 400, AFTER_LOGIN = "send-after-login";
const FIELDS = { lat: "place", long: "place" }; // of the API, and where they are told here
const { base } = find("[data-base]").dataset;
let draft = null, timer;

const questions = () => form.querySelectorAll("[data-questions]");
const groups = () => [...form.querySelectorAll("[data-questions]:enabled [data-group]")].map(({ name }) => name);

// The matter stands in the address, #waste or #waste/<key of a draft>, so the browser's way back leads to the others.
async function showChosen() {
  await keepNow();
  const [category, key] = location.hash.slice(1).split("/");
  const tile = category && find(`[data-category="${CSS.escape(category)}"]`);
  draft = null;
  if (!tile) { await showDrafts(); go("category"); return; }
  if ("door" in tile.dataset) { go("door"); return; }
  showForm((key && await reopened(key, category)) || newDraft(category), tile);
}

// A draft that may still be changed; one that waits stops waiting.
async function reopened(key, category) {
  const kept = await getDraft(key);
  if (!kept || kept.category !== category || !canChange(kept)) return null;
  await changeDraft(key, () => ({ state: "writing" }));
  return { ...kept, state: "writing" };
}

function showForm(shown, tile) {
  draft = shown;
  form.reset();
  for (const name of ["matter", "matter-hint"]) find(`[data-${name}]`).textContent = tile.querySelector(`[data-${name}-of]`).textContent;
  find("[data-term]").textContent = tile.dataset.days;
  for (const one of questions()) one.hidden = one.disabled = one.dataset.questions !== draft.category;
  for (const field of form.querySelectorAll("[name]:enabled:not([type=file], fieldset)")) restore(field);
  setPlace(pointOf(draft.values), "place-kept");
  showMedia(draft.media, (media) => { draft.media = media; keepNow(true); });
  find("[data-kept]").textContent = "";
  find("[data-form=report] .told").textContent = "";
  go("report");
  show(form, shown.problem ? told(shown.problem) : []);
}

function restore(field) {
  if (field.type === "checkbox") field.checked = field.name in draft.values;
  else field.value = draft.values[field.name] ?? "";
}

const valuesOf = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));

function keepSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => keepNow(true), SAVE_AFTER_MS);
}

// Writes what is in the form, if there is something new; a draft has its place in the address once it is kept.
async function keepNow(isNew = timer !== undefined) {
  clearTimeout(timer);
  timer = undefined;
  if (!draft || !isNew) return;
  Object.assign(draft, { values: valuesOf(), problem: null, written_at: Math.floor(Date.now() / 1000) });
  await putDraft(draft);
  history.replaceState(null, "", `#${draft.category}/${draft.key}`);
  find("[data-kept]").textContent = say(await isKept() ? "kept" : "not-kept");
}

const told = (problem) => problems({ wait: 0, body: problem }).map(([name, text]) => [FIELDS[name] || name, text]);

async function sendDraft() {
  const sent = { ...draft, state: "waiting", owner: whoAmI() || "" };
  draft = null; // from here on it is the outbox's
  await putDraft(sent);
  await sendAll();
  return getDraft(sent.key);
}

const form = handle("report", async () => {
  await ready;
  await keepNow(true);
  return showOutcome(await sendDraft());
}, () => mistakesOf({ ...draft, values: valuesOf() }, groups()).map(([name, code]) => [name, say(code)]));

function showOutcome(sent) {
  if (sent.report_id) showSent(sent);
  else if (sent.state === "waiting") showWaiting(sent);
  else { draft = sent; show(form, told(sent.problem)); }
}

function showSent(arrived) {
  const { report_id, due } = arrived;
  find("[data-due]").textContent = dueWords({ is_open: true, state: "received", ...due });
  find("[data-sent]").textContent = standing(arrived);
  find("[data-see]").href = `${base}reports/report/#${report_id}`;
  history.replaceState(null, "", location.pathname);
  go("sent");
}

function showWaiting(kept) {
  find("[data-why-waiting]").textContent = standing(kept);
  find("[data-written]").textContent = say("written-at", hueTime(kept.written_at));
  find("[data-guest-here]").hidden = Boolean(whoAmI()) || kept.problem?.code !== "not-signed-in";
  find("[data-waiting-key]").dataset.waitingKey = kept.key;
  go("waiting");
}

// What was kept because nobody was logged in goes out when its writer comes back from the login, in the same tab.
function rememberForLogin({ currentTarget: link }) {
  sessionStorage.setItem(AFTER_LOGIN, link.dataset.waitingKey);
}

async function sendAfterLogin() {
  const key = sessionStorage.getItem(AFTER_LOGIN);
  const kept = key && whoAmI() && await getDraft(key);
  if (!kept) return false;
  sessionStorage.removeItem(AFTER_LOGIN);
  await sendNow(key);
  showOutcome(await getDraft(key));
  return true;
}

// A round of the outbox has ended: the list tells it, and so does the step of the report that waited.
async function tellRound() {
  if (await sendAfterLogin()) return;
  await showDrafts();
  const waiting = find("[data-step=waiting]");
  const kept = !waiting.hidden && await getDraft(find("[data-waiting-key]").dataset.waitingKey);
  if (kept?.report_id) showSent(kept);
}

for (const tile of document.querySelectorAll("[data-category]")) tile.hash = tile.dataset.category;
form.addEventListener("input", keepSoon);
whenPlaced((point) => {
  offerNeighbours(draft.category, point);
  if (point?.lat !== pointOf(draft.values)?.lat) keepSoon();
});
find("[data-waiting-key]").hash = BACK_HERE;
find("[data-waiting-key]").addEventListener("click", rememberForLogin);
addEventListener("hashchange", showChosen);
addEventListener("pagehide", () => keepNow());
document.addEventListener("visibilitychange", () => { if (document.hidden) keepNow(); });
start();
const ready = showChosen().then(() => begin(tellRound));
