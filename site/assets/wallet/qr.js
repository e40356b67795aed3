// The picture of a code, as the API draws it.
export function showQr(place, svg) {
  place.replaceChildren(new DOMParser().parseFromString(svg, "text/html").querySelector("svg"));
}
