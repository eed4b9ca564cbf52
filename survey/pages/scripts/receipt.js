/** Whether a reply vouches for what was sent; only then may it be forgotten. */

/**
 * True when `reply` echoes the id and the SHA-256 of exactly these bytes. Where the browser offers
 * no digests (plain http on another machine than this one) the id must fit and a digest be there.
 *
 * @param {unknown} reply
 * @param {string} id
 * @param {Uint8Array<ArrayBuffer>} body
 */
export async function vouches(reply, id, body) {
  if (typeof reply !== "object" || reply === null) return false;
  const { id: echoed, sha256 } = /** @type {{ id?: unknown, sha256?: unknown }} */ (reply);
  if (echoed !== id || typeof sha256 !== "string") return false;
  return sha256 === ((await digest(body)) ?? sha256) && /^[0-9a-f]{64}$/.test(sha256);
}

/** @param {Uint8Array<ArrayBuffer>} body @returns {Promise<string | null>} */
async function digest(body) {
  if (!globalThis.crypto?.subtle) return null;
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
