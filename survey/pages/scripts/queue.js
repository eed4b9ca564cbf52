/**
 * Answers that wait on the disk of a tablet or a phone, sealed: a stolen one tells nothing, and one
 * that loses its power or its page loses none. What cannot be sealed or stored waits in memory.
 */
import { makeQueue } from "./outbox.js";
import { SEALED, seal } from "./sealing.js";

const NAME = "lydhoer";
const WAITING = "sealed";
const ASIDE = "aside";
const BY_ID = "id";

/**
 * @typedef {import("./outbox.js").Queue} Queue
 * @typedef {import("./sealing.js").Sealing} Sealing
 * @typedef {import("./delivery.js").Parcel
 *   & import("./sealing.js").Outside} SealedParcel
 */

/**
 * @typedef {object} Row What lies on the disk: `code` is the link's it was given under, on phones.
 * @property {number} number
 * @property {string} id
 * @property {string} body
 * @property {string} [code]
 *
 * @typedef {Queue & { rows: () => Promise<Row[]> }} SealedQueue `rows` tells what waits on the disk
 *   under its code, or under all where it has none; it fails when that cannot be known.
 */

/**
 * @param {() => Sealing | undefined} sealing What to seal to, as the server said last.
 * @param {{ name?: string, code?: string }} [where] The database; the code whose parcels these are.
 * @returns {SealedQueue}
 */
export function makeSealedQueue(sealing, { name = NAME, code } = {}) {
  const memory = makeQueue();
  /** @type {Promise<IDBDatabase> | null} */
  let opened = null;

  /** Opened anew when the browser has closed it. */
  function database() {
    opened ??= open(name, () => {
      opened = null;
    });
    opened.catch(() => {
      opened = null;
    });
    return opened;
  }

  /**
   * Do `work` in one transaction; the promise is kept when it is on the disk.
   *
   * @template T
   * @param {IDBTransactionMode} mode
   * @param {(store: (name: string) => IDBObjectStore) => IDBRequest<T>} work
   */
  async function within(mode, work) {
    const base = await database();
    const transaction = base.transaction([WAITING, ASIDE], mode, { durability: "strict" });
    const request = work((name) => transaction.objectStore(name));
    await over(transaction);
    return request.result;
  }

  /** @param {SealedParcel} parcel */
  async function keepSealed(parcel) {
    const to = sealing();
    if (!to) throw new Error("nobody has said what to seal to");
    const { id } = parcel;
    const body = await seal(to, parcel, parcel.body);
    await within("readwrite", (store) => store(WAITING).add({ id, body, code }));
    const kept = await within("readonly", (store) => store(WAITING).index(BY_ID).get(id));
    if (kept?.body !== body) throw new Error("the disk holds something else");
  }

  /** Fails when the disk does not let go of it. @param {string} id @param {boolean} isAside */
  async function take(id, isAside) {
    const kept = await within("readonly", (store) => store(WAITING).index(BY_ID).get(id));
    if (!kept) return;
    await within("readwrite", (store) => {
      if (isAside) store(ASIDE).add({ id, body: kept.body });
      return store(WAITING).delete(kept.number);
    });
  }

  /** @param {number} [most] @returns {Promise<Row[]>} */
  async function rows(most) {
    const limit = code ? undefined : most;
    const all = await within("readonly", (store) => store(WAITING).getAll(null, limit));
    return code ? all.filter((row) => row.code === code) : all;
  }

  /** @param {string} name @returns {Promise<number>} */
  const sizeOf = (name) => within("readonly", (store) => store(name).count()).catch(() => 0);

  return {
    async add(parcel) {
      try {
        await keepSealed(/** @type {SealedParcel} */ (parcel));
      } catch {
        await memory.add(parcel);
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

/**
 * @param {string} name
 * @param {() => void} closed Called when the browser closes it, or a newer page wants it.
 * @returns {Promise<IDBDatabase>}
 */
function open(name, closed) {
  return new Promise((done, failed) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      for (const shelf of [WAITING, ASIDE]) {
        const how = { keyPath: "number", autoIncrement: true };
        const store = request.result.createObjectStore(shelf, how);
        store.createIndex(BY_ID, "id", { unique: true });
      }
    };
    request.onsuccess = () => {
      const base = request.result;
      base.onclose = closed;
      base.onversionchange = () => {
        base.close();
        closed();
      };
      done(base);
    };
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error("another page holds it"));
  });
}

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
function over(transaction) {
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => failed(transaction.error);
    transaction.onerror = () => failed(transaction.error);
  });
}

/**
 * Lets one page of this tablet send at a time, where the browser can tell them apart.
 *
 * @param {() => Promise<void>} send
 */
export async function aloneOnThisTablet(send) {
  if (!navigator.locks) return send();
  await navigator.locks.request("lydhoer.sender", { ifAvailable: true }, async (lock) => {
    if (lock) await send();
  });
}
