/**
 * Answers that wait on the tablet's disk, sealed: a stolen tablet tells nothing, and a tablet that
 * loses its power or its page loses none. What cannot be sealed or stored waits in memory.
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
 * @param {() => Sealing | undefined} sealing What to seal to, as the server said last.
 * @returns {Queue}
 */
export function makeSealedQueue(sealing) {
  const memory = makeQueue();
  /** @type {Promise<IDBDatabase> | null} */
  let opened = null;

  /** Opened anew when the browser has closed it. */
  function database() {
    opened ??= open(() => {
      opened = null;
    });
    opened.catch(() => {
      opened = null;
    });
    return opened;
  }

  /**
   * Do `work` in one transaction; the promise is kept when it is on the disk. After a failure the
   * store is opened anew: it may have been closed under us.
   *
   * @template T
   * @param {IDBTransactionMode} mode
   * @param {(store: (name: string) => IDBObjectStore) => IDBRequest<T>} work
   */
  async function within(mode, work) {
    const base = await database();
    try {
      const transaction = base.transaction([WAITING, ASIDE], mode, { durability: "strict" });
      const request = work((name) => transaction.objectStore(name));
      await over(transaction);
      return request.result;
    } catch (fault) {
      base.close();
      opened = null;
      throw fault;
    }
  }

  /** What counts is what can be read back, at the second try at the latest. @param {SealedParcel} parcel */
  async function keepSealed(parcel) {
    const to = sealing();
    if (!to) throw new Error("nobody has said what to seal to");
    const { id } = parcel;
    const body = await seal(to, parcel, parcel.body);
    for (const _ of [1, 2]) {
      await within("readwrite", (store) => store(WAITING).add({ id, body })).catch(() => {});
      const kept = await within("readonly", (store) => store(WAITING).index(BY_ID).get(id)).catch(
        () => null,
      );
      if (kept?.body === body) return;
    }
    throw new Error("the disk does not hold it");
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

  /** @param {string} id */
  const isInMemory = async (id) => (await memory.first())?.id === id;

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
    async first() {
      const inMemory = await memory.first();
      if (inMemory) return inMemory;
      const [kept] = await within("readonly", (store) => store(WAITING).getAll(null, 1)).catch(
        () => [],
      );
      return kept && { id: kept.id, body: kept.body, type: SEALED };
    },
    async forget(id) {
      await ((await isInMemory(id)) ? memory.forget(id) : take(id, false));
    },
    async setAside(id) {
      await ((await isInMemory(id)) ? memory.setAside(id) : take(id, true));
    },
    async count() {
      const { waiting, aside } = await memory.count();
      return { waiting: waiting + (await sizeOf(WAITING)), aside: aside + (await sizeOf(ASIDE)) };
    },
  };
}

/**
 * @param {() => void} closed Called when the browser closes it, or a newer page wants it.
 * @returns {Promise<IDBDatabase>}
 */
function open(closed) {
  return new Promise((done, failed) => {
    const request = indexedDB.open(NAME); // of whatever version: a newer page only adds to it
    request.onupgradeneeded = () => {
      for (const name of [WAITING, ASIDE]) {
        const how = { keyPath: "number", autoIncrement: true };
        const store = request.result.createObjectStore(name, how);
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
