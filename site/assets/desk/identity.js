// The desk of identity checks: who waits, and which check is opened next.
import { find, handle, problems, say, send, show } from "../account/form.js";
import { instant, refresh, showOwn } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";
import { whenPressed } from "./keys.js";

const ROOT = "/identity-checks";
let waiting = [], isAdmin, open;

function showQueue({ cases, next }) {
  waiting = cases;
  find("[data-queue]").replaceChildren(...cases.map(waitingRow));
  find("[data-some]").hidden = !cases.some((one) => !one.is_own);
  find("[data-nobody]").hidden = cases.length > 0;
  find("[data-further]").hidden = !next;
  find("[data-further]").onclick = () => refresh(`${ROOT}/pages/${next}`, showQueue);
}

function waitingRow({ id, submitted_at, is_own }) {
  const row = fromTemplate("waiting", { since: instant(submitted_at), own: is_own ? say("own-check") : "" });
  const button = row.querySelector("button");
  button.disabled = is_own;
  button.onclick = async () => { const reply = await look(id); if (!reply.ok) show(next, problems(reply)); };
  return row;
}

// The script of an open check comes with the first one.
async function look(id) {
  open ??= await import("./case.js");
  const reply = await send("POST", `${ROOT}/${id}/views`);
  if (reply.ok) open.showCase(reply.body, isAdmin, readQueue);
  else refresh(ROOT, showQueue);
  return reply;
}

function readQueue(told) {
  find("[data-done]").textContent = told;
  return refresh(ROOT, showQueue);
}

const next = handle("next", () => look(waiting.find((one) => !one.is_own).id));
find("[data-afresh]").onclick = () => readQueue("");

whenPressed((key) => {
  if (open?.press(key)) return true;
  if (key !== "n" || find("[data-step=queue]").hidden || find("[data-some]").hidden) return false;
  next.requestSubmit();
  return true;
});
showOwn({ "/me": (me) => { isAdmin = me.role === "admin"; }, [ROOT]: showQueue });
