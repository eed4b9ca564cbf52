/** What the tablet keeps so that it can work alone: one cache a release, and one for the rounds. */

/** Interviews, their pictures and their sound. */
export const CONTENT = "lydhoer.content";

/** The page of one release, whole. @param {string} id */
export const releaseCache = (id) => `lydhoer.release.${id}`;

/** How a page asks for what only the server can say: the worker has no part in that. */
export const FRESH = "reload";

/** What the tablet keeps for its rounds under that address. @param {string} address */
export async function keptAt(address) {
  const cache = await globalThis.caches?.open(CONTENT);
  return cache?.match(address, { ignoreVary: true });
}
