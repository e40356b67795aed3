// The page that tells anybody whether a receipt is genuine.
import { find, handle, mistake, say, send, start, tag } from "../account/form.js";
import { period } from "./dates.js";
import { vnd } from "./money.js";

const verdict = find("[data-verdict]");
const UNKNOWN = ["no-such-receipt", "not-found"];
const LOOKS = { paid: "genuine", unknown: "altered" };

// From a whole address (where spaces are %20), from groups of four, or from capitals.
const codeOf = (text) => text.split("#").pop().toLowerCase().replace(/%[0-9a-f]{2}|[^a-z2-7]/g, "");

function judge(state, receipt) {
  verdict.className = `verdict ${LOOKS[state] || "careful"}`;
  find("[data-title]").textContent = say(`${state}-title`);
  find("[data-text]").textContent = say(`${state}-text`);
  find("[data-facts]").hidden = !receipt;
  if (receipt) showFacts(receipt);
  verdict.hidden = false;
  find("[data-title]").focus();
}

function showFacts({ payee_name, category, amount, returned, paid_on }) {
  const facts = { payee: category === "shop" ? payee_name : say(payee_name, "", payee_name), category: say(category, "", category), amount: vnd(amount, tag), day: period(paid_on, tag) };
  for (const [name, text] of Object.entries({ ...facts, returned: vnd(returned, tag) })) find(`[data-fact=${name}]`).textContent = text;
  find("[data-back]").hidden = !returned;
}

const form = handle("check", async ({ receipt_code }) => {
  verdict.hidden = true;
  const code = codeOf(receipt_code);
  if (!code) return mistake("receipt_code", "receipt-code");
  const reply = await send("GET", `/receipt-checks/${code}`);
  if (reply.ok) judge(reply.body.state, reply.body);
  if (!UNKNOWN.includes(reply.body.code)) return reply;
  judge("unknown");
  return null;
});

// The code of the address: whoever scanned it has nothing to type.
function checkAddress() {
  if (location.hash.length < 2) return;
  form.elements.receipt_code.value = location.hash.slice(1);
  form.requestSubmit();
}

start();
checkAddress();
addEventListener("hashchange", checkAddress);
