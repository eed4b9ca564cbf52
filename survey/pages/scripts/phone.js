/**
 * Sending from a relative's own phone. What waits there is sealed, and is sent under the code it was
 * given under, whatever link is open by then; so that code is kept beside it until it has arrived.
 */
import { makeDisk } from "./disk.js";
import { makeOutbox } from "./outbox.js";
import { makeSealedQueue } from "./queue.js";
import { KEY_REPLY, TURN } from "./settings.js";

/**
 * @typedef {import("./sealing.js").Sealing} Sealing
 * @typedef {import("./queue.js").SealedQueue} SealedQueue
 */

const NAME = "lydhoer.phone";
const disk = makeDisk(NAME);

/** What to seal to; undefined where the server does not say. @returns {Promise<Sealing | undefined>} */
export async function askForKey() {
  try {
    const signal = AbortSignal.timeout(KEY_REPLY);
    const reply = await fetch("/responses/key", { credentials: "omit", cache: "no-store", signal });
    return reply.ok ? await reply.json() : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Parcels given under `code`.
 *
 * @param {string} code
 * @param {() => Sealing | undefined} [sealing]
 * @param {{ kept: () => void, refused: () => void }} [news] Called when a parcel lies on the disk,
 *   sealed; and when one was refused for good.
 * @returns {SealedQueue}
 */
export function makePhoneQueue(code, sealing = () => undefined, news) {
  const queue = makeSealedQueue(disk, sealing, { code });
  return {
    ...queue,
    async add(parcel) {
      await queue.add(parcel);
      const rows = await queue.rows().catch(() => []);
      if (rows.some(({ id }) => id === parcel.id)) news?.kept();
    },
    async setAside(id) {
      news?.refused();
      await queue.setAside(id);
    },
  };
}

/** The codes under which something waits on this phone. @returns {Promise<Set<string>>} */
export async function waitingCodes() {
  const rows = await makeSealedQueue(disk, () => undefined).rows();
  return new Set(rows.flatMap(({ code }) => (code ? [code] : [])));
}

/**
 * Send what waits under `code`; `sent` is called when nothing does any more.
 *
 * @param {string} code
 * @param {() => void} [sent]
 */
export function sendWaiting(code, sent = () => {}) {
  const queue = makePhoneQueue(code);
  const changed = async () => (await isEmpty(queue)) && sent();
  makeOutbox(() => code, { queue, changed, alone: inTurn }).now();
}

/** True when nothing waits, for sure. @param {SealedQueue} queue */
export async function isEmpty(queue) {
  const rows = await queue.rows().catch(() => null);
  return rows?.length === 0;
}

/**
 * One page of this phone sends at a time. One that was put to sleep while sending may hold up the
 * others for so long only: what is sent twice is kept once.
 *
 * @param {() => Promise<void>} send
 */
export async function inTurn(send) {
  if (!navigator.locks) return send();
  const signal = AbortSignal.timeout(TURN);
  const sending = async () => {
    isMyTurn = true;
    await send();
  };
  let isMyTurn = false;
  await navigator.locks.request(NAME, { signal }, sending).catch(() => {});
  if (!isMyTurn) await send();
}
