/**
 * Single keys for pages where the same few buttons are pressed again and again. A key presses the
 * button that names it in `data-key`. They can be switched off, and the browser remembers it; while
 * somebody writes, a key is a letter.
 */

const OFF = "lydhoer.shortcuts.off";
const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select";

/** @returns {boolean} */
function areOff() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false;
  }
}

/** @param {boolean} off */
function keepOff(off) {
  try {
    if (off) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch {
    // It holds for this page all the same.
  }
}

/** @param {Document} page */
export function watchShortcuts(page) {
  const list = page.querySelector("[data-shortcuts]");
  const tick = /** @type {HTMLInputElement | null} */ (list?.querySelector("input") ?? null);
  if (!(list instanceof HTMLElement) || !tick) return;
  list.hidden = false;
  tick.checked = !areOff();
  tick.addEventListener("change", () => keepOff(!tick.checked));
  page.addEventListener("keydown", (event) => {
    if (tick.checked && isPlain(event)) press(page, event);
  });
}

/** @param {KeyboardEvent} event */
function isPlain(event) {
  const isWritten = event.target instanceof Element && event.target.matches(FIELDS);
  return !isWritten && !(event.ctrlKey || event.altKey || event.metaKey || event.repeat);
}

/** @param {Document} page @param {KeyboardEvent} event */
function press(page, event) {
  const key = event.key.toLowerCase();
  const keyed = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-key]")]);
  const wanted = keyed.find((one) => one.dataset.key === key);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("button")) wanted.click();
  else wanted.focus();
}
