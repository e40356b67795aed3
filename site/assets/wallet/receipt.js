// The receipt of a payment, for who paid.
import { find, say, tag } from "../account/form.js";
import { instant, showOwn } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";
import { period } from "./dates.js";
import { vnd } from "./money.js";
import { showQr } from "./qr.js";

function showReceipt(receipt) {
  const shown = fromTemplate("receipt", {
    state: say(receipt.state),
    amount: vnd(receipt.amount, tag),
    payee: say(receipt.payee, "", receipt.payee_name),
    category: say(receipt.category, "", receipt.category),
    customer: receipt.customer_code,
    period: period(receipt.period, tag),
    bill: receipt.bill_id === receipt.period ? "" : receipt.bill_id,
    order: receipt.order_id,
    at: instant(receipt.paid_at_ms / 1000),
    fee: vnd(receipt.fee, tag),
    returned: receipt.returned ? vnd(receipt.returned, tag) : "",
    number: receipt.receipt_id,
    code: receipt.check_code.match(/.{1,4}/g).join(" "),
  });
  shown.classList.add(receipt.state);
  for (const empty of shown.querySelectorAll("dd:empty")) empty.parentElement.remove();
  showQr(shown.querySelector("[data-qr]"), receipt.qr_svg);
  find("[data-receipt]").replaceChildren(shown);
  find("[data-returned]").hidden = !receipt.returned;
}

find("[data-print]").onclick = () => print();
addEventListener("hashchange", () => location.reload());
showOwn({ [`/wallet/receipts/${encodeURIComponent(location.hash.slice(1))}`]: showReceipt });
