// One payment that a shop asks for: its code, and the word that it has come.
import { find, go, handle, mistake, send, tag } from "../account/form.js";
import { instant } from "../account/own.js";
import { watch } from "./live.js";
import { readAmount, vnd } from "./money.js";
import { showQr } from "./qr.js";

// Somebody stands at the counter: often at first, then more seldom, for as long as an order lasts (15 minutes).
const PAUSES_SECONDS = [[2, 30], [5, 24], [10, 72]].flatMap(([seconds, times]) => Array(times).fill(seconds));
let current;

async function make({ amount: typed, note }) {
  const amount = readAmount(typed);
  if (!(amount > 0)) return mistake("amount", "amount-unreadable");
  const reply = await send("POST", "/wallet/merchant/orders", { amount, note });
  if (reply.ok) follow(reply.body);
  return reply;
}

async function follow(order) {
  current = order.order_id;
  find("[data-order-amount]").textContent = vnd(order.amount, tag);
  find("[data-order-note]").textContent = order.note;
  find("[data-order-ends]").textContent = instant(order.ends_at);
  showQr(find("[data-order-code]"), order.qr_svg);
  showState("waiting");
  go("order");
  const isDecided = await watch(`/wallet/merchant/orders/${current}`, show, PAUSES_SECONDS);
  if (!isDecided && current === order.order_id) showState("unsure");
}

// True where there is nothing more to wait for.
function show({ order_id, standing, ends_at }) {
  if (order_id !== current) return true;
  const state = standing === "paid" ? "paid" : ends_at * 1000 <= Date.now() ? "ended" : "waiting";
  showState(state);
  return state !== "waiting";
}

function showState(state) {
  for (const one of document.querySelectorAll("[data-order-state]")) one.hidden = one.dataset.orderState !== state;
  find("[data-order-code]").hidden = state === "paid" || state === "ended";
}

export function handleOrders() {
  const form = handle("order", make);
  handle("look", async () => {
    const reply = await send("GET", `/wallet/merchant/orders/${current}`);
    if (reply.ok) show(reply.body);
    return reply;
  });
  find("[data-new]").onclick = () => { current = null; form.reset(); go("open"); form.elements.amount.focus(); };
}
