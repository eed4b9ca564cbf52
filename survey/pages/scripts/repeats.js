/** The filter against presses that come twice, from tremor or from habit. */
import { AFTER_SCREEN, REPEAT } from "./settings.js";

/**
 * @typedef {object} Repeats
 * @property {(control: object) => boolean} admits True when a press on `control`, or of a key, counts.
 * @property {() => void} settle A new screen has come: nothing counts for a moment.
 */

/** @returns {Repeats} */
export function makeRepeats() {
  /** @type {WeakMap<object, number>} */
  const counted = new WeakMap();
  let quietUntil = Number.NEGATIVE_INFINITY;
  return {
    admits(control) {
      const now = performance.now();
      const before = counted.get(control) ?? Number.NEGATIVE_INFINITY;
      if (now < quietUntil || now - before < REPEAT) return false;
      counted.set(control, now);
      return true;
    },
    settle() {
      quietUntil = performance.now() + AFTER_SCREEN;
    },
  };
}
