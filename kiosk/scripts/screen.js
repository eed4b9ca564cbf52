/** The tablet's one screen: a room at a time, with its title, its focus and its ways to move. */
import { one, partsIn } from "../../survey/pages/scripts/parts.js";
import { makeHeading } from "../../survey/pages/scripts/stage.js";
import { makeScrollable } from "./scrolling.js";
import { fetchPage } from "./server.js";

/**
 * @typedef {object} Screen
 * @property {HTMLElement} place Where rooms stand.
 * @property {HTMLElement} corner Beside the tools: languages, or the way to stop.
 * @property {import("../../survey/pages/scripts/parts.js").Parts} part In the language spoken now.
 * @property {(language: string) => Promise<void>} speak
 * @property {(room: HTMLElement) => void} show
 * @property {(name: string, fill?: (room: HTMLElement) => void) => HTMLElement} tell
 */

/** @param {() => void} changed Called for each new room. @returns {Screen} */
export function makeScreen(changed) {
  const place = one(document, "main.place");
  const corner = one(document, ".corner");
  let part = partsIn(ownParts());
  let shown = false;

  return {
    place,
    corner,
    part: (name) => part(name),
    async speak(language) {
      const { lang, dir } = document.documentElement;
      if (language === lang) return;
      const page = await fetchPage(`/k/?lang=${language}`);
      if (page.documentElement.lang !== language) return;
      part = partsIn(page);
      document.documentElement.lang = language;
      document.documentElement.dir = page.documentElement.dir || dir;
      for (const slot of one(document, ".tools").querySelectorAll("[data-slot]")) {
        const name = /** @type {HTMLElement} */ (slot).dataset.slot;
        slot.textContent = one(page, `.tools [data-slot="${name}"]`).textContent;
      }
    },
    show(room) {
      corner.replaceChildren();
      place.replaceChildren(room);
      place.classList.remove("scrolls");
      changed();
    },
    tell(name, fill = () => {}) {
      const room = part(name);
      room.dataset.room = name;
      fill(room);
      corner.replaceChildren();
      place.replaceChildren(room);
      arrive(makeHeading(one(room, "[data-heading]")), shown);
      shown = true;
      makeScrollable(room, part("updown"))();
      changed();
      return room;
    },
  };
}

/** The tablet's parts, taken out of the page: an interview brings some of the same name. */
function ownParts() {
  const parts = document.createDocumentFragment();
  parts.append(...document.querySelectorAll("template"));
  return parts;
}

/** @param {HTMLElement} heading @param {boolean} focus Not for the first: a page load needs none. */
function arrive(heading, focus) {
  document.title = `${heading.textContent?.trim()} – Lydhør`;
  if (focus) heading.focus({ preventScroll: true });
}
