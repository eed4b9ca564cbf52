/** Up and Down for what does not fit: nothing on the tablet is ever dragged. */

const STOPS = ".tile, .control, .lead, h1, textarea, .kicker";

/** Pixels that do not make it worth a button. */
const SLACK = 2;

/** Pixels left free beside what is scrolled to, for its focus ring. */
const CLEAR = 12;

/**
 * Give `area` its buttons while it holds more than it shows.
 *
 * @param {HTMLElement} area
 * @param {HTMLElement} updown The buttons, from their part.
 * @returns {() => void} Looks anew, as after a new screen.
 */
export function makeScrollable(area, updown) {
  const [up, down] = [...updown.querySelectorAll("button")];
  const frame = /** @type {HTMLElement} */ (area.parentElement);

  function look() {
    frame.classList.remove("scrolls");
    updown.remove();
    if (area.scrollHeight <= area.clientHeight + SLACK) return;
    frame.classList.add("scrolls");
    area.after(updown);
    point();
  }

  function point() {
    const end = area.scrollTop + area.clientHeight;
    up?.classList.toggle("away", area.scrollTop < SLACK);
    down?.classList.toggle("away", end > area.scrollHeight - SLACK);
  }

  updown.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button) area.scrollTop += button.value === "up" ? -stepUp(area) : stepDown(area);
    point();
  });
  area.addEventListener("scroll", point);
  const sizes = new ResizeObserver(look);
  sizes.observe(area);
  for (const part of area.children) sizes.observe(part);
  return look;
}

/** How far down so that what was cut off at the foot comes to the head. @param {HTMLElement} area */
function stepDown(area) {
  const box = area.getBoundingClientRect();
  const cut = stops(area).find(({ bottom }) => bottom > box.bottom + 1);
  return clamp((cut?.top ?? box.bottom) - box.top - CLEAR, box.height);
}

/** How far up so that what was cut off at the head comes to the foot. @param {HTMLElement} area */
function stepUp(area) {
  const box = area.getBoundingClientRect();
  const cut = stops(area)
    .filter(({ top }) => top < box.top - 1)
    .at(-1);
  return clamp(box.bottom - (cut?.bottom ?? box.top) - CLEAR, box.height);
}

/** Never nothing, never more than what is seen. @param {number} step @param {number} height */
function clamp(step, height) {
  return Math.min(Math.max(step, height / 3), height * 0.9);
}

/** @param {HTMLElement} area */
function stops(area) {
  return [...area.querySelectorAll(STOPS)]
    .map((element) => element.getBoundingClientRect())
    .filter(({ height }) => height > 0);
}
