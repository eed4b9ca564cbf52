/**
 * What the open rounds need is fetched ahead of time, in every language and with its sound, so that
 * whole interviews can be held while the server is gone.
 */
import { CONTENT, FRESH } from "./caches.js";
import { interviewAddress, speechAddress, spokenAddress } from "./server.js";
import { REPLY } from "./settings.js";

/** @typedef {import("./server.js").Here} Here */

/**
 * @typedef {object} Provisions
 * @property {(here: Here) => Promise<void>} lay In what is missing. Never fails; it goes on next time.
 * @property {() => boolean} areWhole True when all that `here` needs is on the tablet.
 */

/** @returns {Provisions} */
export function makeProvisions() {
  let laid = "";
  let laying = false;

  /** @param {Here} here */
  async function lay(here) {
    const wanted = wantedBy(here);
    const order = JSON.stringify([here.today, wanted]);
    if (laying || order === laid || !navigator.serviceWorker?.controller) return;
    laying = true;
    laid = "";
    try {
      await fetchAll(wanted);
      laid = order;
    } catch {
      // Without a connection, or without room: the next round of asking goes on where this ended.
    } finally {
      laying = false;
    }
  }

  return { lay, areWhole: () => laid !== "" };
}

/**
 * @typedef {object} Wanted
 * @property {string[]} interviews
 * @property {string[]} sounds Lists of what can be heard.
 */

/** @param {Here} here @returns {Wanted} */
function wantedBy({ rounds, languages }) {
  const ways = rounds.flatMap(({ version, voices, languages }) =>
    voices.flatMap(({ perspectives }) =>
      perspectives.flatMap((perspective) =>
        languages.map((language) => /** @type {const} */ ([version, language, perspective])),
      ),
    ),
  );
  const unique = (/** @type {string[]} */ all) => [...new Set(all)];
  return {
    interviews: unique(ways.map((way) => interviewAddress(...way))),
    sounds: unique([...languages.map(speechAddress), ...ways.map((way) => spokenAddress(...way))]),
  };
}

/** Fetch what is not there yet, lists of sounds anew each day; what nothing names any more goes at the end. @param {Wanted} wanted */
async function fetchAll({ interviews, sounds }) {
  const cache = await caches.open(CONTENT);
  const named = new Set();

  const find = (/** @type {string} */ address) => cache.match(address, { ignoreVary: true });

  /**
   * See to it that the cache has it. Each reply is read to its end: a worker with half a reply in
   * hand does not make way for the next release.
   *
   * @param {string} address
   * @param {boolean} [isFresh]
   */
  async function have(address, isFresh = false) {
    named.add(new URL(address, location.href).href);
    if (!isFresh && (await find(address))) return;
    const signal = AbortSignal.timeout(REPLY);
    const reply = await fetch(address, { credentials: "omit", cache: FRESH, signal });
    if (!reply.ok) throw new Error(`${address} was answered with ${reply.status}`);
    await cache.put(address, reply);
  }

  /** @param {string} address */
  async function kept(address) {
    const found = await find(address);
    if (!found) throw new Error(`${address} is gone again`);
    return found;
  }

  for (const address of interviews) {
    await have(address);
    for (const picture of picturesIn(await (await kept(address)).text())) await have(picture);
  }
  for (const address of sounds) {
    await have(address, true);
    /** @type {{ spoken: { files: string[] }[] }} */
    const { spoken } = await (await kept(address)).json();
    for (const file of spoken.flatMap(({ files }) => files)) await have(file);
  }
  for (const { url } of await cache.keys()) if (!named.has(url)) await cache.delete(url);
}

/** @param {string} html */
function picturesIn(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return [...page.querySelectorAll("img")].map((image) => image.getAttribute("src") ?? "");
}
