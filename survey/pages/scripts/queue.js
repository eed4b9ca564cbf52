/**
 * Answers that wait on the disk of a tablet or a phone, sealed: a stolen one tells nothing, and one
 * that loses its power or its page loses none. What cannot be sealed or stored waits in memory.
 */
import { ASIDE, BY_ID, WAITING } from "./disk.js";
import { makeQueue } from "./outbox.js";
import { SEALED, seal } from "./sealing.js";
import { DISK } from "./settings.js";

/**
 * @typedef {import("./disk.js").Disk} Disk
 * @typedef {import("./outbox.js").Queue} Queue
 * @typedef {import("./sealing.js").Sealing} Sealing
 * @typedef {import("./delivery.js").Parcel
 *   & import("./sealing.js").Outside} SealedParcel
 *
 * @typedef {object} Row What lies on the disk: `code` is the link's it was given under, on phones.
 * @property {number} number
 * @property {string} id
 * @property {string} body
 * @property {string} [code]
 *
 * @typedef {Queue & { rows: () => Promise<Row[]> }} SealedQueue `rows` tells what waits on the disk
 *   under its code, or under all where it has none; it fails when that cannot be known.
 *
 * @typedef {object} Given
 * @property {string} [code] Whose parcels these are.
 * @property {(shelf: import("./disk.js").Shelves) => void} [counted] Called within each transaction
 *   that puts a parcel on the disk.
 * @property {() => Promise<void>} [full] Makes room when the disk takes no more.
 */

/** The lock that is held while something is sent. */
export const SENDER = "lydhoer.sender";

const nothing = async () => {};

/**
 * @param {Disk} disk
 * @param {() => Sealing | undefined} sealing What to seal to, as the server said last.
 * @param {Given} [given]
 * @returns {SealedQueue}
 */
export function makeSealedQueue(disk, sealing, { code, counted, full = nothing } = {}) {
  const memory = makeQueue();
  const { within } = disk;

  /** What counts is what can be read back, at the second try at the latest. @param {SealedParcel} parcel */
  async function keepSealed(parcel) {
    const to = sealing();
    if (!to) throw new Error("nobody has said what to seal to");
    const { id } = parcel;
    const body = await seal(to, parcel, parcel.body);
    await write(id, body).catch(full);
    if (await holds(id, body)) return;
    await write(id, body).catch(() => {});
    if (!(await holds(id, body))) throw new Error("the disk does not hold it");
  }

  /** @param {string} id @param {string} body */
  async function holds(id, body) {
    const reading = within("readonly", (shelf) => shelf(WAITING).index(BY_ID).get(id));
    return (await reading.catch(() => null))?.body === body;
  }

  /** @param {string} id @param {string} body */
  function write(id, body) {
    return within("readwrite", (shelf) => {
      counted?.(shelf);
      return shelf(WAITING).add({ id, body, code });
    });
  }

  /** One that waits in memory is counted too: should it go with the page, that is noticed. */
  function countAlone() {
    if (!counted) return;
    within("readwrite", (shelf) => {
      counted(shelf);
      return shelf(WAITING).count();
    }).catch(() => {});
  }

  /** The disk has it after all: one of the two goes, or it would be sent twice with other bytes. @param {string} id */
  async function settleLate(id) {
    await (memory.has(id) ? memory.forget(id) : take(id, false));
  }

  /** Fails when the disk does not let go of it. @param {string} id @param {boolean} isAside */
  async function take(id, isAside) {
    const kept = await within("readonly", (shelf) => shelf(WAITING).index(BY_ID).get(id));
    if (!kept) return;
    await within("readwrite", (shelf) => {
      if (isAside) shelf(ASIDE).add({ id, body: kept.body });
      return shelf(WAITING).delete(kept.number);
    });
  }

  /** @param {number} [most] @returns {Promise<Row[]>} */
  async function rows(most) {
    const limit = code ? undefined : most;
    const all = await within("readonly", (shelf) => shelf(WAITING).getAll(null, limit));
    return code ? all.filter((row) => row.code === code) : all;
  }

  /** @param {string} name @returns {Promise<number>} */
  const sizeOf = (name) =>
    inTime(within("readonly", (shelf) => shelf(name).count())).catch(() => 0);

  return {
    async add(parcel) {
      const keeping = keepSealed(/** @type {SealedParcel} */ (parcel));
      try {
        await inTime(keeping);
      } catch (fault) {
        await memory.add(parcel);
        if (fault instanceof Late) keeping.then(() => settleLate(parcel.id), countAlone);
        else countAlone();
      }
    },
    async first(but = new Set()) {
      const inMemory = await memory.first(but);
      if (inMemory) return inMemory;
      const some = await rows(but.size + 1).catch(() => []);
      const kept = some.find(({ id }) => !but.has(id));
      return kept && { id: kept.id, body: kept.body, type: SEALED };
    },
    async forget(id) {
      await (memory.has(id) ? memory.forget(id) : take(id, false));
    },
    async setAside(id) {
      await (memory.has(id) ? memory.setAside(id) : take(id, true));
    },
    async count() {
      const { waiting, aside, fleeting } = await memory.count();
      return {
        waiting: waiting + (await sizeOf(WAITING)),
        aside: aside + (await sizeOf(ASIDE)),
        fleeting,
      };
    },
    rows: () => rows(),
  };
}

class Late extends Error {}

/**
 * A disk that hangs must hold up neither the thanks nor the sending.
 *
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>} Fails with `Late` when the disk has not answered in time.
 */
async function inTime(work) {
  let timer = 0;
  /** @type {Promise<never>} */
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Late("the disk does not answer")), DISK);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * Lets one page of this tablet send at a time, where the browser can tell them apart.
 *
 * @param {() => Promise<void>} send
 */
export async function aloneOnThisTablet(send) {
  if (!navigator.locks) return send();
  await navigator.locks.request(SENDER, { ifAvailable: true }, async (lock) => {
    if (lock) await send();
  });
}
