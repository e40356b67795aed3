// Which videos and sounds may come with a report: pure, and tested without a browser.
const KINDS = {
  video: ["video/mp4", "video/webm", "video/quicktime"],
  sound: ["audio/mpeg", "audio/mp4", "audio/webm", "audio/ogg"],
};
export const MOST_BYTES = { video: 50 * 1024 * 1024, sound: 10 * 1024 * 1024 };
// Browsers have names of their own for some of them.
const OTHER_NAMES = { "video/x-m4v": "video/mp4", "audio/mp3": "audio/mpeg", "audio/x-m4a": "audio/mp4", "audio/m4a": "audio/mp4" };

// { slot, type } for a file, or { problem }, a word of the page.
export function recordingOf({ type: named, size }) {
  const plain = named.split(";")[0], type = OTHER_NAMES[plain] || plain;
  const slot = Object.keys(KINDS).find((kind) => KINDS[kind].includes(type));
  if (!slot) return { problem: "recording-type" };
  return size > MOST_BYTES[slot] ? { problem: "recording-large" } : { slot, type };
}
