// Paying bills: the company, the customer's code, what is due, and the payment.
import { find, go, handle, say, send, tag } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";
import { dayInHue, period } from "./dates.js";
import { vnd } from "./money.js";
import { nameReceipt, payment, showNamedReceipt } from "./pay.js";
import { showWallet } from "./purse.js";

let companies, company, customer, bills;

const nameOf = ({ code, name }) => say(code, "", name);

function showCompanies({ billers }) {
  companies = billers;
  find("[data-companies]").replaceChildren(...billers.map((one) => {
    const row = fromTemplate("company", { category: say(one.category, "", one.category), name: nameOf(one) });
    row.querySelector("a").setAttribute("href", `#${one.code}`);
    return row;
  }));
  showChosen();
}

// The company stands in the address, so the browser's way back leads to the others.
function showChosen() {
  if (showNamedReceipt()) return;
  company = companies.find(({ code }) => code === location.hash.slice(1));
  if (!company) { go("companies"); return; }
  for (const place of document.querySelectorAll("[data-company]")) place.textContent = nameOf(company);
  find("#customer-code-hint").textContent = say("code-example", company.example);
  find("[data-form=search]").reset();
  go("customer");
}

async function search(customer_code) {
  customer = customer_code;
  const reply = await send("POST", "/wallet/bill-searches", { biller: company.code, customer_code });
  if (reply.ok) showBills(reply.body);
  return reply;
}

function showBills(found) {
  bills = found.bills;
  history.replaceState(null, "", `#${company.code}`); // not the receipt of another bill any more
  find("[data-bills]").replaceChildren(...bills.map(billRow));
  const due = bills.filter(isDue);
  const [only] = document.querySelectorAll("[name=bill]:enabled");
  if (due.length === 1) only.checked = true;
  find("[data-holder]").textContent = bills[0] ? bills[0].holder : "";
  find("[data-nothing]").hidden = due.length > 0;
  find("[data-form=pay]").hidden = !bills.length;
  find("[data-form=pay] [type=submit]").hidden = !due.length;
  go("found");
}

const isDue = ({ standing }) => standing !== "paid";

function billRow(bill, number) {
  const state = isDue(bill) ? dueWords(bill.due_on) : say("paid-here");
  const row = fromTemplate("bill", { amount: vnd(bill.amount, tag), period: period(bill.period, tag), state });
  const radio = row.querySelector("input");
  Object.assign(radio, { id: `bill-${number}`, value: number, disabled: !isDue(bill) });
  row.querySelector("label").htmlFor = radio.id;
  return row;
}

function dueWords(due_on) {
  if (!due_on) return "";
  return say(due_on < dayInHue(Date.now()) ? "was-due" : "due", period(due_on, tag));
}

function wish({ bill: number }) {
  if (number === undefined) return { ok: false, body: { code: "choose-bill" } };
  const { biller, customer_code, bill_id, amount, subject, period: of } = bills[number];
  const what = [nameOf(company), customer_code, period(of, tag)].join(" · ");
  return { what, subject, amount, path: "/wallet/bill-payments", body: { biller, customer_code, bill_id, amount } };
}

function showPaid({ receipt_id, amount }) {
  find("[data-paid-amount]").textContent = vnd(amount, tag);
  nameReceipt(receipt_id);
  go("paid");
}

handle("search", ({ customer_code }) => search(customer_code));
for (const name of ["more", "look"]) handle(name, () => search(customer));
payment("pay", { step: "found", wish, done: showPaid });
find("[data-other]").onclick = () => go("customer");
addEventListener("hashchange", showChosen);
showWallet({ "/wallet/billers": showCompanies });
