/** What the staff corner asks of the server; see docs/protocol.md. */
import { post } from "./server.js";

/** @param {string} pin @returns {Promise<boolean>} */
export async function pinFitsThere(pin) {
  return (await (await post("/k/pin", { pin })).json()).fits === true;
}

/**
 * Let this tablet stand in another unit.
 *
 * @param {number | null} unit
 */
export async function moveTo(unit) {
  await post("/k/unit", { unit });
}

export async function unpair() {
  await post("/k/unpair", {});
}
