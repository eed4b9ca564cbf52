/** One try to hand a submission over, and what the reply means; see docs/protocol.md. */
import { vouches } from "./receipt.js";
import { LONGEST_PAUSE, REPLY, SHORTEST_PAUSE } from "./settings.js";

/**
 * @typedef {"kept" | "refused"} Fate What became of a parcel in the end.
 * @typedef {"later" | "stuck" | "locked"} Trouble Why it is not there yet: no service, a service that
 *   fails over this one, or no admission.
 *
 * @typedef {object} Parcel
 * @property {string} id
 * @property {string} body What is sent, to the byte.
 * @property {string} [type] Its media type; plain JSON when left out.
 */

/** 410: it was erased on request, so the client may forget it too. */
const KEPT = new Set([200, 201, 202, 410]);
const REFUSED = new Set([400, 409, 413, 415, 422]);
const LOCKED = new Set([401, 403]);
/** The service asks for patience; other failures of its own may have to do with what was sent. */
const BUSY = 503;

/**
 * @param {Parcel} parcel
 * @param {string} token
 * @returns {Promise<{ fate: Fate | Trouble, wait: number }>} `wait` is what the service asks for.
 */
export async function deliver({ id, body, type = "application/json" }, token) {
  const bytes = new TextEncoder().encode(body);
  try {
    const reply = await fetch(`/responses/${id}`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": type },
      body: bytes,
      credentials: "omit",
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(REPLY),
    });
    const wait = Number(reply.headers.get("Retry-After")) * 1000 || 0;
    const said = await reply.json().catch(() => null);
    if (LOCKED.has(reply.status)) return { fate: "locked", wait };
    if (REFUSED.has(reply.status) && said) return { fate: "refused", wait };
    if (KEPT.has(reply.status) && (await vouches(said, id, bytes))) return { fate: "kept", wait };
    return { fate: hasFailed(reply.status, said) ? "stuck" : "later", wait };
  } catch {
    return { fate: "later", wait: 0 };
  }
}

/** True for a failure the service itself tells of, as it tells machines. @param {number} status @param {any} said */
function hasFailed(status, said) {
  return status >= 500 && status !== BUSY && typeof said?.error === "string";
}

/** A random part of a span that doubles with each try. @param {number} tries */
export function pause(tries) {
  const longest = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** (tries + 1));
  return Math.max(SHORTEST_PAUSE, Math.random() * longest);
}
