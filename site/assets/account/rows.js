// Rows of lists, made from the templates of a page.

// A copy of the template of this name with its [data-slot]s filled.
export function fromTemplate(name, slots) {
  const made = document.querySelector(`template[data-row="${name}"]`).content.firstElementChild.cloneNode(true);
  for (const place of made.querySelectorAll("[data-slot]")) place.textContent = slots[place.dataset.slot] ?? "";
  return made;
}
