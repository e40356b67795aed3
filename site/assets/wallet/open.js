// The page that opens a wallet: a code to the account's own phone, its details confirmed, a wallet password, who told them.
import { codeSteps } from "../account/code.js";
import { find, go, handle, send } from "../account/form.js";
import { showOwn } from "../account/own.js";

let proven;

function showOpened({ referral_code }) {
  find("[data-referral]").textContent = referral_code;
  go("done");
}

codeSteps("/wallet/openings", {}, (confirmed, path) => {
  proven = { path, proof: confirmed.proof };
  for (const place of document.querySelectorAll("[data-confirmed]")) place.textContent = confirmed[place.dataset.confirmed] || "–";
  go("details");
});
find("[data-confirm]").onclick = () => go("password");
handle("open", async (values) => {
  const reply = await send("POST", `${proven.path}/wallet`, { ...values, proof: proven.proof, is_confirmed: true });
  if (reply.ok) showOpened(reply.body);
  return reply;
});

async function begin() {
  const reply = await send("GET", "/wallet");
  if (reply.ok) showOpened(reply.body);
}
showOwn({ "/me": begin });
