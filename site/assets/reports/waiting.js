// The reports on this device that are not sent, or were sent lately: what each waits for, and what can be done with it.
import { find, say } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";
import { ask } from "./ask.js";
import { changeDraft, listDrafts, removeDraft } from "./drafts.js";
import { hueTime } from "./words.js";
import { sendAll, whoAmI } from "./outbox.js";

const WORDS_SHOWN = 90;
export const BACK_HERE = "reports/send/"; // behind the # of the login: where it leads on to
const { base } = find("[data-base]").dataset;
const STANDING = { "offline": "draft-offline", "not-signed-in": "draft-guest" };

// Those of others who share the device are not shown to who is logged in.
const isMine = ({ owner }) => !owner || !whoAmI() || owner === whoAmI();
export const canChange = ({ state, is_tried }) => state === "writing" || (state === "waiting" && !is_tried);

// What a draft waits for, in words.
export function standing({ state, owner, problem, sent_at, report_id }) {
  if (state === "sent") return say("sent-at", hueTime(sent_at));
  if (report_id) return say("draft-files");
  if (state === "writing") return say(problem ? "draft-refused" : "draft-writing");
  if (whoAmI() && owner !== whoAmI()) return say("draft-ready");
  return say(STANDING[problem?.code] || "draft-later");
}

export async function showDrafts() {
  const mine = (await listDrafts()).filter(isMine);
  find("[data-drafts]").replaceChildren(...mine.map(row));
  find("[data-kept-here]").hidden = !mine.length;
}

function row(draft) {
  const { key, category, values, state, written_at, report_id } = draft;
  const text = (values.text || "").trim();
  const made = fromTemplate("draft", {
    category: say(`category-${category}`), text: text.length > WORDS_SHOWN ? `${text.slice(0, WORDS_SHOWN)}…` : text,
    at: say("written-at", hueTime(written_at)), state: standing(draft),
  });
  const part = (name) => made.querySelector(`[data-do=${name}]`);
  part("continue").href = `#${category}/${key}`;
  part("continue").hidden = !canChange(draft);
  part("see").href = `${base}reports/report/#${report_id}`;
  part("see").hidden = !report_id;
  part("log-in").hash = BACK_HERE;
  part("log-in").hidden = state !== "waiting" || Boolean(whoAmI());
  part("send").hidden = state !== "waiting" || !whoAmI();
  part("send").onclick = () => sendNow(key);
  part("delete").onclick = () => remove(draft);
  return made;
}

// As the one who is logged in.
export async function sendNow(key) {
  await changeDraft(key, () => ({ owner: whoAmI() || "" }));
  await sendAll();
}

async function remove({ key, state, is_tried }) {
  const isSure = state === "sent" || await ask(say("delete-draft"), say(is_tried ? "delete-tried" : "delete-kept"));
  if (!isSure) return;
  await removeDraft(key);
  await showDrafts();
  find("[data-step=category] h2").focus();
}
