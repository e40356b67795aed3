// Choosing a place on our map: a tap sets the pin, or a button for what is in the middle; the pin can be dragged.
import { DivIcon, Marker } from "../vendor/leaflet.js";
import { find } from "../account/form.js";
import { makeGround } from "./ground.js";

const SIDE = 28, TIP = Math.round(SIDE * Math.SQRT1_2 + SIDE / 2); // of a square that stands on its corner

// Calls `choose` with { lat, long }; promises a function that shows another point, or none.
export async function choosePlace(element, point, choose) {
  const map = await makeGround(element, point);
  const icon = new DivIcon({ className: "pin", iconSize: [SIDE, SIDE], iconAnchor: [SIDE / 2, TIP] });
  const pin = new Marker(map.getCenter(), { icon, draggable: true, keyboard: false });
  const chosen = ({ lat, lng }) => choose({ lat, long: lng });
  map.on("click", ({ latlng }) => chosen(latlng));
  pin.on("dragend", () => chosen(pin.getLatLng()));
  find("[data-pin-middle]").onclick = () => chosen(map.getCenter());
  const show = (shown) => {
    if (!shown) { pin.remove(); return; }
    pin.setLatLng([shown.lat, shown.long]).addTo(map);
    if (!map.getBounds().contains(pin.getLatLng())) map.panTo(pin.getLatLng());
  };
  show(point);
  return show;
}
