/** Digits large enough to press, for a field that takes a number. */
import { onButtons } from "../../survey/pages/scripts/parts.js";

/**
 * Let `keypad` write into `field`, and keep the system's own keyboard away.
 *
 * @param {HTMLElement} keypad
 * @param {HTMLInputElement} field
 * @param {number} longest How many digits fit.
 */
export function connectKeypad(keypad, field, longest) {
  field.inputMode = "none";

  /** @param {string} value */
  function write(value) {
    field.value = value.slice(0, longest);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  onButtons(keypad, {
    digit: (button) => write(field.value + button.textContent?.trim()),
    erase: () => write(field.value.slice(0, -1)),
  });
}
