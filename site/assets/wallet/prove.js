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

// Large amounts also take the password of the account, and a code of its app where there is one.
const MORE = { "step-up-needed": "password", "second-factor-needed": "second_factor" };

function need(code, isNeeded) {
  const field = form.elements[MORE[code]];
  field.closest(".field").hidden = !isNeeded;
  field.required = isNeeded;
  return field;
}

const needNoMore = () => Object.keys(MORE).forEach((code) => need(code, false));

const form = handle("prove", async (values) => {
  const wish = asked;
  const reply = await send("POST", "/wallet/proofs", { ...wish, ...values });
  if (reply.body.code in MORE) {
    show(form, []);
    need(reply.body.code, true).focus();
    return null;
  }
  if (reply.ok && wish === asked) { answer(reply.body.wallet_proof); dialog.close(); }
  return reply;
});
find("[data-prove-cancel]").onclick = () => dialog.close();
dialog.onclose = () => { asked = null; answer(null); form.reset(); show(form, []); needNoMore(); };
needNoMore();
