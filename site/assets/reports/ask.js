// Asks before something is gone: a dialog with two buttons.
import { find } from "../account/form.js";

const dialog = find("[data-ask]");

// Promises whether the answer was yes; the focus goes back to where it was.
export function ask(title, text) {
  find("[data-ask-title]").textContent = title;
  find("[data-ask-text]").textContent = text;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => { dialog.onclose = () => resolve(dialog.returnValue === "yes"); });
}
