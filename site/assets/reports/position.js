// Where the device is, asked once; never rejects.
const PATIENCE = { enableHighAccuracy: true, timeout: 20000, maximumAge: 30000 };
const DENIED = 1;

const round = (degrees) => Math.round(degrees * 1e6) / 1e6;

// { found: { lat, long }, accuracy } in degrees and metres, or { problem }, a word of the page.
export function positionNow() {
  return new Promise((resolve) => {
    const tell = ({ coords }) => resolve({ found: { lat: round(coords.latitude), long: round(coords.longitude) }, accuracy: coords.accuracy });
    const fail = ({ code }) => resolve({ problem: code === DENIED ? "position-refused" : "position-unknown" });
    navigator.geolocation.getCurrentPosition(tell, fail, PATIENCE);
  });
}
