// What a shop took on a day: sums, a table, the same as a file, and giving money back.
import { find, go, handle, mistake, say, send, tag } from "../account/form.js";
import { refresh, showOwn } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";
import { dayInHue, period } from "./dates.js";
import { hueTime, toCsv } from "./ledger.js";
import { grouped, readAmount, vnd } from "./money.js";
import { payment } from "./pay.js";

const times = new Intl.DateTimeFormat(tag, { timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" });
const pathOf = (day) => `/wallet/merchant/takings/${encodeURIComponent(day)}`;
const today = dayInHue(Date.now());
let takings, chosen;

function show(found) {
  takings = found;
  const counted = (sum, count) => `${vnd(sum, tag)} (${grouped(count, tag)})`;
  const sums = { day: period(found.day, tag), sales: counted(found.sales, found.sales_count), refunds: counted(found.refunds, found.refunds_count) };
  for (const [name, text] of Object.entries({ ...sums, rest: vnd(found.sales - found.refunds, tag) })) find(`[data-sum=${name}]`).textContent = text;
  find("[data-rows]").replaceChildren(...found.newest.map(row));
  find("[data-table]").hidden = find("[data-save]").hidden = !found.newest.length;
  find("[data-empty]").hidden = found.newest.length > 0;
  find("[data-more]").hidden = found.sales_count + found.refunds_count <= found.newest.length;
}

const kindOf = ({ amount, order_id }) => say(amount < 0 ? "given-back" : order_id ? "by-order" : "by-shop-code");

function row(taking) {
  const made = fromTemplate("taking", { at: times.format(taking.at_ms), kind: kindOf(taking), amount: vnd(taking.amount, tag), of: vnd(taking.amount, tag) });
  const button = made.querySelector("button");
  if (taking.amount < 0) button.remove();
  button.onclick = () => choose(taking);
  return made;
}

function choose(taking) {
  chosen = taking;
  find("[data-chosen]").textContent = `${times.format(taking.at_ms)} · ${vnd(taking.amount, tag)}`;
  find("[data-form=refund]").elements.amount.value = grouped(taking.amount, tag);
  go("refund");
}

function wish({ amount: typed }) {
  const amount = readAmount(typed);
  if (!(amount > 0)) return mistake("amount", "amount-unreadable");
  if (amount > chosen.amount) return mistake("amount", "too-much-back");
  const { transfer_id } = chosen;
  return { what: say("give-back"), subject: `refund:${transfer_id}`, amount, path: "/wallet/merchant/refunds", body: { transfer_id, amount } };
}

function save() {
  const head = ["csv-time", "csv-kind", "csv-amount", "csv-order", "csv-payment"].map((code) => say(code));
  const rows = takings.newest.map((one) => [hueTime(one.at_ms), kindOf(one), one.amount, one.order_id, one.transfer_id]);
  const file = new Blob([toCsv([head, ...rows])], { type: "text/csv;charset=utf-8" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `huecity-${takings.day}.csv` });
  link.click();
  URL.revokeObjectURL(link.href);
}

const day = handle("day", async (values) => {
  const reply = await send("GET", pathOf(values.day));
  if (reply.ok) show(reply.body);
  return reply.status === 404 ? mistake("day", "no-day") : reply;
});
payment("refund", {
  step: "refund", wish, done: () => {
    go("day");
    day.querySelector(".told").textContent = say("refunded");
    refresh(pathOf(takings.day), show);
  },
});
Object.assign(day.elements.day, { value: today, max: today });
find("[data-save]").onclick = save;
find("[data-back]").onclick = () => go("day");
showOwn({ [pathOf(today)]: show });
