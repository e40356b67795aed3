// The buttons on pages of places and alerts: save this place, follow warnings of this kind. They show when this script runs.
import { changeKept, kept } from "./kept.js";
import { isSame, withFollowed, withPlace, withoutPlace } from "./choices.js";

function placeOf({ place, latitude, longitude }) {
  return { name: place, latitude: Number(latitude), longitude: Number(longitude) };
}

const KINDS = {
  save: {
    isOn: (mine, data) => mine.saved_places.some((one) => isSame(one, placeOf(data))),
    change: (mine, data, isOn) => (isOn ? withPlace : withoutPlace)(mine, placeOf(data)),
  },
  follow: {
    isOn: (mine, { topic }) => mine.followed_alerts.includes(topic),
    change: (mine, { topic }, isOn) => withFollowed(mine, topic, isOn),
  },
};

function offer(button) {
  const { isOn, change } = KINDS[button.dataset.mine];
  const told = button.parentElement.querySelector("[role=status]");
  const display = () => button.setAttribute("aria-pressed", isOn(kept(), button.dataset));
  button.onclick = async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    const wish = button.getAttribute("aria-pressed") !== "true";
    const isKept = await changeKept((mine) => change(mine, button.dataset, wish)).then(() => true, () => false);
    button.setAttribute("aria-disabled", "false");
    told.textContent = isKept ? "" : button.dataset.failed;
    display();
  };
  display();
  button.parentElement.hidden = false;
}

document.querySelectorAll("[data-mine]").forEach(offer);
