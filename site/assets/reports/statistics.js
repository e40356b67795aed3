// How the city does: numbers by agency and month, with what each of them counts and when, as bars and as tables.
import { find, problems, say, send, start, tag } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";
import { barsOf } from "./bars.js";
import { hueTime } from "./words.js";

const ALL = "all", MOST_BARS = 12, FIRST_OF_MONTH = "-01T12:00Z";
const units = find("#unit"), months = find("#month");
const number = new Intl.NumberFormat(tag), share = new Intl.NumberFormat(tag, { style: "percent" });
let counted;

const monthWords = (month, how) => new Intl.DateTimeFormat(tag, { year: "numeric", month: how, timeZone: "UTC" }).format(new Date(month + FIRST_OF_MONTH));
const unitWords = (unit) => (unit === ALL ? say("whole-city") : say(`unit-${unit || "operations"}`, "", unit));
const option = (value, words) => new Option(words, value);

async function load() {
  const reply = await send("GET", "/report-statistics");
  find("[data-failed]").hidden = reply.ok;
  find("[data-asking]").hidden = true;
  if (!reply.ok) { find("[data-why]").textContent = problems(reply)[0][1]; return; }
  counted = reply.body;
  find("[data-nothing]").hidden = counted.numbers.length > 0;
  find("[data-counted]").hidden = !counted.numbers.length;
  if (counted.numbers.length) fill();
}

function fill() {
  const known = [...new Set(counted.numbers.map(({ unit }) => unit))].map((unit) => [unit, unitWords(unit)]);
  known.sort(([one, words], [other, others]) => (other === ALL) - (one === ALL) || words.localeCompare(others, tag));
  units.replaceChildren(...known.map(([unit, words]) => option(unit, words)));
  months.replaceChildren(...monthsOf(counted.numbers).map((month) => option(month, monthWords(month, "long"))));
  for (const place of document.querySelectorAll("[data-as-of]")) place.textContent = say("as-of", hueTime(counted.as_of));
  find("[data-definitions]").replaceChildren(...figures().map(([, figure]) => fromTemplate("definition", { name: figure.names[tag], words: figure.definitions[tag] })));
  find("[data-files]").replaceChildren(...monthsOf(counted.numbers).map(fileRow));
  showUnit();
  showMonth();
}

const figures = () => Object.entries(counted.definitions);
const monthsOf = (rows) => [...new Set(rows.map(({ month }) => month))].sort().reverse();

function fileRow(month) {
  const made = fromTemplate("file", { month: monthWords(month, "long") });
  Object.assign(made.querySelector("a"), { href: `/api/v1/report-data/${month}`, download: `hue-reports-${month}.csv` });
  return made;
}

// One agency, or the whole city, month by month.
function showUnit() {
  const rows = counted.numbers.filter(({ unit }) => unit === units.value);
  const bars = rows.slice(0, MOST_BARS).reverse().map((one) => ({ label: `${one.month.slice(5)}/${one.month.slice(2, 4)}`, parts: partsOf(one) }));
  find("[data-bars]").replaceChildren(barsOf(bars, number.format));
  showTable("by-month", rows, ({ month }) => monthWords(month, "short"));
}

const partsOf = ({ received, answered, answered_in_time }) => [
  ["in-time", answered_in_time], ["not-in-time", answered - answered_in_time], ["unanswered", received - answered],
];

// One month, agency by agency: who received most comes first.
function showMonth() {
  const rows = counted.numbers.filter(({ month }) => month === months.value);
  rows.sort((one, other) => (other.unit === ALL) - (one.unit === ALL) || other.received - one.received);
  showTable("by-unit", rows, ({ unit }) => unitWords(unit));
}

function showTable(name, rows, words) {
  const table = find(`[data-table=${name}]`);
  const heads = figures().map(([, figure]) => fromTemplate("head", { name: figure.names[tag] }));
  table.tHead.rows[0].replaceChildren(table.tHead.rows[0].cells[0], ...heads);
  table.tBodies[0].replaceChildren(...rows.map((row) => {
    const made = fromTemplate("numbers", { what: words(row) });
    made.append(...figures().map(([figure]) => Object.assign(document.createElement("td"), { textContent: cell(figure, row) })));
    return made;
  }));
}

function cell(figure, row) {
  const value = row[figure];
  if (value === null) return "–";
  const isShared = figure === "answered_in_time" && row.answered;
  return number.format(value) + (isShared ? ` (${share.format(value / row.answered)})` : "");
}

units.onchange = showUnit;
months.onchange = showMonth;
find("[data-retry]").onclick = load;
start();
load();
