// Whether a history is as it was written: each line's digest is made of the line before it, as docs/architecture.md says.
const MASK = "•••";

async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A text counts by its own digest, as private numbers in it are not shown.
async function digestOf(previous, { digest: _, text_digest, ...line }) {
  const told = { ...line, text: text_digest };
  return digest(previous + JSON.stringify(Object.fromEntries(Object.keys(told).sort().map((name) => [name, told[name]]))));
}

const isSaid = async ({ text, text_digest }) => text.includes(MASK) || text_digest === await digest(text);

export async function isIntact(history) {
  let previous = "";
  for (const [number, line] of history.entries()) {
    if (line.n !== number + 1 || line.digest !== await digestOf(previous, line) || !(await isSaid(line))) return false;
    previous = line.digest;
  }
  return true;
}
