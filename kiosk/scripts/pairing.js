/** Binding a tablet to its centre: six digits, pressed once by the staff. */
import { fill, one } from "../../survey/pages/scripts/parts.js";
import { connectKeypad } from "./keypad.js";
import { pair, Refused } from "./server.js";

const DIGITS = 6;
const COMPLAINTS = { 404: "unknown", 429: "wait" };

/**
 * Show the pairing screen.
 *
 * @param {import("./screen.js").Screen} screen
 * @returns {Promise<import("./server.js").Paired>} When it is paired.
 */
export function pairTablet(screen) {
  const room = screen.tell("pair");
  const field = /** @type {HTMLInputElement} */ (one(room, ".digits"));
  const keypad = screen.part("keypad");
  one(room, "form").append(keypad);
  connectKeypad(keypad, field, DIGITS);
  return new Promise((paired) => {
    one(room, "form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const given = await tryCode(field, room);
      if (given) paired(given);
    });
  });
}

/** @param {HTMLInputElement} field @param {HTMLElement} room */
async function tryCode(field, room) {
  try {
    return await pair(field.value.trim());
  } catch (fault) {
    complain(room, fault instanceof Refused ? fault.status : 0);
    field.value = "";
    field.focus();
    return null;
  }
}

/** @param {HTMLElement} room @param {number} status */
function complain(room, status) {
  const words = one(room, '[data-slot="complaint"]').dataset;
  const name = status ? (COMPLAINTS[/** @type {404 | 429} */ (status)] ?? "unknown") : "away";
  fill(room, "complaint", words[name] ?? "");
}
