// The photos of what was done, which go with an answer: drawn without place and camera, and at the city before the answer is.
import { drawPicture } from "../account/picture.js";
import { find, mistake, say, send, show } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";
import { upload } from "../account/upload.js";

const MOST = 3, SLOTS = 12;
const form = find("[data-form=move]"), field = find("#move-after");
let photos = [];

export const hasPhotos = () => photos.length > 0;

export function clearPhotos() {
  keep([]);
}

function keep(list) {
  photos = list;
  find("[data-after]").replaceChildren(...photos.map(({ row }) => row));
}

field.onchange = async () => {
  const files = [...field.files];
  field.value = "";
  if (photos.length + files.length > MOST) { show(form, [["after", say("photos-many")]]); return; }
  const drawn = await Promise.all(files.map(draw));
  show(form, drawn.includes(null) ? [["after", say("picture-type")]] : []);
  keep([...photos, ...drawn.filter(Boolean)].slice(0, MOST));
};

// Null where the browser cannot read the file.
async function draw(file) {
  const row = fromTemplate("after", { name: file.name }), canvas = row.querySelector("canvas");
  const picture = await drawPicture(file, canvas).catch(() => null);
  if (!picture) return null;
  const photo = { row, slot: "", blob: await picture.jpeg() };
  canvas.ariaLabel = file.name;
  row.querySelector("[data-remove]").onclick = () => { keep(photos.filter((one) => one !== photo)); field.focus(); };
  return photo;
}

// { ok, slots }, or why one did not arrive; those that did keep their slot, and are not sent again.
export async function sendPhotos(path, media) {
  for (const photo of photos.filter(({ slot }) => !slot)) {
    const reply = await sendPhoto(path, freeSlot(media), photo);
    if (!reply.ok) return reply;
  }
  return { ok: true, slots: photos.map(({ slot }) => slot) };
}

// Neither one that the report has, nor one of these.
function freeSlot(media) {
  const taken = new Set([...media, ...photos].map(({ slot }) => slot));
  return Array.from({ length: SLOTS }, (_, number) => `after-${number + 1}`).find((slot) => !taken.has(slot)) || `after-${SLOTS}`;
}

async function sendPhoto(path, slot, photo) {
  const given = await send("POST", path, { slot, media_type: photo.blob.type });
  if (!given.ok) return given;
  const reply = await upload(given.body, photo.blob, () => {});
  if (!reply.ok) return mistake("after", reply.body.code);
  photo.slot = slot;
  return reply;
}
