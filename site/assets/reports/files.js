// The pictures, the video or the sound of a report: drawn without place and camera, kept with the draft, and shown.
import { drawPicture } from "../account/picture.js";
import { find, say, show, tag } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";
import { placeOf } from "./exif.js";
import { recordingOf } from "./recording.js";
import { setPlace } from "./place.js";

const MOST_PHOTOS = 3, HEAD_BYTES = 256 * 1024, MEGABYTE = 1e6;
const form = find("[data-form=report]"), offer = find("[data-photo-place]");
let media, changed;

// Shows what a draft has; `whenChanged` gets the list each time that it is another one.
export function showMedia(kept, whenChanged) {
  [media, changed] = [kept, whenChanged];
  offer.hidden = true;
  find("[data-media]").replaceChildren(...media.map(row));
}

function keep(list) {
  showMedia(list, changed);
  changed(list);
}

form.elements.photos.onchange = async ({ target }) => {
  const files = [...target.files];
  target.value = "";
  const photos = media.filter(({ slot }) => slot.startsWith("photo"));
  if (!files.length) return;
  if (photos.length + files.length > MOST_PHOTOS) { show(form, [["photos", say("photos-many")]]); return; }
  const drawn = await Promise.all(files.map(draw));
  show(form, drawn.includes(null) ? [["photos", say("picture-type")]] : []);
  keep(numbered([...photos, ...drawn.filter(Boolean)]));
  await offerPlace(files);
};

// What has arrived in another place counts as not sent.
function numbered(photos) {
  return photos.map((one, number) => {
    const slot = `photo-${number + 1}`;
    return { ...one, slot, is_sent: one.is_sent && one.slot === slot };
  });
}

async function draw(file) {
  const picture = await drawPicture(file, document.createElement("canvas")).catch(() => null);
  return picture && { slot: "", name: file.name, blob: await picture.jpeg(), is_sent: false };
}

async function offerPlace(files) {
  const places = await Promise.all(files.map(async (file) => placeOf(await file.slice(0, HEAD_BYTES).arrayBuffer())));
  const found = places.find(Boolean);
  offer.hidden = !found || Boolean(form.elements.lat.value);
  find("[data-use-place]").onclick = () => { setPlace(found, "place-photo"); offer.hidden = true; find("#place").focus(); };
}

form.elements.recording.onchange = ({ target }) => {
  const [file] = target.files;
  target.value = "";
  if (!file) return;
  const { type, slot, problem } = recordingOf(file);
  show(form, problem ? [["recording", say(problem)]] : []);
  if (!problem) keep([{ slot, name: file.name, blob: new Blob([file], { type }), is_sent: false }]);
};

function sizeWords(bytes) {
  const [unit, size] = bytes < MEGABYTE ? ["kilobyte", 1000] : ["megabyte", MEGABYTE];
  return new Intl.NumberFormat(tag, { style: "unit", unit, maximumSignificantDigits: 2 }).format(bytes / size);
}

function row(one) {
  const isPhoto = one.slot.startsWith("photo");
  const made = fromTemplate("medium", { name: one.name, size: sizeWords(one.blob.size), kind: say(isPhoto ? "kind-photo" : `kind-${one.slot}`) });
  const [canvas, turn] = ["canvas", "[data-turn]"].map((part) => made.querySelector(part));
  canvas.hidden = turn.hidden = !isPhoto;
  canvas.ariaLabel = one.name;
  if (isPhoto) showPhoto(one, canvas, turn);
  made.querySelector("[data-remove]").onclick = () => {
    const left = media.filter((other) => other !== one);
    keep(isPhoto ? numbered(left) : left);
    form.elements[isPhoto ? "photos" : "recording"].focus();
  };
  return made;
}

async function showPhoto(one, canvas, turn) {
  const drawn = await drawPicture(one.blob, canvas);
  turn.onclick = async () => {
    drawn.turn();
    Object.assign(one, { blob: await drawn.jpeg(), is_sent: false });
    changed(media);
  };
}
