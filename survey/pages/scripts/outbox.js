/**
 * The one sender: one parcel at a time, kept until a reply vouches for it or refuses it for good,
 * with longer and longer pauses in between. One that the service fails over does not hold up the rest.
 */
import { deliver, pause } from "./delivery.js";
import { BREATH, FEW, STUMBLES } from "./settings.js";

/**
 * @typedef {import("./delivery.js").Parcel} Parcel
 * @typedef {import("./delivery.js").Fate} Fate
 * @typedef {import("./delivery.js").Trouble} Trouble
 *
 * @typedef {object} Queue Where parcels wait, in the order they came.
 * @property {(parcel: Parcel) => Promise<void>} add
 * @property {(but?: Set<string>) => Promise<Parcel | undefined>} first The one to send next, leaving
 *   out those ids.
 * @property {(id: string) => Promise<void>} forget It has arrived.
 * @property {(id: string) => Promise<void>} setAside It was refused for good.
 * @property {() => Promise<Count>} count
 *
 * @typedef {object} Count
 * @property {number} waiting How many are not sent yet.
 * @property {number} aside How many were refused and are kept.
 * @property {number} fleeting How many of those that wait would go with the page.
 *
 * @typedef {object} Outbox
 * @property {(parcel: Parcel, stored?: () => void) => Promise<Fate>} put Keep it, then send it,
 *   however long it takes. `stored` is called when it waits where it should; only then may anybody
 *   be thanked.
 * @property {() => Promise<void>} now Try again without waiting for the pause to end; a pause that
 *   the service asked for is kept.
 * @property {() => number} waiting How many are not sent yet.
 * @property {() => number} aside How many were refused and are kept.
 * @property {() => number} fleeting How many of those that wait would go with the page.
 */

/**
 * @param {() => string} token Opens the channel; asked for at each try.
 * @param {object} [given]
 * @param {(trouble: Trouble) => void} [given.troubled] Called after each try that failed.
 * @param {() => void} [given.changed] Called when other parcels wait than before.
 * @param {Queue} [given.queue] In memory when left out.
 * @param {(send: () => Promise<void>) => Promise<void>} [given.alone] Lets one page send at a time.
 * @returns {Outbox}
 */
export function makeOutbox(token, given = {}) {
  const { troubled = () => {}, changed = () => {} } = given;
  const { queue = makeQueue(), alone = (send) => send() } = given;
  /** @type {Map<string, (fate: Fate) => void>} */
  const awaited = new Map();
  /** @type {Map<string, number>} */
  const stumbles = new Map();
  /** @type {Count} */
  let count = { waiting: 0, aside: 0, fleeting: 0 };
  let sending = false;
  let asked = false;
  let tries = 0;
  let timer = 0;
  let quietUntil = Number.NEGATIVE_INFINITY;

  async function recount() {
    count = await queue.count();
    queueMicrotask(changed); // whatever goes wrong there, sending goes on
  }

  async function run() {
    if (performance.now() < quietUntil) return;
    asked = true;
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    try {
      while (asked) {
        asked = false;
        await alone(send);
      }
    } finally {
      sending = false;
    }
  }

  /** Where the queue itself fails, all is kept, and tried again later. */
  async function send() {
    await sendAll().catch(() => rest("later", 0));
  }

  async function sendAll() {
    /** @type {Set<string>} */
    const passed = new Set();
    const next = () => queue.first(passed);
    for (let parcel = await next(); parcel; parcel = await next()) {
      const { fate, wait } = await deliver(parcel, token());
      if (fate === "stuck" && mayPass(parcel.id)) {
        passed.add(parcel.id);
        continue;
      }
      if (fate !== "kept" && fate !== "refused") return rest(fate, wait);
      tries = 0;
      await (fate === "kept" ? queue.forget(parcel.id) : queue.setAside(parcel.id));
      await recount();
      awaited.get(parcel.id)?.(fate);
      awaited.delete(parcel.id);
      if (count.waiting > FEW) return breathe();
    }
    if (passed.size > 0) rest("stuck", 0);
  }

  /** Where many wait, many tablets may have come back at once: they leave room for each other. */
  function breathe() {
    asked = false;
    timer = setTimeout(run, Math.random() * BREATH);
  }

  /** After some tries the others are sent first. It is kept, and tried each time. @param {string} id */
  function mayPass(id) {
    const times = (stumbles.get(id) ?? 0) + 1;
    stumbles.set(id, times);
    return times > STUMBLES;
  }

  /** @param {Trouble} trouble @param {number} wait */
  function rest(trouble, wait) {
    asked = false;
    const length = Math.max(wait, pause(tries++));
    if (wait > 0) quietUntil = performance.now() + length;
    timer = setTimeout(run, length);
    queueMicrotask(() => troubled(trouble));
  }

  addEventListener("online", run);
  document.addEventListener("visibilitychange", () => document.hidden || run());
  return {
    async put(parcel, stored = () => {}) {
      /** @type {Promise<Fate>} */
      const fate = new Promise((settle) => awaited.set(parcel.id, settle));
      await queue.add(parcel);
      stored();
      await recount();
      run();
      return fate;
    },
    async now() {
      await recount();
      await run();
    },
    waiting: () => count.waiting,
    aside: () => count.aside,
    fleeting: () => count.fleeting,
  };
}

/** Parcels in memory: gone with the page. @returns {Queue & { has: (id: string) => boolean }} */
export function makeQueue() {
  /** @type {Parcel[]} */
  const waiting = [];
  let aside = 0;

  const remove = (/** @type {string} */ id) => {
    const index = waiting.findIndex((parcel) => parcel.id === id);
    if (index >= 0) waiting.splice(index, 1);
  };
  return {
    has: (id) => waiting.some((parcel) => parcel.id === id),
    add: async (parcel) => void waiting.push(parcel),
    first: async (but) => waiting.find(({ id }) => !but?.has(id)),
    forget: async (id) => remove(id),
    async setAside(id) {
      remove(id);
      aside += 1;
    },
    count: async () => ({ waiting: waiting.length, aside, fleeting: waiting.length }),
  };
}
