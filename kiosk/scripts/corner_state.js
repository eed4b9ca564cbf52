/** How the tablet is doing, in whole sentences. */
import { fill, one, say } from "../../survey/pages/scripts/parts.js";
import { lastContact } from "./server.js";

/**
 * @typedef {object} Battery What some browsers tell of it.
 * @property {number} level From 0 to 1.
 * @property {boolean} charging
 */

/**
 * Write it into the slots of `room`; what the browser must be asked for comes a moment later.
 *
 * @param {HTMLElement} room
 * @param {import("./corner.js").Host} host
 */
export async function writeState(room, { here, outbox, provisions, look }) {
  say(room, "waiting", { count: outbox.waiting() });
  say(room, "version", { version: document.documentElement.dataset.version ?? "?" });
  pick(room, "place", here ? "text" : "unknown", { place: placeOf(here) });
  pick(room, "contact", lastContact() ? "text" : "never", { time: told(lastContact()) });
  pick(room, "alone", provisions.areWhole() ? "yes" : "no");
  const { installed, hasRoom, storage } = await look();
  pick(room, "installed", installed ? "yes" : "no");
  pick(room, "room", hasRoom ? "yes" : "no");
  pick(room, "storage", storage);
  const battery = await batteryNow();
  const percent = Math.round((battery?.level ?? 0) * 100);
  pick(room, "battery", !battery ? "unknown" : battery.charging ? "charging" : "text", { percent });
}

/** @param {import("./corner.js").Host} host */
export function showState(host) {
  writeState(host.screen.tell("corner_state"), host);
}

/**
 * Say the sentence of that name which the slot brings along.
 *
 * @param {HTMLElement} room
 * @param {string} slot
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
function pick(room, slot, name, values = {}) {
  const sentence = one(room, `[data-slot="${slot}"]`).dataset[name] ?? "";
  fill(
    room,
    slot,
    sentence.replace(/\{(\w+)\}/g, (all, key) => String(values[key] ?? all)),
  );
}

/** @param {import("./server.js").Here | null} here */
function placeOf(here) {
  return [here?.centre, here?.unit].filter(Boolean).join(" · ");
}

/** @param {number} time Milliseconds since 1970. */
function told(time) {
  const { lang } = document.documentElement;
  return new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" }).format(time);
}

/** @returns {Promise<Battery | null>} */
async function batteryNow() {
  try {
    return await /** @type {any} */ (navigator).getBattery();
  } catch {
    return null;
  }
}
