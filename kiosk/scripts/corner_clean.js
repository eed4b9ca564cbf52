/** A while in which the screen can be wiped: nothing can be pressed, and seconds are counted. */
import { one } from "../../survey/pages/scripts/parts.js";
import { CLEANING } from "./settings.js";

const SECOND = 1000;

const TOUCHES = [
  "pointerdown",
  "pointermove",
  "pointerup",
  "pointercancel",
  "mousedown",
  "mouseup",
  "touchstart",
  "touchend",
  "click",
  "keydown",
  "keyup",
  "contextmenu",
];

/** @param {import("./corner.js").Host} host */
export function clean({ screen, signal, menu }) {
  const room = screen.tell("corner_clean");
  const wiping = new AbortController();
  const until = Date.now() + CLEANING;
  for (const touch of TOUCHES) {
    addEventListener(touch, ignore, { capture: true, passive: false, signal: wiping.signal });
  }
  const timer = setInterval(count, SECOND);
  signal.addEventListener("abort", stop, { signal: wiping.signal });
  count();

  function count() {
    const left = Math.ceil((until - Date.now()) / SECOND);
    if (left > 0) return tell(room, left);
    stop();
    menu();
  }

  function stop() {
    clearInterval(timer);
    wiping.abort();
  }
}

/** @param {Event} event */
function ignore(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** @param {HTMLElement} room @param {number} left */
function tell(room, left) {
  const line = one(room, '[data-slot="left"]');
  const sentence = left === 1 ? line.dataset.one : line.dataset.text;
  line.textContent = (sentence ?? "").replace("{count}", String(left));
}
