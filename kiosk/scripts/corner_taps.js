/**
 * The staff's knock: five taps in the top left corner within three seconds. A tool that stands
 * there goes on working; its own taps count as well.
 */
import { LATE_CLICK } from "../../survey/pages/scripts/settings.js";
import { KNOCK } from "./settings.js";

const TAPS = 5;

/** Side of the corner in rem: a tool of the smallest size, and the edge around it. */
const SIDE = 8;

/** Rooms where nobody is answering. In all others a hand that trembles may knock as it likes. */
const RESTING = new Set(["attract", "none", "away"]);

/** @param {HTMLElement} place Where rooms stand. @param {() => void} open */
export function awaitKnock(place, open) {
  /** @type {number[]} */
  let taps = [];

  document.addEventListener(
    "pointerup",
    (event) => {
      if (!event.isPrimary || !isInCorner(event) || !isResting(place)) {
        taps = [];
        return;
      }
      const now = performance.now();
      taps = [...taps.filter((tap) => now - tap < KNOCK), now];
      if (taps.length < TAPS) return;
      taps = [];
      keepFocus();
      open();
    },
    { capture: true },
  );
}

/** After a touch the browser plays a mouse, which would take the focus from the new heading. */
function keepFocus() {
  const how = { capture: true, signal: AbortSignal.timeout(LATE_CLICK) };
  document.addEventListener("mousedown", (event) => event.preventDefault(), how);
}

/** @param {PointerEvent} event */
function isInCorner({ clientX, clientY }) {
  const side = SIDE * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return clientX < side && clientY < side;
}

/** @param {HTMLElement} place */
function isResting(place) {
  const room = place.querySelector("[data-room]");
  return room instanceof HTMLElement && RESTING.has(room.dataset.room ?? "");
}
