// The desk of shops: who wants to open one, and what somebody of the city decides.
import { find, handle, say, send } from "../account/form.js";
import { instant, refresh, showOwn } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";

const ROOT = "/wallet/merchant-applications";

function showApplications({ applications }) {
  find("[data-applications]").replaceChildren(...applications.map(applicationRow));
  find("[data-nobody]").hidden = applications.length > 0;
  form.hidden = !applications.length;
}

function applicationRow(one) {
  const row = fromTemplate("application", { ...one, kind: say(`mcc-${one.category}`), at: instant(one.applied_at) });
  const field = row.querySelector("input");
  [field.value, field.id, row.querySelector("label").htmlFor] = [one.merchant_id, one.merchant_id, one.merchant_id];
  return row;
}

const form = handle("decision", async ({ merchant_id, reason }, { value: decision }) => {
  find("[data-done]").textContent = "";
  if (!merchant_id) return { ok: false, body: { code: "choose-shop" } };
  const reply = await send("POST", `${ROOT}/${merchant_id}/decisions`, { decision, reason: decision === "refuse" ? reason : "" });
  if (!reply.ok) return reply;
  form.reset();
  find("[data-done]").textContent = say(`decided-${reply.body.standing}`);
  await refresh(ROOT, showApplications);
  return reply;
});
showOwn({ [ROOT]: showApplications });
