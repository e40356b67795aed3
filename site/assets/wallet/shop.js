// A shop in its owner's hands: how its application stands, and its own code to print.
import { find, go, say } from "../account/form.js";
import { showOwn } from "../account/own.js";
import { handleOrders } from "./orders.js";
import { showQr } from "./qr.js";

function showShop({ standing, name, category, reason, qr_svg }) {
  for (const place of document.querySelectorAll("[data-shop]")) place.textContent = name;
  find("[data-kind]").textContent = say(`mcc-${category}`, "", category);
  find("[data-reason]").textContent = reason;
  if (qr_svg) showQr(find("[data-own-code]"), qr_svg);
  go(standing);
}

find("[data-print]").onclick = () => print();
handleOrders();
showOwn({ "/wallet/merchant": showShop });
