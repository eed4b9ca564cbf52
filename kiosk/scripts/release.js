/**
 * Releases of this page. The tablet's worker holds one whole release; a newer one takes over only
 * when nobody is answering on any page of this tablet and nothing is being sent.
 */
import { SENDER } from "../../survey/pages/scripts/queue.js";
import { releaseCache } from "./caches.js";

const WORKER = "/k/worker.js";

/** Held, together with others, while somebody answers; alone, to change the release. */
const ANSWERING = "lydhoer.answering";

/**
 * @typedef {object} Releases
 * @property {(newest?: string) => Promise<void>} look Fetch what is new, and change to it if it may.
 */

/**
 * @param {() => boolean} isQuiet True when this page may be loaded anew: nobody is using it, and all
 *   that was said on it is on the disk.
 * @returns {Releases}
 */
export function makeReleases(isQuiet) {
  const workers = navigator.serviceWorker;
  /** @type {ServiceWorkerRegistration | undefined} */
  let known;
  let hasWorker = Boolean(workers?.controller);
  let isOld = false;

  async function fetchNew(/** @type {string | undefined} */ newest) {
    if (known && (!newest || (await caches.has(releaseCache(newest))))) return;
    known = await workers.register(WORKER);
    if (newest && !(await caches.has(releaseCache(newest)))) await known?.update();
  }

  /** A page from an older release than its worker is loaded anew; a waiting one is let in. */
  function change() {
    if (!isQuiet()) return;
    if (isOld) location.reload();
    else known?.waiting?.postMessage("take over");
  }

  workers?.addEventListener("controllerchange", () => {
    isOld = hasWorker;
    hasWorker = true;
    alone(change);
  });
  return {
    async look(newest) {
      if (!workers) return;
      await fetchNew(newest).catch(() => {});
      await alone(change);
    },
  };
}

/** Hold off a change of the release until `over`. @param {AbortSignal} over */
export function holdRelease(over) {
  const until = new Promise((done) => over.addEventListener("abort", done, { once: true }));
  navigator.locks?.request(ANSWERING, { mode: "shared" }, () => until);
}

/**
 * Do it when no page of this tablet sends, if none answers then.
 *
 * @param {() => void} work
 */
async function alone(work) {
  const { locks } = navigator;
  await locks?.request(SENDER, () =>
    locks.request(ANSWERING, { ifAvailable: true }, async (quiet) => {
      if (quiet) work();
    }),
  );
}
