// Reading QR codes: of a picture, or of what a camera sees until there is one.
const FORMATS = { formats: ["qr_code"] };
const LOOK_MS = 120;
let reader; // a promise: found once

// The browser's own reader, where it has one that knows QR codes; ours comes only where it has none.
async function findReader() {
  const own = await window.BarcodeDetector?.getSupportedFormats().catch(() => []);
  const Reader = own?.includes("qr_code") ? window.BarcodeDetector : (await import("../vendor/qr.js")).BarcodeDetector;
  return new Reader(FORMATS);
}

// Its text, or "". Rejects where the reader does not arrive.
async function readCode(picture) {
  reader ??= findReader().catch((error) => { reader = undefined; throw error; });
  const [found] = await (await reader).detect(picture);
  return found?.rawValue ?? "";
}

// The text of a code in a file, or "" where there is none, or no picture.
export async function readPicture(file) {
  const picture = await createImageBitmap(file).catch(() => null);
  return picture ? readCode(picture) : "";
}

// The text of the first code that the camera sees, or "" where `signal` stops it. Rejects where there is no camera to use.
export async function watchCamera(video, signal) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  try {
    video.srcObject = stream;
    await video.play();
    while (!signal.aborted) {
      const text = await readCode(video);
      if (text) return text;
      await new Promise((resolve) => { setTimeout(resolve, LOOK_MS); });
    }
    return "";
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}
