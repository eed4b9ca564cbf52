/**
 * Whether the tablet may take more answers: there must be room for some, and an installed page must
 * have the browser's promise to keep what it stores. Nothing is ever deleted to make room.
 */
import { ROOM } from "./settings.js";

/**
 * @typedef {object} State
 * @property {boolean} hasRoom
 * @property {"kept" | "may_be_lost" | "unknown"} storage Whether the browser promises to keep it.
 * @property {boolean} installed A page that was put on the home screen and opened from there.
 *
 * @typedef {object} Room
 * @property {() => Promise<State>} look How it is now; the browser is asked for its promise.
 * @property {() => Trouble | null} trouble Why no answers can be taken, as it was seen last.
 *
 * @typedef {"no_room_here" | "not_kept_here"} Trouble
 */

/**
 * @param {import("./reserve.js").Reserve} reserve
 * @param {() => number} fleeting How many answers the disk has not taken.
 * @returns {Room}
 */
export function makeRoom(reserve, fleeting) {
  /** @type {Trouble | null} */
  let trouble = null;

  return {
    async look() {
      const [isHeld, isFree, storage] = await Promise.all([
        reserve.hold(),
        isRoomFree(),
        promise(),
      ]);
      const hasRoom = isHeld && isFree && fleeting() === 0;
      const installed = isInstalled();
      trouble = troubleOf({ hasRoom, storage, installed });
      return { hasRoom, storage, installed };
    },
    // An answer that the disk has not taken is known at once, before anyone has looked again.
    trouble: () => (fleeting() > 0 ? "no_room_here" : trouble),
  };
}

/** @param {State} state @returns {Trouble | null} */
function troubleOf({ hasRoom, storage, installed }) {
  if (!hasRoom) return "no_room_here";
  return installed && storage === "may_be_lost" ? "not_kept_here" : null;
}

/** True, too, where the browser does not say. */
async function isRoomFree() {
  try {
    const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
    return quota - usage >= ROOM;
  } catch {
    return true;
  }
}

/**
 * A browser that asks its user about it may take its time: what it says then is seen next time.
 *
 * @returns {Promise<State["storage"]>}
 */
async function promise() {
  const { storage } = navigator;
  try {
    if (await storage.persisted()) return "kept";
    storage.persist().catch(() => {});
    return "may_be_lost";
  } catch {
    return "unknown";
  }
}

function isInstalled() {
  return matchMedia("(display-mode: standalone), (display-mode: fullscreen)").matches;
}
