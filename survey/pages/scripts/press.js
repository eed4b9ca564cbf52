/**
 * Pressing with an unsteady hand. A touch that begins and ends on the same control counts, whatever
 * it did in between and however long it took; a browser's own click would be lost at the first
 * drift. Mouse, keyboard and screen readers keep the browser's click.
 */
import { makeRepeats } from "./repeats.js";
import { LATE_CLICK } from "./settings.js";

const CONTROLS = "button, label.tile";
const FINGERS = ["touch", "pen"];
const FIELDS = 'input[type="text"], textarea';

/**
 * @typedef {object} Pressed
 * @property {Element} control
 * @property {number} pointer
 */

/**
 * Watch every control inside `root`, also those that come later.
 *
 * @param {HTMLElement | Document} root
 * @param {(control: Element) => void} [counted] Called for each press that counts.
 * @param {AbortSignal} [signal] Ends it.
 * @returns {{ settle: () => void }} `settle` is for a new screen: presses wait a moment.
 */
export function watchPresses(root, counted = () => {}, signal = undefined) {
  const repeats = makeRepeats();
  /** @type {Pressed | null} */
  let held = null;
  let acting = false;
  let lateUntil = Number.NEGATIVE_INFINITY;

  /** @param {Element} control */
  function act(control) {
    counted(control);
    acting = true;
    press(control);
    acting = false;
  }

  /** @param {PointerEvent} event */
  function down(event) {
    const control = controlAt(event.target);
    if (!control || held || event.pointerType === "mouse") return;
    held = { control, pointer: event.pointerId };
    control.setPointerCapture(event.pointerId);
    control.classList.add("pressed");
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (held?.pointer !== event.pointerId) return;
    held.control.classList.toggle("pressed", isInside(held.control, event));
  }

  /** @param {PointerEvent} event */
  function up(event) {
    if (held?.pointer !== event.pointerId) return;
    const { control } = held;
    letGo();
    lateUntil = performance.now() + LATE_CLICK;
    if (isInside(control, event) && repeats.admits(control)) act(control);
  }

  /** @param {PointerEvent} event */
  function cancel(event) {
    if (held?.pointer === event.pointerId) letGo();
  }

  function letGo() {
    held?.control.classList.remove("pressed");
    held = null;
  }

  /**
   * The browser's click on a button or an input stands as it is: a click made inside one that came
   * from a key would be dropped. A label's click is done at once, or its input would count again.
   * One that a finger left behind never counts: the finger has, when it was let go.
   *
   * @param {MouseEvent} event
   */
  function click(event) {
    const control = controlAt(event.target);
    if (acting || !control) return;
    const counts = !isLeftBehind(event) && repeats.admits(control);
    const stands = control.matches("button") || event.target instanceof HTMLInputElement;
    if (counts && stands) return counted(control);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (counts) act(control);
  }

  /**
   * A busy tablet may be late with it; those that do not tell what made a click are given a moment.
   *
   * @param {MouseEvent | PointerEvent} event
   */
  function isLeftBehind(event) {
    const made = "pointerType" in event ? event.pointerType : "";
    return FINGERS.includes(made) || performance.now() < lateUntil;
  }

  /**
   * After a touch the browser plays a mouse, which would take the focus from the new screen's
   * heading. Only a field may have it.
   *
   * @param {Event} event
   */
  function mouse(event) {
    const { target } = event;
    const isField = target instanceof Element && target.matches(FIELDS);
    if (performance.now() < lateUntil && !isField) event.preventDefault();
  }

  /** @type {[string, (event: any) => void][]} */
  const watched = [
    ["pointerdown", down],
    ["pointermove", move],
    ["pointerup", up],
    ["pointercancel", cancel],
    ["mousedown", mouse],
    ["click", click],
    ["contextmenu", refuseOnControls],
    ["dragstart", refuseOnControls],
  ];
  for (const [name, listener] of watched) {
    root.addEventListener(name, listener, { capture: true, signal });
  }
  return { settle: repeats.settle };
}

/** Holding a finger opens no menu and drags nothing. @param {Event} event */
function refuseOnControls(event) {
  if (controlAt(event.target)) event.preventDefault();
}

/** @param {EventTarget | null} place */
function controlAt(place) {
  return place instanceof Element ? place.closest(CONTROLS) : null;
}

/** Do what the browser's own click would do, but leave the focus alone. @param {Element} control */
function press(control) {
  const input = control.querySelector("input");
  (input ?? /** @type {HTMLElement} */ (control)).click();
}

/** @param {Element} control @param {PointerEvent} event */
function isInside(control, { clientX, clientY }) {
  const box = control.getBoundingClientRect();
  return clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
}
