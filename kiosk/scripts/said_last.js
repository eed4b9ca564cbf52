/**
 * What the server said last of this place, kept on the disk so that the tablet can start without it.
 * The PIN's hash is not kept: four digits are soon guessed by whoever takes the tablet away.
 */
import { today } from "../../survey/pages/scripts/submission.js";
import { kept } from "./kept.js";

/** @typedef {import("./server.js").Here} Here */

const DAY = 24 * 60 * 60 * 1000;

/** Longer than a tablet is thought to be without its server, in days. */
const LONGEST = 60;

export const saidLast = {
  /** @returns {Here | null} */
  read: () => kept.read("here")?.here ?? null,

  /** @param {Here} here */
  keep: (here) => kept.keep("here", { here: { ...here, staff: null }, on: today() }),

  forget: () => kept.forget("here"),

  /**
   * The day at the centre. The server said which one it was; since then as many days have gone by
   * as this machine's clock has counted, right or wrong as it may be. A clock that has jumped
   * counts for nothing.
   */
  day() {
    const last = kept.read("here");
    if (!last) return today();
    const passed = (Date.parse(today()) - Date.parse(last.on)) / DAY;
    if (!(passed >= 0 && passed <= LONGEST)) return last.here.today;
    return new Date(Date.parse(last.here.today) + passed * DAY).toISOString().slice(0, 10);
  },
};
