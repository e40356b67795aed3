// Money between wallet and bank: asked for, confirmed, on its way, and done or given back. Top-ups and withdrawals share it.
import { find, go, mistake, say, send, tag } from "../account/form.js";
import { instant } from "../account/own.js";
import { watch } from "./live.js";
import { grouped, readAmount, vnd } from "./money.js";
import { payment } from "./pay.js";
import { showWallet } from "./purse.js";

const LEAST = 10_000, MOST = 50_000_000;
const form = find("[data-form=move]"), amount = form.elements.amount;
let links = [], available = 0, shownId = "";

const nameOf = (link) => (link ? `${link.bank} ${link.masked_number}` : "");
const linkOf = (id) => links.find((one) => one.id === id);

function showLinks(loaded) {
  links = loaded.links.filter(({ state }) => state === "linked");
  form.elements.link_id.replaceChildren(...links.map((link) => new Option(nameOf(link), link.id)));
}

function showBalance(loaded) {
  available = loaded.available;
  for (const place of document.querySelectorAll("[data-available]")) place.textContent = vnd(available, tag);
}

function display(transfer) {
  for (const place of document.querySelectorAll("[data-amount]")) place.textContent = vnd(transfer.amount, tag);
  for (const place of document.querySelectorAll("[data-bank]")) place.textContent = nameOf(linkOf(transfer.link_id));
  find("[data-reason]").textContent = transfer.reason ? say(`reason-${transfer.reason}`) : "";
  find("[data-made-up]").hidden = !transfer.made_up_by;
  go(transfer.state);
  if (transfer.state === "posted") send("GET", "/wallet/balance").then((reply) => { if (reply.ok) showBalance(reply.body); });
}

// The address keeps a number that says nothing by itself, so that loading the page again finds the same transfer.
function show(transfer) {
  shownId = transfer.id;
  history.replaceState(null, "", `#${transfer.id}`);
  display(transfer);
  if (transfer.state === "pending") follow(transfer.id);
}

async function follow(id) {
  find("[data-long]").hidden = true;
  const isDecided = await watch(`/wallet/bank-transfers/${id}`, (transfer) => {
    const isOver = transfer.state !== "pending";
    if (isOver && shownId === id) display(transfer);
    return isOver;
  });
  find("[data-long]").hidden = isDecided;
}

find("[data-look-again]").onclick = () => location.reload();

async function showNamed() {
  const id = location.hash.slice(1);
  const reply = /^[\w-]{1,100}$/.test(id) ? await send("GET", `/wallet/bank-transfers/${id}`) : null;
  if (reply?.ok) show(reply.body);
  else go(links.length ? "ask" : "none");
}

function offerAmounts() {
  amount.onchange = () => { const read = readAmount(amount.value); if (read) amount.value = grouped(read, tag); };
  for (const button of document.querySelectorAll("[data-choose]")) {
    button.textContent = vnd(Number(button.dataset.choose), tag);
    button.onclick = () => { amount.value = grouped(Number(button.dataset.choose), tag); amount.focus(); };
  }
}

function wishOf(kind, path, { link_id, amount: text }) {
  const asked = readAmount(text), link = linkOf(link_id);
  if (!asked) return mistake("amount", "amount-unreadable");
  if (asked < LEAST || asked > MOST) return mistake("amount", "amount-out-of-range");
  if (kind === "withdrawal" && asked > available) return mistake("amount", "not-enough");
  return { what: say(`${kind}-what`, nameOf(link)), subject: `${kind}:${link_id}`, amount: asked, path, body: { link_id, amount: asked } };
}

// `kind` as the API names it; `path` is where it is asked for.
export function moveMoney(kind, path) {
  payment("move", { step: "ask", wish: (values) => wishOf(kind, path, values), done: show });
  offerAmounts();
  const waits = find("[data-waits]");
  if (waits) {
    form.onchange = () => {
      const until = linkOf(form.elements.link_id.value)?.withdrawals_from || 0;
      waits.textContent = until * 1000 > Date.now() ? say("withdrawals-from", instant(until)) : "";
    };
  }
  showWallet({ "/wallet/bank-links": showLinks, "/wallet/balance": showBalance }, () => {
    form.dispatchEvent(new Event("change"));
    showNamed();
  });
}
