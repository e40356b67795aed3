// Where a photo was taken, as its camera wrote it (Exif in JPEG): pure, and tested without a browser.
const JPEG = 0xffd8, APP1 = 0xffe1, SCAN = 0xffda, EXIF = 0x45786966, LITTLE = 0x4949;
const GPS = 0x8825, SOUTH_OR_NORTH = 1, LATITUDE = 2, WEST_OR_EAST = 3, LONGITUDE = 4;

// { lat, long } of the beginning of a file (an ArrayBuffer), or null where it tells none.
export function placeOf(buffer) {
  try {
    const view = new DataView(buffer);
    const start = view.getUint16(0) === JPEG ? findTiff(view) : 0;
    return start ? readPlace(view, start) : null;
  } catch (error) {
    if (error instanceof RangeError) return null; // it points beyond its end
    throw error;
  }
}

function findTiff(view) {
  for (let at = 2; view.getUint16(at) !== SCAN; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint16(at) === APP1 && view.getUint32(at + 4) === EXIF) return at + 10;
  }
  return 0;
}

function readPlace(view, start) {
  const isLittle = view.getUint16(start) === LITTLE;
  const tags = (at) => readTags(view, start + at, isLittle);
  const gps = tags(view.getUint32(start + 4, isLittle)).get(GPS);
  const found = gps && tags(view.getUint32(gps, isLittle));
  if (!found?.has(LATITUDE) || !found.has(LONGITUDE)) return null;
  const degrees = (tag, of, negative) => {
    const sign = String.fromCharCode(view.getUint8(found.get(of) ?? start)) === negative ? -1 : 1;
    return sign * readDegrees(view, start + view.getUint32(found.get(tag), isLittle), isLittle);
  };
  const [lat, long] = [degrees(LATITUDE, SOUTH_OR_NORTH, "S"), degrees(LONGITUDE, WEST_OR_EAST, "W")];
  return Number.isFinite(lat) && Number.isFinite(long) ? { lat, long } : null;
}

// Where the value of each tag stands, or where it is pointed to.
function readTags(view, at, isLittle) {
  const count = view.getUint16(at, isLittle);
  return new Map(Array.from({ length: count }, (_, n) => [view.getUint16(at + 2 + n * 12, isLittle), at + 10 + n * 12]));
}

// Degrees, minutes and seconds, each a fraction.
function readDegrees(view, at, isLittle) {
  const part = (n) => view.getUint32(at + n * 8, isLittle) / view.getUint32(at + n * 8 + 4, isLittle);
  return Math.round((part(0) + part(1) / 60 + part(2) / 3600) * 1e6) / 1e6;
}
