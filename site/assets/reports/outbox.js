// Sends the reports that wait, each exactly once: now, and again when the signal is back, the page is seen or time has passed.
import { send } from "../account/form.js";
import { upload } from "../account/upload.js";
import { changeDraft, getDraft, listDrafts } from "./drafts.js";
import { bodyOf } from "./report.js";

const AGAIN_MS = 60000;
const LOST = ["upload-cut", "upload-refused"]; // of a file that did not arrive whole
const isUnsure = ({ status }) => status === 0 || status >= 500;
let timer, tell, me = null; // `me`: the account that is logged in; null where nobody is, or nobody answers

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
  for (const { key } of mine) await deliver(await getDraft(key));
  const left = (await listDrafts()).some(({ state, owner }) => state === "waiting" && owner === me);
  if (left && me) timer = setTimeout(sendAll, AGAIN_MS);
}

async function deliver(draft) {
  const failed = await sendMedia(draft);
  const reply = failed || await send("POST", "/reports", bodyOf(draft), { "Idempotency-Key": draft.key });
  await changeDraft(draft.key, () => outcome(reply, Boolean(failed)));
}

// What becomes of a draft. One whose answer is lost may have arrived, so nothing in it can be changed from then on.
function outcome(reply, isBefore) {
  const { ok, status, body } = reply;
  if (ok) return { state: "sent", sent_at: body.received_at, report_id: body.id, due: { due_at: body.due_at, due_on: body.due_on }, media: [], problem: null };
  if (isUnsure(reply)) return { problem: body, ...(isBefore ? {} : { is_tried: true }) };
  if ([401, 429].includes(status)) return { problem: body };
  return { state: "writing", problem: body };
}

// Each file by itself, so that those that have arrived are not sent again. The reply that failed, or nothing.
async function sendMedia(draft) {
  for (const one of draft.media.filter(({ is_sent }) => !is_sent)) {
    const form = await send("POST", "/report-uploads", { report_key: draft.key, slot: one.slot, media_type: one.blob.type });
    const sent = form.ok ? await upload(form.body, one.blob, () => {}) : form;
    if (form.status === 404) break; // no files are taken
    if (!sent.ok) return { status: LOST.includes(sent.body.code) ? 0 : 422, ...sent };
    one.is_sent = true;
    await changeDraft(draft.key, () => ({ media: draft.media }));
  }
  return null;
}
