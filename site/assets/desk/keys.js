// Single keys of a desk, which everybody can turn off, and which never take a letter from what is typed.
import { find } from "../account/form.js";

const TYPED = "input:not([type=checkbox], [type=radio]), select, textarea";

// `press` gets the key in small letters and says whether it meant something.
export function whenPressed(press) {
  addEventListener("keydown", (event) => {
    const isTyping = event.target.matches(TYPED) && event.key !== "Escape";
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !find("#keys").checked || isTyping) return;
    if (press(event.key.toLowerCase())) event.preventDefault(); // the letter is not typed into the field that it leads to
  });
}
