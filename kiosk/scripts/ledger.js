/**
 * How many answers this tablet has made, counted in the very transaction that keeps each. The server
 * is told, and knows how many arrived; so it sees what nobody else would notice. See docs/protocol.md.
 */
import { ASIDE, LEDGER, WAITING } from "../../survey/pages/scripts/disk.js";
import { newId } from "../../survey/pages/scripts/submission.js";
import { post } from "./server.js";

const KEY = 1;

/**
 * @typedef {object} Page What the ledger says.
 * @property {string} ledger Its own random number.
 * @property {number} device Which one the server takes this tablet for; 0 before it has said.
 * @property {number} made
 * @property {number} carried How many of those came from the ledger before and had been told of.
 * @property {number} told How many of `made` the server has been told of.
 *
 * @typedef {object} Ledger
 * @property {(shelf: import("../../survey/pages/scripts/disk.js").Shelves) => void} count One more,
 *   within the transaction that keeps it.
 * @property {(device: number) => Promise<void>} open A new ledger: the tablet was paired as `device`.
 * @property {() => Promise<void>} tell The server, if it can be reached. Never fails.
 */

/**
 * @param {import("../../survey/pages/scripts/disk.js").Disk} disk
 * @param {() => Promise<import("./room.js").State>} look
 * @param {() => number} fleeting How many wait in memory.
 * @returns {Ledger}
 */
export function makeLedger({ within }, look, fleeting) {
  let said = "";

  /** @returns {Promise<Page>} */
  const read = async () => (await within("readonly", (shelf) => shelf(LEDGER).get(KEY))) ?? fresh();

  /** @param {string} shelf @returns {Promise<number>} */
  const sizeOf = (shelf) => within("readonly", (shelves) => shelves(shelf).count());

  const onDisk = async () => (await sizeOf(WAITING)) + (await sizeOf(ASIDE));

  /** @param {Page} page */
  const keep = (page) => within("readwrite", (shelf) => shelf(LEDGER).put(page, KEY));

  /** @param {string} ledger @param {number} made */
  function noteTold(ledger, made) {
    return within("readwrite", (shelf) => {
      const kept = shelf(LEDGER).get(KEY);
      kept.onsuccess = () => {
        if (kept.result?.ledger === ledger) shelf(LEDGER).put({ ...kept.result, told: made }, KEY);
      };
      return kept;
    });
  }

  async function tell() {
    const page = await read();
    if (!page.made && !page.device) await keep(page);
    const { ledger, made, carried } = page;
    const waiting = (await sizeOf(WAITING)) + fleeting();
    const { hasRoom, storage, installed } = await look();
    const version = document.documentElement.dataset.version ?? "";
    const aside = await sizeOf(ASIDE);
    const state = { storage, installed, has_room: hasRoom, version };
    const telling = { ledger, made, carried, waiting, aside, ...state };
    if (JSON.stringify(telling) === said) return;
    await post("/k/ledger", telling);
    said = JSON.stringify(telling);
    await noteTold(ledger, made);
  }

  return {
    count(shelf) {
      const kept = shelf(LEDGER).get(KEY);
      kept.onsuccess = () => {
        const page = kept.result ?? fresh();
        shelf(LEDGER).put({ ...page, made: page.made + 1 }, KEY);
      };
    },
    async open(device) {
      const [page, here] = [await read(), await onDisk()];
      const untold = page.made - page.told;
      const carried = page.device === device ? Math.max(0, here - untold) : 0;
      await keep({ ...fresh(), device, made: here, carried, told: carried });
    },
    tell: () => tell().catch(() => {}),
  };
}

/** @returns {Page} */
function fresh() {
  return { ledger: newId(), device: 0, made: 0, carried: 0, told: 0 };
}
