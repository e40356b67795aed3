// The home of a wallet: what is in it, what is on its way, and the movements of a month.
import { find, say, send, tag } from "../account/form.js";
import { instant } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";
import { fits, hueMonth, hueTime, monthsSince, toCsv } from "./ledger.js";
import { vnd } from "./money.js";
import { purse, showWallet } from "./purse.js";

const SVG = "http://www.w3.org/2000/svg";
const now = Date.now();
const base = find("[data-base]").dataset.base;
const monthChoice = find("#month"), search = find("#search");
let banks = new Map(), month = { movements: [], spent: {} };

const money = (amount, isSigned) => vnd(amount, tag, isSigned);
const show = (name, text) => { find(`[data-${name}]`).textContent = text; };

function showBalance({ balance, available, held, spent, monthly_limit }) {
  show("available", money(available));
  show("balance", money(balance));
  show("held", money(held));
  find("[data-held]").parentElement.hidden = !held;
  show("spent", money(spent));
  show("left", money(Math.max(monthly_limit - spent, 0)));
}

function showUndecided({ transfers }) {
  find("[data-on-its-way]").hidden = !transfers.length;
  find("[data-undecided]").replaceChildren(...transfers.map(({ id, kind, amount, at }) => {
    const row = fromTemplate("undecided", { what: say(`kind-${kind}`), amount: money(amount), at: instant(at) });
    row.querySelector("a").href = `${base}wallet/${kind === "topup" ? "topup" : "withdraw"}/#${id}`;
    return row;
  }));
}

const whatOf = ({ kind }) => say(`kind-${kind}`);
const categoryOf = ({ category }) => (category ? say(`category-${category}`, "", category) : "");
const otherOf = ({ other, other_name }) => (other_name ? say(`other-${other}`, "", other_name) : banks.get(other) || "");

function movementRow(one) {
  const slots = { what: whatOf(one), other: otherOf(one), at: instant(one.at_ms / 1000), category: one.category && ` · ${categoryOf(one)}`, amount: money(one.amount, true) };
  const row = fromTemplate("movement", slots);
  row.querySelector(".amount").classList.toggle("in", one.amount > 0);
  const receipt = row.querySelector("a");
  if (one.has_receipt) receipt.href = `${base}wallet/receipt/#${one.transfer_id}`;
  else receipt.remove();
  return row;
}

function textsOf(one) {
  return [whatOf(one), otherOf(one), categoryOf(one), instant(one.at_ms / 1000), String(Math.abs(one.amount)), one.transfer_id];
}

function showFound() {
  const found = month.movements.filter((one) => fits(search.value.trim(), textsOf(one)));
  find("[data-movements]").replaceChildren(...found.map(movementRow));
  show("found", found.length ? say("movements-shown", found.length) : say(month.movements.length ? "nothing-found" : "no-movements"));
}

function bar(share) {
  const svg = document.createElementNS(SVG, "svg"), rect = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ viewBox: "0 0 100 12", preserveAspectRatio: "none", class: "bar", "aria-hidden": "true" })) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ width: Math.max(share * 100, 1), height: 12, rx: 1 })) rect.setAttribute(name, value);
  svg.append(rect);
  return svg;
}

function showSpending(spent) {
  const rows = Object.entries(spent), most = Math.max(...rows.map(([, amount]) => amount), 0);
  const all = rows.reduce((sum, [, amount]) => sum + amount, 0);
  find("[data-spending]").hidden = !rows.length;
  find("[data-categories]").replaceChildren(...rows.map(([category, amount]) => {
    const share = new Intl.NumberFormat(tag, { style: "percent" }).format(amount / all);
    const row = fromTemplate("category", { category: categoryOf({ category }), amount: money(amount), share });
    row.querySelector("[data-bar]").append(bar(amount / most));
    return row;
  }));
}

function showMonth(loaded) {
  month = loaded;
  show("opening", money(month.opening_balance));
  show("closing", money(month.closing_balance));
  find("[data-csv]").disabled = !month.movements.length;
  showFound();
  showSpending(month.spent);
}

function offerMonths() {
  const format = new Intl.DateTimeFormat(tag, { month: "long", year: "numeric", timeZone: "UTC" });
  const options = monthsSince(purse.opened_at * 1000, now).map((one) => new Option(format.format(new Date(`${one}-15`)), one));
  monthChoice.replaceChildren(...options);
}

monthChoice.onchange = async () => {
  const wanted = monthChoice.value;
  show("found", say("loading"));
  const reply = await send("GET", `/wallet/movements/${wanted}`);
  if (monthChoice.value !== wanted) return; // another one was chosen meanwhile
  if (reply.ok) showMonth(reply.body);
  else show("found", say(reply.body.code));
};
search.oninput = showFound;

find("[data-csv]").onclick = () => {
  const head = ["time", "what", "other", "category", "amount", "number"].map((name) => say(`column-${name}`));
  const rows = month.movements.map((one) => [hueTime(one.at_ms), whatOf(one), otherOf(one), categoryOf(one), one.amount, one.transfer_id]);
  const file = new Blob([toCsv([head, ...rows])], { type: "text/csv;charset=utf-8" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `huecity-${month.month}.csv` });
  link.click();
  URL.revokeObjectURL(link.href);
};

showWallet({
  "/wallet/balance": showBalance,
  "/wallet/banks": (known) => { banks = new Map(known.banks.map(({ bin, name }) => [bin, name])); },
  "/wallet/bank-transfers": showUndecided,
  [`/wallet/movements/${hueMonth(now)}`]: (loaded) => { offerMonths(); showMonth(loaded); },
});
