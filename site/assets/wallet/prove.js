// The dialog that asks for the wallet password, for one subject and amount that are shown with it.
import { find, handle, send, show, tag } from "../account/form.js";
import { vnd } from "./money.js";

const dialog = find("[data-prove]");
let asked, answer;

// The proof for this subject and amount (0: no money moves), or null where the person turned back.
export function prove({ what, subject, amount }) {
  asked = { subject, amount };
  find("[data-prove-what]").textContent = what;
  find("[data-prove-amount]").textContent = amount ? vnd(amount, tag) : "";
  dialog.showModal();
  return new Promise((resolve) => { answer = resolve; });
}

const form = handle("prove", async ({ wallet_password }) => {
  const wish = asked;
  const reply = await send("POST", "/wallet/proofs", { ...wish, wallet_password });
  if (reply.ok && wish === asked) { answer(reply.body.wallet_proof); dialog.close(); }
  return reply;
});
find("[data-prove-cancel]").onclick = () => dialog.close();
dialog.onclose = () => { asked = null; answer(null); form.reset(); show(form, []); };
