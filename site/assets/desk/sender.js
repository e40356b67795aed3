// Who sent a report, for the operations centre: asked with a reason, locked for one, and for admins who did and saw what.
import { find, handle, say, send, show } from "../account/form.js";
import { refresh } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";
import { dayOf, hueTime } from "../reports/words.js";

let report;

const path = (rest) => `/report-desk/reports/${report.id}/${rest}`;

export function offerSender(shown, { isOperations, isAdmin }) {
  report = shown;
  find("[data-sender]").hidden = !isOperations;
  find("[data-overseen]").hidden = !isAdmin;
  if (isAdmin) refresh(path("audit"), showAudit);
}

// A name is in sight while its report is open, and nowhere else.
export function hideSender() {
  find("[data-person]").hidden = true;
  for (const place of document.querySelectorAll("[data-person] dd")) place.textContent = "";
  for (const form of [look, lock]) { form.reset(); show(form, []); form.closest("details").open = false; }
}

function showAudit({ lines }) {
  find("[data-audit]").replaceChildren(...lines.map(({ at, officer, what, reason }) => fromTemplate("audit", {
    at: hueTime(at), officer: officer || say("by-reporter"), what: say(`did-${what}`, "", what), reason,
  })));
}

const look = handle("look", async ({ reason }) => {
  const reply = await send("POST", path("identity-views"), { reason });
  if (!reply.ok) return reply;
  for (const [name, text] of Object.entries(reply.body)) find(`[data-person] [data-is=${name}]`).textContent = text;
  find("[data-person]").hidden = false;
  return reply;
});

const lock = handle("lock", async ({ reason, days }) => {
  const reply = await send("POST", path("sender-locks"), { reason, days: Number(days) });
  if (!reply.ok) return reply;
  lock.reset();
  lock.querySelector(".told").textContent = say("locked", dayOf(reply.body.ends_at));
  return reply;
});
