/** Which sound says which text, as the server tells it: a text it does not know stays unsaid. */
import { fetchSpoken } from "./server.js";

/**
 * @typedef {object} Sounds
 * @property {(address: string) => Promise<void>} learn What can be heard of a page; once each.
 * @property {(text: string) => string[]} filesOf The files that say it, in order; none if unknown.
 * @property {(text: string) => void} doubt Its sound could not be had: it counts as unknown.
 */

/** @returns {Sounds} */
export function makeSounds() {
  /** @type {Map<string, string[]>} */
  const known = new Map();
  /** @type {Set<string>} */
  const asked = new Set();

  return {
    async learn(address) {
      if (asked.has(address)) return;
      asked.add(address);
      try {
        for (const { text, files } of await fetchSpoken(address)) known.set(text, files);
      } catch {
        asked.delete(address);
      }
    },
    filesOf: (text) => known.get(text) ?? [],
    doubt: (text) => known.delete(text),
  };
}
