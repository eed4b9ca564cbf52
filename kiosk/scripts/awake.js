/** Keeps the screen lit while it is seen, where the browser can. */

/** Ask for it now, and anew each time the screen is seen again: a browser lets go meanwhile. */
export function stayAwake() {
  document.addEventListener("visibilitychange", () => document.hidden || hold());
  hold();
}

/** A browser that will not is left alone: docs/tablets.md says how to set the tablet itself. */
async function hold() {
  try {
    await navigator.wakeLock.request("screen");
  } catch {
    // Its battery is low, or it has no such thing.
  }
}
