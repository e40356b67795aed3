// Tiles of a map in Web Mercator, as all web maps count them, and what fits beside what: pure, and tested without a browser.
export const TILE_ZOOM = 15; // of the API: about 1.2 kilometres in Huế

function tileOf({ lat, lng }) {
  const side = 2 ** TILE_ZOOM, up = Math.asinh(Math.tan(lat * Math.PI / 180));
  return { x: Math.floor((lng + 180) / 360 * side), y: Math.floor((1 - up / Math.PI) / 2 * side) };
}

// Those that a view touches, from its north-west to its south-east corner.
export function tilesOf(northWest, southEast) {
  const [first, last] = [tileOf(northWest), tileOf(southEast)], tiles = [];
  for (let y = first.y; y <= last.y; y += 1) {
    for (let x = first.x; x <= last.x; x += 1) tiles.push(`${x}/${y}`);
  }
  return tiles;
}

// Which of these boxes ({ left, top, width, height }) can stand without touching one before them.
export function apart(boxes) {
  const taken = [];
  return boxes.map((box) => {
    const isFree = taken.every((other) => box.left + box.width < other.left || other.left + other.width < box.left
      || box.top + box.height < other.top || other.top + other.height < box.top);
    if (isFree) taken.push(box);
    return isFree;
  });
}
