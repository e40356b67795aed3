// The wallet password: changing it, and setting a new one where it was forgotten or the wallet is locked.
import { codeSteps } from "../account/code.js";
import { go, handle, send, tell } from "../account/form.js";
import { showWallet } from "./purse.js";

let proven;

const changing = handle("change", async (values) => {
  const reply = await send("PUT", "/wallet/password", values);
  if (reply.ok) tell(changing, "wallet-password-changed");
  return reply;
});
codeSteps("/wallet/unlockings", {}, ({ proof }, path) => {
  proven = { proof, path };
  go("new");
});
handle("new", async (values) => {
  const reply = await send("POST", `${proven.path}/password`, { ...values, proof: proven.proof });
  if (reply.ok) go("done");
  return reply;
});
showWallet({});
