// What locked senders have written, and the decision of an officer who has not locked them.
import { find, handle, mistake, say, send } from "../account/form.js";
import { refresh } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";
import { dayOf, hueTime } from "../reports/words.js";

const ROOT = "/report-desk/lock-appeals", place = find("[data-appeals]");

// Only how many there are: the list is read when somebody opens it.
export function count({ appeals }) {
  find("[data-appeal-count]").textContent = appeals.length;
  find("[data-appealed]").hidden = !appeals.length && !find("[data-appealed]").open;
}

function showAppeals({ appeals }) {
  place.replaceChildren(...appeals.map(appealRow));
  find("[data-appeal-count]").textContent = appeals.length;
}

function appealRow(one) {
  const row = fromTemplate("appeal", {
    text: one.text, reason: one.reason, sent: hueTime(one.sent_at), ends: say("locked", dayOf(one.ends_at)), own: one.is_own ? say("own-lock") : "",
  });
  const box = row.querySelector("input");
  [box.value, box.id, row.querySelector("label").htmlFor] = [one.id, one.id, one.id];
  box.disabled = one.is_own;
  return row;
}

find("[data-appealed]").ontoggle = ({ target }) => { if (target.open) refresh(ROOT, showAppeals); };
const form = handle("appeal", async ({ appeal, reason }, { value: decision }) => {
  if (!appeal) return { ok: false, body: { code: "choose-appeal" } };
  if (!reason.trim()) return mistake("reason", "required");
  const reply = await send("POST", `${ROOT}/${appeal}/decisions`, { decision, reason });
  if (reply.ok) { form.reset(); form.querySelector(".told").textContent = say(`appeal-${decision}`); }
  if (reply.ok || reply.body.code === "no-such-appeal") await refresh(ROOT, showAppeals);
  return reply;
});
