// Bars of what was received month by month: in time, late, and not answered yet, one above the other.
const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 160, STEP = 56, WIDTH = 36, HEAD = 22, FOOT = 24;

function make(name, attributes, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

// `rows`: { label, parts: [[class, count]] }, from the bottom up.
export function barsOf(rows, format) {
  const total = ({ parts }) => parts.reduce((sum, [, count]) => sum + count, 0);
  const most = Math.max(...rows.map(total), 1), width = rows.length * STEP;
  const svg = make("svg", { viewBox: `0 0 ${width} ${HEAD + HEIGHT + FOOT}`, width, height: HEAD + HEIGHT + FOOT, class: "bars", "aria-hidden": "true" });
  rows.forEach((row, number) => {
    const middle = number * STEP + STEP / 2;
    let top = HEAD + HEIGHT;
    for (const [kind, count] of row.parts) {
      const height = count / most * HEIGHT;
      top -= height;
      svg.append(make("rect", { x: middle - WIDTH / 2, y: top, width: WIDTH, height, class: kind }));
    }
    svg.append(make("text", { x: middle, y: top - 6 }, format(total(row))), make("text", { x: middle, y: HEAD + HEIGHT + FOOT - 7 }, row.label));
  });
  svg.append(make("path", { d: `M0 ${HEAD + HEIGHT}h${width}`, class: "base" }));
  return svg;
}
