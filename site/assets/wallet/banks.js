// The bank accounts of a wallet: those that are linked, linking another one, taking one off.
import { find, go, handle, problems, say, send, show, tag } from "../account/form.js";
import { instant, refresh } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";
import { prove } from "./prove.js";
import { purse, showWallet } from "./purse.js";

// What a bank sends its customer back with; it must not stay in the address.
const back = new URLSearchParams(location.search);
if (location.search) history.replaceState(null, "", location.pathname);

let banks = [], links = [], started;
const told = find("[data-told]");

function noteOf({ state, withdrawals_from }) {
  if (state !== "linked") return say(`link-${state}`);
  return withdrawals_from * 1000 > Date.now() ? say("withdrawals-from", instant(withdrawals_from)) : "";
}

function showLinks(loaded) {
  links = loaded.links;
  find("[data-links]").replaceChildren(...links.map((link) => {
    const row = fromTemplate("link", { bank: link.bank, number: link.masked_number, note: noteOf(link) });
    Object.assign(row.querySelector("input"), { value: link.id, id: link.id });
    row.querySelector("label").htmlFor = link.id;
    return row;
  }));
  find("[data-none]").hidden = links.length > 0;
  unlinking.hidden = !links.length;
  unlinking.querySelector("[name=enter]").hidden = !links.some(({ state }) => state === "started");
}

const reload = () => refresh("/wallet/bank-links", showLinks);

function showBanks(loaded) {
  banks = loaded.banks;
  adding.elements.bin.append(...banks.map(({ bin, name, full_name }) => new Option(`${name} – ${full_name}`, bin)));
  adding.hidden = purse.level < 2;
}

// A bank offers one way or both; only the way by code needs a number.
function showWays() {
  const bank = banks.find(({ bin }) => bin === adding.elements.bin.value);
  for (const way of adding.elements.method) {
    way.disabled = Boolean(bank) && !bank.methods.includes(way.value);
    if (way.disabled) way.checked = false;
  }
  const byCode = adding.elements.method.value === "otp";
  find("[data-by-code]").hidden = find("[data-by-code]").disabled = !byCode;
}

async function confirmLink(id, code) {
  const reply = await send("POST", `/wallet/bank-links/${id}/confirmation`, { code });
  if (reply.ok) {
    adding.reset();
    showWays();
    go("list");
    await reload();
    told.textContent = say("linked", reply.body.bank);
  }
  return reply;
}

const adding = handle("add", async ({ bin, method, account_number = "" }) => {
  told.textContent = "";
  if (!method) return { ok: false, body: { code: "choose-way" } };
  const reply = await send("POST", "/wallet/bank-links", { bin, method, language: tag, account_number });
  if (!reply.ok) return reply;
  if (method === "redirect") { location.assign(reply.body.address); return reply; }
  enterCode(reply.body.id);
  return reply;
});
adding.onchange = showWays;

function enterCode(id) {
  started = id;
  find("[data-form=bank-code]").reset();
  go("bank-code");
}

handle("bank-code", ({ code }) => confirmLink(started, code));
find("[data-back]").onclick = () => { go("list"); reload(); };

const unlinking = handle("unlink", async ({ link_id }, button) => {
  told.textContent = "";
  const link = links.find(({ id }) => id === link_id);
  if (!link) return { ok: false, body: { code: "choose-link" } };
  if (button.name === "enter") {
    if (link.state !== "started") return { ok: false, body: { code: "link-confirmed" } };
    return enterCode(link.id);
  }
  const proof = link.state === "linked" ? await prove({ what: say("unlink-what", `${link.bank} ${link.masked_number}`), subject: `unlink:${link_id}`, amount: 0 }) : "";
  if (proof === null) return null;
  const reply = await send("POST", `/wallet/bank-links/${link_id}/removal`, { proof });
  if (reply.ok || reply.body.code === "no-such-link") { await reload(); told.textContent = say("unlinked", link.bank); return null; }
  await reload();
  return reply;
});

// Who comes back from their bank has agreed, or has not.
async function finish() {
  const id = back.get("link"), code = back.get("code");
  if (!id) return;
  if (!code) {
    await send("POST", `/wallet/bank-links/${encodeURIComponent(id)}/removal`, { proof: "" });
    await reload();
    told.textContent = say("link-cancelled");
    return;
  }
  const reply = await confirmLink(encodeURIComponent(id), code);
  if (!reply.ok) { await reload(); show(unlinking.hidden ? adding : unlinking, problems(reply)); }
}

showWallet({ "/wallet/bank-links": showLinks, "/wallet/banks": showBanks }, () => { showWays(); finish(); });
