// Whether a history is as it was written: each line's digest is made of the line before it, as docs/architecture.md says.
async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function digestOf(previous, { digest: _, ...line }) {
  const told = { ...line, text: await digest(line.text) };
  return digest(previous + JSON.stringify(Object.fromEntries(Object.keys(told).sort().map((name) => [name, told[name]]))));
}

export async function isIntact(history) {
  let previous = "";
  for (const [number, line] of history.entries()) {
    if (line.n !== number + 1 || line.digest !== await digestOf(previous, line)) return false;
    previous = line.digest;
  }
  return true;
}
