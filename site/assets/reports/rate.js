// Rating an answer by the link of a message, without logging in: the answer, three choices, and what is not fixed.
import { find, go, handle, mistake, problems, say, send, start } from "../account/form.js";
import { addressOf, summaryOf } from "./card.js";
import { dayOf } from "./words.js";

const TOKEN = /^#([\w-]{11})$/;
const OVER = ["no-such-rating-link", "rating-link-late", "rating-link-used", "no-such-report"];
let token, offer;

// The token stands behind the # of the address, which no server sees, and goes to the API alone.
async function showOffer() {
  [, token] = location.hash.match(TOKEN) || [];
  const reply = token ? await send("POST", "/report-rating-views", { token }) : { ok: false, body: { code: "no-such-rating-link" } };
  if (!reply.ok) { tellOver(reply); return; }
  offer = reply.body;
  fill(offer);
  go("rate");
}

// A link that works no more; what may work later can be tried again.
function tellOver(reply) {
  find("[data-why]").textContent = problems(reply)[0][1];
  find("[data-retry]").hidden = OVER.includes(reply.body.code);
  go("over");
}

function fill({ report, answer, ends_at }) {
  const shown = { ...summaryOf(report), answer, until: say("rate-until", dayOf(ends_at)) };
  for (const place of document.querySelectorAll("[data-of]")) place.textContent = shown[place.dataset.of];
  for (const link of document.querySelectorAll("[data-public]")) link.href = addressOf(report);
}

const form = handle("rate", async ({ rating, unfixed, text = "" }) => {
  if (!rating) return mistake("rating-choice", "choose-rating");
  const body = { token, rating, version: offer.version, is_fixed: !unfixed, text };
  const reply = await send("POST", "/report-ratings", body);
  if (reply.ok) {
    find("[data-done]").textContent = say(unfixed ? "done-not-fixed" : "done-rating");
    go("done");
  } else if (OVER.includes(reply.body.code)) {
    tellOver(reply);
  } else {
    return reply;
  }
  return null;
});
form.elements.unfixed.onchange = ({ target }) => {
  const missing = find("[data-missing]");
  missing.hidden = missing.disabled = !target.checked;
};
find("[data-retry]").onclick = showOffer;
addEventListener("hashchange", showOffer);
start();
showOffer();
