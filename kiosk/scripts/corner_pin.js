/** The PIN before the staff corner: asked of the server, or without it of the hash given before. */
import { fill, one } from "../../survey/pages/scripts/parts.js";
import { pinFitsThere } from "./corner_server.js";
import { kept } from "./kept.js";
import { connectKeypad } from "./keypad.js";
import { Refused } from "./server.js";
import { LOCKED } from "./settings.js";

const DIGITS = 4;
const TRIES = 3;

/**
 * @typedef {import("./server.js").Pin} Pin
 * @typedef {"right" | "wrong" | "wait" | "away" | "unknown"} Verdict `wait`: too many tries. `away`:
 *   nobody can tell. `unknown`: the server no longer knows this tablet.
 *
 * @typedef {object} Then
 * @property {() => void} right
 * @property {() => void} unknown
 */

/**
 * Show the pad.
 *
 * @param {import("./screen.js").Screen} screen
 * @param {Pin} pin
 * @param {Then} then
 * @param {AbortSignal} signal Ends it.
 */
export function askPin(screen, pin, then, signal) {
  const keypad = screen.part("keypad");
  const room = screen.tell("corner_pin", (made) => one(made, "form").append(keypad));
  const field = /** @type {HTMLInputElement} */ (one(room, ".digits"));
  const form = one(room, "form");
  connectKeypad(keypad, field, DIGITS);
  let timer = 0;

  /** @param {Verdict} verdict */
  function settle(verdict) {
    field.value = "";
    if (verdict === "right" || verdict === "unknown") return then[verdict]();
    complain(room, verdict);
    if (lockedFor() > 0) lock();
  }

  function lock() {
    form.classList.add("locked");
    complain(room, "wait");
    timer = setTimeout(open, lockedFor());
  }

  function open() {
    if (lockedFor() > 0) return lock();
    form.classList.remove("locked");
    fill(room, "complaint", "");
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const verdict = await judge(field.value, pin);
    if (!signal.aborted) settle(verdict);
  });
  signal.addEventListener("abort", () => clearTimeout(timer));
  if (lockedFor() > 0) lock();
}

/** @param {HTMLElement} room @param {string} name */
function complain(room, name) {
  fill(room, "complaint", one(room, '[data-slot="complaint"]').dataset[name] ?? "");
}

/** Milliseconds until a PIN may be tried again; kept, or a new page would be a new chance. */
function lockedFor() {
  const until = kept.read("pin_tries")?.until ?? 0;
  return Math.min(until - Date.now(), LOCKED);
}

/** @param {string} given @param {Pin} pin @returns {Promise<Verdict>} */
async function judge(given, pin) {
  const verdict = await verdictOn(given, pin);
  if (verdict === "right") kept.forget("pin_tries");
  if (verdict === "wrong" || verdict === "wait") count(verdict);
  return verdict;
}

/** @param {"wrong" | "wait"} verdict */
function count(verdict) {
  const wrong = verdict === "wait" ? TRIES : (kept.read("pin_tries")?.wrong ?? 0) + 1;
  const isLast = wrong >= TRIES;
  kept.keep("pin_tries", isLast ? { wrong: 0, until: Date.now() + LOCKED } : { wrong });
}

/** @type {Record<number, Verdict>} */
const REFUSALS = { 401: "unknown", 403: "unknown", 429: "wait" };

/** @param {string} given @param {Pin} pin @returns {Promise<Verdict>} */
async function verdictOn(given, pin) {
  try {
    return (await pinFitsThere(given)) ? "right" : "wrong";
  } catch (fault) {
    const refusal = fault instanceof Refused ? REFUSALS[fault.status] : undefined;
    return refusal ?? verdictHere(given, pin);
  }
}

/** @param {string} given @param {Pin} pin @returns {Promise<Verdict>} */
async function verdictHere(given, { slowness, salt, hash }) {
  if (!globalThis.crypto?.subtle) return "away";
  const digits = new TextEncoder().encode(given);
  const key = await crypto.subtle.importKey("raw", digits, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: slowness };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
  return bytesOf(hash).every((byte, at) => byte === bits[at]) ? "right" : "wrong";
}

/** @param {string} digits Hexadecimal. */
function bytesOf(digits) {
  return Uint8Array.from(digits.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
}
