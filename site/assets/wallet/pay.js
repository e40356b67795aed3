// A payment from wish to certainty: the same wish keeps its key until an answer is sure, so it counts once.
import { find, go, handle, problems, say, send, show } from "../account/form.js";
import { prove } from "./prove.js";

const UNSURE = [0, 500, 502, 503, 504];
const PAUSES_MS = [1000, 3000];
const isUnsure = ({ status }) => UNSURE.includes(status);
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

const receipt = find("[data-receipt]");

// Once it is paid, the address names the receipt: whoever loads the page again, or comes back, sees that and no form.
export function nameReceipt(id) {
  receipt.hash = id;
  history.replaceState(null, "", receipt.hash);
}

export function showNamedReceipt() {
  const isNamed = /^#[0-9a-f-]{36}$/.test(location.hash);
  if (isNamed) location.replace(receipt.pathname + location.hash);
  return isNamed;
}

// The form of this name, which is in `step`, pays. `wish` makes of its values { what, subject, amount, path, body }, or a
// reply that tells what is wrong; `done` gets the API's answer. What nobody knows yet is the page's step "unknown".
export function payment(name, { step, wish, done }) {
  let begun, isInDoubt = false; // in doubt: sent at least once, and whether it has happened is not known

  async function attempt() {
    const { path, body, proof, key } = begun;
    const ask = () => send("POST", path, { ...body, proof }, { "Idempotency-Key": key });
    let reply = await ask();
    for (const ms of PAUSES_MS) {
      if (!isUnsure(reply)) break;
      isInDoubt = true;
      await pause(ms);
      reply = await ask();
    }
    return reply;
  }

  function conclude(reply) {
    if (isUnsure(reply) || (isInDoubt && reply.status === 401)) return remainInDoubt(reply);
    if (reply.ok) done(reply.body);
    else tellRefusal(reply);
    isInDoubt = false;
    if (reply.ok) begun = null;
    return null;
  }

  function remainInDoubt({ status }) {
    isInDoubt = true;
    if (!find("[data-step=unknown]").hidden) return { ok: false, body: { code: status === 401 ? "not-signed-in" : "still-unknown" } };
    find("[data-unknown]").textContent = begun.what;
    go("unknown");
    return null;
  }

  function tellRefusal(reply) {
    if (isInDoubt) { go(step); form.querySelector(".told").textContent = say("not-happened"); }
    show(form, problems(reply));
  }

  const form = handle(name, async (values) => {
    const wished = wish(values);
    if (wished.ok === false) return wished;
    const proof = await prove(wished);
    if (!proof) return null;
    const same = JSON.stringify([wished.path, wished.body]);
    begun = { ...wished, proof, same, key: begun?.same === same ? begun.key : crypto.randomUUID() };
    return conclude(await attempt());
  });
  handle("find-out", async () => conclude(await attempt()));
  addEventListener("beforeunload", (event) => { if (isInDoubt) event.preventDefault(); });
}
