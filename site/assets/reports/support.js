// What readers can do about a report: say that it is theirs, too, be told what happens, and pass its link on.
import { find, problems, say, send } from "../account/form.js";
import { hasAccount } from "../account/kept.js";

const FOLLOWS = "/me/report-follows";
const { base } = find("[data-base]").dataset;
let report, follow, isMine;

// For who is logged in as they stand to it; everybody else is led to the login and back.
export async function offerSupport(shown) {
  [report, follow, isMine] = [shown, null, false];
  tell("");
  showCount(report.cosigns);
  if (hasAccount()) await readMine();
  show();
}

async function readMine() {
  const own = report;
  const [cosign, follows] = await Promise.all([send("GET", `/reports/${own.id}/cosigns`), send("GET", FOLLOWS)]);
  if (own !== report) return;
  if (cosign.ok) isMine = cosign.body.is_mine;
  if (follows.ok) follow = follows.body.follows.find(({ kind, value }) => kind === "report" && value === own.id);
}

const tell = (words) => { find("[data-told]").textContent = words; };

function showCount(cosigns) {
  find("[data-cosigns]").textContent = cosigns ? say("for-others", cosigns) : "";
}

function show() {
  const isGuest = !hasAccount();
  find("[data-log-in]").hidden = !isGuest;
  find("[data-log-in] a").href = `${base}account/login/#reports/report/#${report.id}`;
  find("[data-mine]").hidden = isGuest || (!report.is_open && !isMine);
  find("[data-mine]").setAttribute("aria-pressed", isMine);
  for (const button of document.querySelectorAll("[data-follow]")) {
    button.hidden = isGuest;
    button.setAttribute("aria-pressed", button.dataset.follow === follow?.channel);
  }
}

// Tells what became of it; where nobody is logged in any more, the way to the login.
function after(reply, done) {
  if (reply.status === 401) find("[data-log-in]").hidden = false;
  tell(reply.ok ? say(done) : problems(reply)[0][1]);
}

async function pressed(button, act) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  await act();
  button.setAttribute("aria-disabled", "false");
}

async function turnCosign() {
  const reply = await send(isMine ? "DELETE" : "POST", `/reports/${report.id}/cosigns`);
  if (reply.ok) {
    isMine = reply.body.is_mine;
    showCount(reply.body.cosigns);
    await readMine();
    show();
  }
  after(reply, isMine ? "cosigned" : "cosign-ended");
}

async function turnFollow(channel) {
  const isEnding = follow?.channel === channel;
  const reply = isEnding
    ? await send("DELETE", `${FOLLOWS}/${follow.id}`)
    : await send("POST", FOLLOWS, { kind: "report", channel, value: report.id });
  if (reply.ok) follow = isEnding ? null : reply.body;
  show();
  after(reply, isEnding ? "follow-ended" : `follow-${channel}`);
}

async function share() {
  const address = location.href;
  if (navigator.share) { await navigator.share({ title: document.title, url: address }).catch(() => {}); return; }
  const isCopied = await navigator.clipboard?.writeText(address).then(() => true, () => false);
  tell(isCopied ? say("link-copied") : say("link-is", address));
}

find("[data-mine]").onclick = ({ currentTarget }) => pressed(currentTarget, turnCosign);
find("[data-share]").onclick = share;
for (const button of document.querySelectorAll("[data-follow]")) {
  button.onclick = () => pressed(button, () => turnFollow(button.dataset.follow));
}
