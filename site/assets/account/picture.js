// Pictures as they are sent: upright, no larger than is needed to read small print, and without place or camera.
const LONGEST_SIDE = 2400;
const QUALITY = 0.9;

// Draws a file on `canvas`: { jpeg, turn }, where `turn` draws it a quarter further round and `jpeg()` promises what is
// sent, made while its owner still looks at it. Rejects where the browser cannot read the file.
export async function drawPicture(file, canvas) {
  const picture = await createImageBitmap(file);
  let turns = 0, made;
  const draw = () => { drawTurned(picture, canvas, turns); made = toJpeg(canvas); };
  draw();
  return { jpeg: () => made, turn() { turns = (turns + 1) % 4; draw(); } };
}

function drawTurned(picture, canvas, turns) {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width * scale, picture.height * scale].map(Math.round);
  [canvas.width, canvas.height] = turns % 2 ? [height, width] : [width, height];
  const pen = canvas.getContext("2d");
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate(turns * Math.PI / 2);
  pen.drawImage(picture, -width / 2, -height / 2, width, height);
}

const toJpeg = (canvas) => new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", QUALITY); });
