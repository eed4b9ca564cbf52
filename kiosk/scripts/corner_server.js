/** What the staff corner asks of the server; see docs/protocol.md. */
import { device } from "./device.js";
import { ask } from "./server.js";

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

/** @param {string} address @param {object} body */
function post(address, body) {
  return ask(address, {
    method: "POST",
    headers: { Authorization: `Bearer ${device.token()}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}
