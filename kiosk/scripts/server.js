/** What the tablet asks of the server; see docs/protocol.md for how answers are sent. */
import { FRESH, keptAt } from "./caches.js";
import { device } from "./device.js";
import { REPLY } from "./settings.js";

/**
 * @typedef {object} Round A round this tablet may ask in.
 * @property {number} round
 * @property {string} version
 * @property {Record<string, string>} title Per language.
 * @property {Record<string, string>} purpose Per language.
 * @property {string[]} languages
 * @property {number} questions
 * @property {boolean} asks_mode
 * @property {boolean} [is_standing] True of an idea box, which is always open.
 * @property {Suggested[]} [suggested] What was answered in it, the newest first.
 * @property {{ voice: string, perspectives: string[] }[]} voices
 *
 * @typedef {object} Suggested An idea and the answer to it; texts per language.
 * @property {Record<string, string>} said
 * @property {Record<string, string>} answer
 *
 * @typedef {object} Action What was done, or promised, for what people said; texts per language.
 * @property {"promised" | "done" | "dropped" | "decided"} state
 * @property {Record<string, string>} said
 * @property {Record<string, string>} answer
 * @property {string[]} [signed] Who answers for it, by name and role; none where nobody does.
 * @property {Record<string, string>} [chosen] Of a decision: what was chosen most often.
 * @property {Record<string, string>} [more] Of a decision: what happens now.
 * @typedef {{ id: number, name: string }} Unit
 *
 * @typedef {object} Pin What is kept of the PIN: how often it is hashed, salt and hash in hex.
 * @property {number} slowness
 * @property {string} salt
 * @property {string} hash
 *
 * @typedef {object} Staff What the staff corner shows.
 * @property {Pin | null} pin
 * @property {number | null} unit
 * @property {Unit[]} units
 * @property {string} version
 *
 * @typedef {{ token: string, device: number }} Paired
 *
 * @typedef {object} Here
 * @property {string} centre
 * @property {string | null} unit
 * @property {string} today
 * @property {string[]} languages
 * @property {Round[]} rounds
 * @property {Action[]} actions The newest first.
 * @property {import("../../survey/pages/scripts/sealing.js").Sealing} sealing
 * @property {string} release The newest release of this page.
 * @property {Staff | null} staff Null, too, where it was said before this page was loaded.
 */

/** A reply that is not what was asked for. */
export class Refused extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`answered with ${status}`);
    this.status = status;
  }
}

/** @param {string} token @returns {Promise<Here>} */
export async function fetchRounds(token) {
  const reply = await ask("/k/rounds", { headers: { Authorization: `Bearer ${token}` } });
  return reply.json();
}

/**
 * What this tablet gets for a pairing code: its token, and which device it now is.
 *
 * @param {string} code
 * @returns {Promise<Paired>}
 */
export async function pair(code) {
  const reply = await ask("/k/pair", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code }),
  });
  return reply.json();
}

/** Tell the server something as this tablet. @param {string} address @param {object} body */
export function post(address, body) {
  return ask(address, {
    method: "POST",
    headers: { Authorization: `Bearer ${device.token()}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** @type {Map<string, string>} */
const kept = new Map();

/** A page of the server, fetched once. @param {string} address @returns {Promise<Document>} */
export async function fetchPage(address) {
  const html = kept.get(address) ?? (await (await ask(address)).text());
  kept.set(address, html);
  return new DOMParser().parseFromString(html, "text/html");
}

/**
 * What can be heard of a page, text by text, with the files that say it: as the server says now, else
 * as it was laid in.
 *
 * @param {string} address
 * @returns {Promise<{ text: string, files: string[] }[]>}
 */
export async function fetchSpoken(address) {
  const reply = await ask(address, { cache: FRESH }).catch(async (fault) => {
    const kept = await keptAt(address);
    if (!kept) throw fault;
    return kept;
  });
  return (await reply.json()).spoken;
}

/** @param {string} version @param {string} language @param {string} perspective */
export function spokenAddress(version, language, perspective) {
  return `/v/${version}/${language}/${perspective}`;
}

/** The tablet's own screens, said aloud. @param {string} language */
export function speechAddress(language) {
  return `/k/speech/${language}`;
}

/** @param {string} version @param {string} language @param {string} perspective */
export function interviewAddress(version, language, perspective) {
  return `/i/${version}/${language}/${perspective}`;
}

/** When the server last answered, in milliseconds since 1970. */
let contact = 0;

/** When that was; 0 for never since this page was loaded. */
export function lastContact() {
  return contact;
}

/**
 * A reply that is what was asked for. Fails with `Refused` when it is not.
 *
 * @param {string} address
 * @param {RequestInit} [how]
 */
export async function ask(address, how = {}) {
  const reply = await fetch(address, {
    ...how,
    credentials: "omit",
    signal: AbortSignal.timeout(REPLY),
  });
  if (!reply.ok) throw new Refused(reply.status);
  contact = Date.now();
  return reply;
}
