// Says on the page of a place whether it is open now, and goes on saying what is true while the page stays open.
import { clockOf, stateAt } from "./hours.js";

const LONGEST_TIMER_MS = 60 * 60 * 1000; // timers stand still while a computer sleeps: looked at anew each hour at least

function words({ state, clock }, told) {
  if (clock === undefined) return told[state];
  return told[state === "open" ? "openUntil" : "opensAt"].replace("{}", clockOf(clock));
}

function tell(element, found) {
  element.hidden = !found;
  element.textContent = found ? words(found, element.dataset) : "";
  element.classList.toggle("open", found?.state === "open");
}

for (const element of document.querySelectorAll("[data-hours]")) {
  const rules = JSON.parse(element.dataset.hours);
  const holidays = JSON.parse(element.dataset.holidays);
  const look = () => {
    const found = stateAt(rules, holidays, Date.now());
    tell(element, found);
    return found;
  };
  const follow = () => {
    const found = look();
    if (found) setTimeout(follow, Math.min(found.next - Date.now() + 50, LONGEST_TIMER_MS));
  };
  follow();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
}
