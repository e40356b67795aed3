// The one form for whatever may be done with a report: what is chosen decides what it asks for, and what is typed stays.
import { find, handle, say, send, show, tag } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";
import { dueWords, placeOf } from "../reports/words.js";
import { clearPhotos, hasPhotos, sendPhotos } from "./after.js";

const ROOT = "/report-desk/reports";
const parts = [...document.querySelectorAll("[data-asks]")], area = find("#move-text"), choice = find("#move-template");
let report, known, follow;

// `whenAnswered` gets the move and the API's reply, and gives back what the form is to show.
export function whenMoved(whenAnswered) {
  follow = whenAnswered;
}

const chosen = () => known?.moves.find(({ move }) => move === form.elements.move?.value);
export const hasTyped = () => Boolean(area.value.trim()) || hasPhotos();

export function clearMove() {
  form.reset();
  clearPhotos();
  show(form, []);
  if (report) choose();
}

// Offers what may be done now. What was chosen before stays chosen while it still may be.
export function offerMoves(shown, words) {
  const before = form.elements.move?.value || "";
  [report, known] = [shown, words];
  find("[data-moves]").replaceChildren(...known.moves.filter(({ move }) => report.moves.includes(move)).map((one) => moveRow(one, before)));
  find("#move-slot").replaceChildren(new Option("–", ""), ...(report.media || []).map(({ slot }) => new Option(slot, slot)));
  find("[data-originals]").replaceChildren();
  choose();
}

function moveRow({ move, key }, before) {
  const row = fromTemplate("move", { name: say(`do-${move}`), key: key.toUpperCase() }), box = row.querySelector("input");
  [box.value, box.id, row.querySelector("label").htmlFor, box.checked] = [move, `do-${move}`, `do-${move}`, move === before];
  box.onchange = choose;
  return row;
}

// Only what the chosen move asks for is in sight.
function choose() {
  const one = chosen();
  find("[data-asked]").hidden = !one;
  if (!one) return;
  for (const part of parts) part.hidden = part.disabled = part.dataset.asks !== one.asks;
  area.closest(".field").hidden = area.disabled = !one.text;
  area.required = one.text === "needed";
  area.closest(".field").querySelector(".star").hidden = !area.required;
  const button = find("[data-move]");
  button.textContent = say(`do-${one.move}`);
  button.classList.toggle("danger", one.is_grave);
  offerTemplates(one.move);
  if (one.asks === "original") offerOriginals();
}

// Those for this category first; in the page's language first, where there are some.
function offerTemplates(move) {
  const fitting = known.templates.filter((text) => text.move === move && ["", report.category].includes(text.category));
  fitting.sort((a, b) => b.category.length - a.category.length);
  const languages = tag === "en" ? ["en", "vi"] : ["vi", "en"];
  choice.replaceChildren(new Option("–", ""), ...languages.map((language) => optionsIn(language, fitting)));
  choice.closest(".field").hidden = !fitting.length;
}

function optionsIn(language, fitting) {
  const group = document.createElement("optgroup");
  group.label = new Intl.DisplayNames(language, { type: "language" }).of(language);
  group.lang = language;
  group.append(...fitting.map(({ names, texts }) => new Option(names[language], texts[language])));
  return group;
}

// Where the cursor is, so that nothing typed is lost.
choice.onchange = () => {
  if (choice.value) area.setRangeText(choice.value, area.selectionStart, area.selectionEnd, "end");
  choice.value = "";
  area.focus();
};

async function offerOriginals() {
  const place = find("[data-originals]"), of = report;
  if (place.children.length) return;
  const reply = await send("GET", `${ROOT}/${of.id}/duplicate-candidates`);
  if (!reply.ok || of !== report) return;
  place.replaceChildren(...reply.body.neighbours.map(({ metres, report: one }) => originalRow(metres, one)));
  find("[data-no-original]").hidden = reply.body.neighbours.length > 0;
}

function originalRow(metres, one) {
  const away = say("metres-away", new Intl.NumberFormat(tag, { style: "unit", unit: "meter" }).format(metres));
  const row = fromTemplate("original", { away, place: placeOf(one) || "–", due: dueWords(one), text: one.text });
  const box = row.querySelector("input");
  [box.value, box.id, row.querySelector("label").htmlFor] = [one.id, `original-${one.id}`, `original-${one.id}`];
  box.onchange = () => { find("#move-original").value = one.id; };
  return row;
}

function bodyOf({ move, text = "", unit = "", procedure = "", original = "", slot = "", public_text = "", body = "" }, photos) {
  const media = slot ? [slot] : photos;
  const more = { ...(media.length && { media }), ...(public_text && { public_text }), ...(procedure && { procedure }), ...(body && { body }) };
  return { move, version: report.version, text, unit, original: original.trim(), ...more };
}

const form = handle("move", async (values) => {
  if (!values.move) return { ok: false, body: { code: "choose-move" } };
  const path = `${ROOT}/${report.id}`, takesPhotos = chosen().asks === "photos";
  const sent = takesPhotos ? await sendPhotos(`${path}/uploads`, report.media || []) : { ok: true, slots: [] };
  return sent.ok ? follow(values.move, await send("POST", `${path}/moves`, bodyOf(values, sent.slots))) : sent;
});

// Chooses what this key stands for, and leads to the first thing that it asks for.
export function pressMove(key) {
  const one = known.moves.find((move) => move.key === key), box = one && find(`#do-${one.move}`);
  if (!box) return false;
  box.checked = true;
  choose();
  form.querySelector("[data-asked] :is(select, input, textarea, button):not([hidden] *, :disabled, #move-template)").focus();
  return true;
}
