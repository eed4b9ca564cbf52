/** The receipt code of a submission, as `survey/intake/receipts.py` reads it. */
import { fill } from "./parts.js";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PRIME = 1021;

/** In groups of four. @param {string} id 128 bits in hex. */
export function receiptCode(id) {
  let bits = "00";
  let rest = 0;
  for (const digit of id) {
    const value = Number.parseInt(digit, 16);
    bits += value.toString(2).padStart(4, "0");
    rest = (rest * 16 + value) % PRIME;
  }
  bits += rest.toString(2).padStart(10, "0");
  const fives = bits.match(/.{5}/g) ?? [];
  const letters = fives.map((five) => LETTERS[Number.parseInt(five, 2)]).join("");
  return (letters.match(/.{4}/g) ?? []).join("-");
}

/** Show the code where the screen has a place for it. @param {HTMLElement} screen @param {string} id */
export function showReceipt(screen, id) {
  const place = screen.querySelector("[data-receipt]");
  if (!(place instanceof HTMLElement)) return;
  fill(place, "receipt", receiptCode(id));
  place.hidden = false;
}
