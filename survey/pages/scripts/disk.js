/**
 * The browser's database on a tablet or a phone. What is written here is written with strict
 * durability: a promise is kept when it is on the disk, and a power cut takes nothing back.
 */

export const WAITING = "sealed";
export const ASIDE = "aside";
export const LEDGER = "ledger";
export const RESERVE = "reserve";
export const BY_ID = "id";

/** Counted up when a shelf is added. None is ever taken away: an old page may have filled it. */
const VERSION = 2;

/**
 * What each shelf is made with.
 *
 * @type {Record<string, (base: IDBDatabase, name: string) => void>}
 */
const SHELVES = {
  [WAITING]: makeParcelShelf,
  [ASIDE]: makeParcelShelf,
  [LEDGER]: (base, name) => base.createObjectStore(name),
  [RESERVE]: (base, name) => base.createObjectStore(name),
};

/**
 * @typedef {(name: string) => IDBObjectStore} Shelves The shelves within one transaction.
 *
 * @typedef {object} Disk
 * @property {<T>(mode: IDBTransactionMode, work: (shelf: Shelves) => IDBRequest<T>) => Promise<T>}
 *   within Do the work in one transaction; fails as a whole.
 */

/** @param {string} name @returns {Disk} */
export function makeDisk(name) {
  /** @type {Promise<IDBDatabase> | null} */
  let opened = null;

  /** Opened anew when the browser has closed it, and after a failure: it may have been then. */
  function database() {
    opened ??= open(name, () => {
      opened = null;
    });
    opened.catch(() => {
      opened = null;
    });
    return opened;
  }

  return {
    async within(mode, work) {
      const base = await database();
      try {
        const transaction = base.transaction(Object.keys(SHELVES), mode, { durability: "strict" });
        const request = work((shelf) => transaction.objectStore(shelf));
        await over(transaction);
        return request.result;
      } catch (fault) {
        base.close();
        opened = null;
        throw fault;
      }
    },
  };
}

/** @param {IDBDatabase} base @param {string} name */
function makeParcelShelf(base, name) {
  const store = base.createObjectStore(name, { keyPath: "number", autoIncrement: true });
  store.createIndex(BY_ID, "id", { unique: true });
}

/**
 * @param {string} name
 * @param {() => void} closed Called when the browser closes it, or a newer page wants it.
 * @returns {Promise<IDBDatabase>}
 */
async function open(name, closed) {
  try {
    return await openAt(name, closed, VERSION);
  } catch (fault) {
    const isNewer = fault instanceof DOMException && fault.name === "VersionError";
    if (!isNewer) throw fault;
    return openAt(name, closed); // a newer page was here: it has only added to it
  }
}

/** @param {string} name @param {() => void} closed @param {number} [version] @returns {Promise<IDBDatabase>} */
function openAt(name, closed, version) {
  return new Promise((done, failed) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      const base = request.result;
      for (const [shelf, make] of Object.entries(SHELVES)) {
        if (!base.objectStoreNames.contains(shelf)) make(base, shelf);
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
    transaction.onerror = ({ target }) => failed(/** @type {IDBRequest} */ (target).error);
  });
}
