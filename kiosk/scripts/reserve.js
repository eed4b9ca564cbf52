/**
 * Room set aside for twenty answers of the longest kind. What browsers say of their room is a guess;
 * what has been written is there. When the disk takes no answer any more, this makes way for it.
 */
import { RESERVE } from "../../survey/pages/scripts/disk.js";
import { RESERVED } from "./settings.js";

const KEY = 1;
const PIECE = 65_536;

/**
 * @typedef {object} Reserve
 * @property {() => Promise<boolean>} hold True when the room is set aside, now or before; true, too,
 *   where there is no disk, and so nothing that could be full.
 * @property {() => Promise<void>} release
 */

/** @param {import("../../survey/pages/scripts/disk.js").Disk} disk @returns {Reserve} */
export function makeReserve({ within }) {
  return {
    async hold() {
      try {
        if (await within("readonly", (shelf) => shelf(RESERVE).count())) return true;
        await within("readwrite", (shelf) => shelf(RESERVE).put(unpackable(), KEY));
        return true;
      } catch (fault) {
        return !(fault instanceof DOMException && fault.name === "QuotaExceededError");
      }
    },
    async release() {
      await within("readwrite", (shelf) => shelf(RESERVE).delete(KEY));
    },
  };
}

/** Random, so that no disk can keep it in less. */
function unpackable() {
  const pieces = Array.from({ length: Math.ceil(RESERVED / PIECE) });
  return pieces.map(() => crypto.getRandomValues(new Uint8Array(PIECE)));
}
