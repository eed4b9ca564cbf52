/** What is to be said of a question, put where it belongs. */

/**
 * @typedef {object} Note
 * @property {string} field The form's name of what it is about; empty for the question itself.
 * @property {boolean} stops
 * @property {string} said
 * @property {string} why
 */

/** @param {HTMLElement} form @param {Note[]} notes */
export function showNotes(form, notes) {
  /** @type {Map<HTMLElement, HTMLElement[]>} */
  const places = new Map();
  for (const place of form.querySelectorAll("[data-notes]")) {
    places.set(/** @type {HTMLElement} */ (place), []);
  }
  const byName = new Map([...places.keys()].map((place) => [place.dataset.notes, place]));
  for (const note of notes) {
    const place = byName.get(note.field) ?? byName.get(note.field.split(".")[0]) ?? byName.get("");
    if (place) places.get(place)?.push(drawn(form, note));
  }
  for (const [place, lines] of places) {
    const now = lines.map((line) => line.textContent).join();
    if (now !== [...place.children].map((line) => line.textContent).join()) {
      place.replaceChildren(...lines);
    }
  }
}

/** @param {HTMLElement} form @param {Note} note */
function drawn(form, { stops, said, why }) {
  const part = form.querySelector(stops ? "#note-stops" : "#note-weighs");
  const made = /** @type {HTMLTemplateElement} */ (part).content.firstElementChild;
  const line = /** @type {HTMLElement} */ (
    document.importNode(/** @type {Element} */ (made), true)
  );
  for (const [name, words] of Object.entries({ said, why })) {
    const slot = line.querySelector(`[data-slot="${name}"]`);
    if (slot) slot.textContent = words;
  }
  return line;
}
