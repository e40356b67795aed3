// Paying a shop: its code from the camera, a picture or typed, what it asks for, and the payment.
import { find, go, handle, mistake, say, send, tag } from "../account/form.js";
import { instant } from "../account/own.js";
import { readAmount, vnd } from "./money.js";
import { nameReceipt, payment, showNamedReceipt } from "./pay.js";
import { showWallet } from "./purse.js";
import { readPicture, watchCamera } from "./scan.js";

const NO_CAMERA = { NotAllowedError: "camera-refused", NotReadableError: "camera-busy" };
const video = find("[data-video]");
let shop, stopping;

async function read(payload) {
  const reply = await send("POST", "/wallet/qr-readings", { payload });
  if (reply.ok) showShop(reply.body);
  return reply;
}

async function scan() {
  stopping = new AbortController();
  find("[data-camera]").hidden = false;
  try {
    const payload = await watchCamera(video, stopping.signal);
    return payload ? read(payload) : null;
  } catch (error) {
    return { ok: false, body: { code: NO_CAMERA[error.name] || "no-camera" } };
  } finally {
    find("[data-camera]").hidden = true;
  }
}

async function readGiven({ picture, payload }) {
  if (!picture.size) return payload.trim() ? read(payload) : mistake("payload", "required");
  const found = await readPicture(picture);
  return found ? read(found) : mistake("picture", "no-code");
}

function showShop(found) {
  stopping?.abort(); // whichever way the code came in
  shop = found;
  find("[data-shop]").textContent = shop.name;
  find("[data-note]").textContent = shop.note;
  find("[data-sum]").textContent = shop.amount ? vnd(shop.amount, tag) : "";
  find("[data-ends]").textContent = shop.ends_at ? say("good-until", instant(shop.ends_at)) : "";
  const asking = find("[data-asking]");
  asking.hidden = asking.disabled = shop.amount > 0;
  find("[data-form=pay]").reset();
  go("shop");
}

function wish({ amount: typed }) {
  const { shop_id, order_id, name, note, subject } = shop;
  const amount = shop.amount || readAmount(typed);
  if (!(amount > 0)) return mistake("amount", "amount-unreadable");
  const what = [name, note].filter(Boolean).join(" · ");
  return { what, subject, amount, path: "/wallet/shop-payments", body: { shop_id, order_id, amount } };
}

function showPaid({ receipt_id, amount }) {
  find("[data-paid-amount]").textContent = vnd(amount, tag);
  find("[data-paid-shop]").textContent = shop.name;
  nameReceipt(receipt_id);
  go("paid");
}

function begin() {
  history.replaceState(null, "", location.pathname);
  find("[data-form=given]").reset();
  go("code");
}

handle("scan", scan);
const given = handle("given", readGiven);
given.elements.picture.onchange = () => { if (given.elements.picture.files.length) given.requestSubmit(); };
find("[data-stop]").onclick = () => stopping.abort();
document.addEventListener("visibilitychange", () => { if (document.hidden) stopping?.abort(); });
payment("pay", { step: "shop", wish, done: showPaid });
for (const button of document.querySelectorAll("[data-begin]")) button.onclick = begin;
if (!showNamedReceipt()) showWallet({});
