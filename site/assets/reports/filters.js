// Which reports are asked for, as the address, the API and the map understand it: pure, and tested without a browser.
const NAMES = ["category", "ward", "unit", "status", "late"];
const FEEDS = ["unit", "ward", "category"];

// What stands behind the # of an address; null for what is no filter, such as the way to the content.
export function readFilters(hash) {
  const text = hash.replace(/^#/, "");
  if (text && !text.includes("=")) return null;
  const given = new URLSearchParams(text);
  return Object.fromEntries(NAMES.filter((name) => given.get(name)).map((name) => [name, given.get(name)]));
}

export const writeFilters = (filters) => `${new URLSearchParams(NAMES.filter((name) => filters[name]).map((name) => [name, filters[name]]))}`;

// Whether the list would show this report.
export function fits(report, { category, ward, unit, status, late }) {
  const isSame = (name, wanted) => !wanted || report[name] === wanted;
  const isWanted = !status || report.is_open === (status === "open");
  return isSame("category", category) && isSame("ward", ward) && isSame("unit", unit) && isWanted && (!late || report.is_late);
}

// The feed that comes nearest: [kind, value].
export function feedOf(filters) {
  const kind = FEEDS.find((name) => filters[name]);
  return kind ? [kind, filters[kind]] : ["all", "all"];
}
