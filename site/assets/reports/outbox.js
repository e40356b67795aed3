// Sends the reports that wait, each exactly once: now, and again when the signal is back, the page is seen or time has passed.
import { send } from "../account/form.js";
import { upload } from "../account/upload.js";
import { changeDraft, getDraft, listDrafts } from "./drafts.js";
import { bodyOf } from "./report.js";

const SOONEST_MS = 2000, LATEST_MS = 60000; // between two rounds while something waits
const LATER = [401, 429];
const LOST = ["upload-cut", "upload-refused"]; // of a file that did not arrive whole
const isUnsure = ({ status }) => status === 0 || status >= 500;
let timer, tell, pause = SOONEST_MS, me = null; // `me`: the account that is logged in; null where nobody is, or nobody answers

// Calls `told` after each round, and begins.
export function begin(told) {
  tell = told;
  addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) sendAll(); });
  return sendAll();
}

export const whoAmI = () => me;

// One round; tabs take turns, and who comes second finds nothing left.
export async function sendAll() {
  const round = () => oneRound().catch(console.error);
  await (navigator.locks ? navigator.locks.request("reports", round) : round());
  await tell();
}

async function oneRound() {
  clearTimeout(timer);
  const waiting = (await listDrafts()).filter(({ state }) => state === "waiting");
  const reply = await send("GET", "/me");
  me = reply.ok ? reply.body.account_id : me;
  if (reply.status === 401) me = null;
  const mine = reply.ok ? waiting.filter(({ owner }) => owner === me) : [];
  if (!reply.ok) await Promise.all(waiting.map(({ key }) => changeDraft(key, () => ({ problem: reply.body }))));
  for (const { key } of mine) {
    const draft = await getDraft(key);
    if (draft?.state === "waiting") await deliver(draft); // neither deleted nor opened again meanwhile
  }
  const left = (await listDrafts()).some(({ state, owner }) => state === "waiting" && owner === me);
  if (left && me) timer = setTimeout(sendAll, pause);
  pause = left ? Math.min(2 * pause, LATEST_MS) : SOONEST_MS;
}

// The words first, then its files, which may come later: what is heavy keeps nobody waiting.
async function deliver(draft) {
  if (!draft.report_id) {
    const reply = await send("POST", "/reports", bodyOf(draft), { "Idempotency-Key": draft.key });
    await changeDraft(draft.key, (kept) => outcome(reply, kept));
  }
  const kept = await getDraft(draft.key);
  if (kept?.report_id) await sendMedia(kept);
}

// What becomes of a draft. One whose answer is lost may have arrived, so nothing in it can be changed from then on.
function outcome(reply, { media }) {
  const { ok, status, body } = reply;
  if (ok) return { state: media.length ? "waiting" : "sent", sent_at: body.received_at, report_id: body.id, due: { due_at: body.due_at, due_on: body.due_on }, is_tried: true, problem: null };
  if (isUnsure(reply)) return { problem: body, is_tried: true };
  if (LATER.includes(status)) return { problem: body };
  return { state: "writing", problem: body };
}

// Each file by itself, so that those that have arrived are not sent again; one that the city does not take is left out.
async function sendMedia({ key, media }) {
  for (const one of media.filter(({ is_sent }) => !is_sent)) {
    const form = await send("POST", "/report-uploads", { report_key: key, slot: one.slot, media_type: one.blob.type });
    const sent = form.ok ? await upload(form.body, one.blob, () => {}) : form;
    if (isUnsure(sent) || LATER.includes(sent.status) || LOST.includes(sent.body.code)) return changeDraft(key, () => ({ problem: sent.body }));
    one.is_sent = true;
    await changeDraft(key, () => ({ media }));
  }
  return changeDraft(key, () => ({ state: "sent", media: [], problem: null }));
}
