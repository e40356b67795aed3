// One identity check before its officer: pictures, what is known, and the decision.
import { find, go, handle, say, send, show } from "../account/form.js";
import { instant, refresh } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";
import { hangPapers, takeDownPapers, zoomAll } from "./papers.js";

const ROOT = "/identity-checks";
const decisions = [...document.querySelectorAll("details[data-key]")];
const KEYS = { z: zoomAll, escape: () => back("") };
let seen, leave;

// `whenLeft` gets what has become of the check, in words, or nothing. Who has looked is shown to an admin.
export function showCase(shown, isAdmin, whenLeft) {
  [seen, leave] = [shown, whenLeft];
  for (const one of decisions) { one.open = false; clear(one.querySelector("form")); }
  find("[data-name]").textContent = seen.full_name;
  find("[data-review]").hidden = !seen.needs_review;
  find("[data-proposed]").hidden = !seen.is_refusal_proposed;
  find("[data-proposed] b").textContent = seen.proposed_reason && say(seen.proposed_reason);
  for (const [name, text] of Object.entries(describe(seen))) find(`[data-of=${name}]`).textContent = text;
  for (const box of document.querySelectorAll("[name=retake]")) box.closest("p").hidden = !seen.pictures.some(({ part }) => part === box.value);
  find("[data-ended]").hidden = true;
  hangPapers(seen.pictures, tellEnded);
  find("[data-looked]").hidden = !isAdmin;
  if (isAdmin) refresh(`${ROOT}/${seen.id}/views`, showLooks);
  go("case");
}

function clear(form) {
  form.reset();
  show(form, []);
}

function describe({ citizen_id, paper, reading, similarity, submitted_at, id }) {
  const validity = reading?.valid_until ? say(reading.is_expired ? "paper-expired" : "paper-valid", reading.valid_until) : "–";
  const number = reading ? say(`number-${reading.number}`, reading.masked) : say("number-unavailable");
  return { citizen_id, number, validity, id, similarity: similarity ?? "–", paper: say(paper), sent: instant(submitted_at) };
}

function tellEnded() {
  find("[data-ended]").textContent = say("links-ended");
  find("[data-ended]").hidden = false;
}

function showLooks({ looks }) {
  find("[data-looks]").replaceChildren(...looks.map(({ at, officer }) => fromTemplate("look", { at: instant(at), officer })));
}

function back(told) {
  seen = null;
  takeDownPapers();
  go("queue");
  return leave(told);
}

async function decide(decision, more) {
  const reply = await send("POST", `${ROOT}/${seen.id}/decisions`, { decision, version: seen.version, ...more });
  if (reply.ok) await back(say(`decided-${reply.body.state}`));
  return reply;
}

handle("approve", ({ citizen_id }) => decide("approve", { citizen_id }));
handle("refuse", ({ reason }) => decide("refuse", { reason }));
handle("ask-again", ({ reason }) => {
  const retake = [...document.querySelectorAll("[name=retake]:checked")].map((box) => box.value);
  return decide("ask-again", { reason, retake });
});
find("[data-back]").onclick = () => back("");
addEventListener("pagehide", takeDownPapers);

// Does what a key stands for while a check is open; false where it stands for nothing.
export function press(key) {
  const decision = decisions.find((one) => one.dataset.key === key);
  if (!seen || !(decision || key in KEYS)) return false;
  if (decision) { decision.open = true; decision.querySelector("input, select").focus(); } else KEYS[key]();
  return true;
}
