// The list of field reports: filters that stand in the address, page by page, and the map when it is wanted.
import { find, problems, say, send, start } from "../account/form.js";
import { cardOf } from "./card.js";
import { feedOf, readFilters, writeFilters } from "./filters.js";

const MOST_SHORT_PAGES = 4; // a page may be empty because what stands on it does not fit
const FOLLOWED = ["ward", "category"]; // what may be followed of what is filtered
const form = find("[data-form=filters]"), list = find("[data-reports]"), further = find("[data-further]");
const POINT = /^#at=(-?[\d.]+),(-?[\d.]+)$/;
const ground = find("[data-map]"), side = find("[data-map-side]");
let filters = {}, next = "", round = 0, opening = null;

async function askPage() {
  const query = new URLSearchParams(writeFilters(filters));
  if (next) query.set("after", next);
  const reply = await send("GET", `/reports?${query}`);
  if (reply.ok) next = reply.body.next;
  return reply;
}

// The next reports that fit, or the reply that failed.
async function askMore() {
  let reply = await askPage();
  for (let page = 1; page < MOST_SHORT_PAGES && reply.ok && next && !reply.body.reports.length; page += 1) reply = await askPage();
  return reply;
}

async function showMore() {
  const own = round;
  list.setAttribute("aria-busy", "true");
  const reply = await askMore();
  if (own !== round) return null;
  list.setAttribute("aria-busy", "false");
  find("[data-failed]").hidden = reply.ok;
  if (!reply.ok) { find("[data-why]").textContent = problems(reply)[0][1]; return null; }
  const cards = reply.body.reports.map(cardOf);
  list.append(...cards);
  further.hidden = !next;
  tell();
  return cards[0];
}

function tell() {
  const count = list.childElementCount;
  find("[data-found]").textContent = count || next ? say("shown", count) : say("nothing-found");
  find("[data-none]").hidden = count > 0 || Boolean(next);
}

function showFeed() {
  const [kind, value] = feedOf(filters), link = find("[data-feed]");
  link.href = `/api/v1/report-feeds/${kind}/${value}`;
  const followed = FOLLOWED.find((name) => filters[name]);
  find("[data-tell-me]").hash = followed ? `${followed}=${filters[followed]}` : "";
  link.textContent = kind === "all" ? say("feed-all") : say("feed-of", say(`${kind}-${value}`, "", value));
}

// Shows what the address asks for.
async function showChosen() {
  const read = readFilters(location.hash);
  if (!read) return;
  [filters, next] = [read, ""];
  round += 1;
  for (const field of form.querySelectorAll("[name]")) {
    if (field.type === "checkbox") field.checked = Boolean(filters[field.name]);
    else field.value = filters[field.name] || "";
  }
  list.replaceChildren();
  further.hidden = true;
  showFeed();
  const point = pointOf(location.hash);
  if (point) showMap();
  opening?.then((map) => map?.filterMap(filters, point));
  await showMore();
}

// The place that a report's page leads to.
function pointOf(hash) {
  const [, lat, long] = hash.match(POINT) || [];
  return lat && { lat: Number(lat), long: Number(long) };
}

// The map comes with what it needs when it is asked for, or when there is room beside the list and it is in sight.
function showMap() {
  side.hidden = false;
  opening ??= openMap();
  return opening;
}

async function openMap() {
  try {
    const map = await import("./map.js");
    await map.openMap(ground, filters, pointOf(location.hash));
    return map;
  } catch (error) {
    console.error(error);
    find("[data-in-sight]").textContent = say("no-map");
    opening = null;
    return null;
  }
}

function showMapInSight() {
  side.hidden = false;
  const seeing = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    seeing.disconnect();
    showMap();
  });
  seeing.observe(ground);
}

find("[data-open-map]").onclick = async ({ currentTarget: button }) => {
  button.hidden = Boolean(await showMap());
  find("#map").focus();
};

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", () => { location.hash = writeFilters(Object.fromEntries(new FormData(form))) || "all="; });
find("[data-retry]").onclick = showMore;
further.onclick = async () => (await showMore())?.querySelector("a").focus();
addEventListener("hashchange", showChosen);
find("[data-filters]").open = matchMedia("(min-width: 44rem)").matches || Boolean(writeFilters(readFilters(location.hash) || {}));
if (matchMedia("(min-width: 62rem)").matches) showMapInSight();
start();
showChosen();
