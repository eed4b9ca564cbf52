/** What can be chosen on the screen, in the order in which it is read. */

const CONTROLS = "button, label.tile";

/** What comes first: a question asked in between, then the answers, then the moves, then the rest. */
const ORDER = [".asking *", ".tile, .choices *", "main *"];

/**
 * Everything that can be pressed now. A dialog shuts out what is behind it.
 *
 * @returns {HTMLElement[]}
 */
export function stopsOnScreen() {
  const room = document.querySelector("dialog[open]") ?? document;
  const stops = /** @type {HTMLElement[]} */ ([...room.querySelectorAll(CONTROLS)]);
  return stops.filter(isShown).sort((one, other) => rank(one) - rank(other));
}

/** Bring `stop` into view, and the focus to it, so that a screen reader follows. @param {HTMLElement} stop */
export function goTo(stop) {
  (stop.querySelector("input") ?? stop).focus({ preventScroll: true });
  stop.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Back to the head of the screen, where it says what this is about. */
export function goToTop() {
  if (document.querySelector("dialog[open]")) return;
  for (const area of document.querySelectorAll("main .middle, main .screen")) area.scrollTop = 0;
  const heading = [...document.querySelectorAll("h1")].find(isShown);
  heading?.focus({ preventScroll: true });
}

/** @param {HTMLElement} stop */
function rank(stop) {
  const found = ORDER.findIndex((selector) => stop.matches(selector));
  return found < 0 ? ORDER.length : found;
}

/** @param {HTMLElement} element */
function isShown(element) {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
}
