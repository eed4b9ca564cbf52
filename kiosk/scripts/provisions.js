/**
 * What the open rounds need is fetched ahead of time, in every language and with its sound, so that
 * whole interviews can be held while the server is gone.
 */
import { CONTENT } from "./caches.js";
import { interviewAddress, speechAddress, spokenAddress } from "./server.js";

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

  /** @param {string} address @param {boolean} isFresh */
  async function have(address, isFresh) {
    named.add(new URL(address, location.href).href);
    const kept = isFresh ? undefined : await cache.match(address, { ignoreVary: true });
    if (kept) return kept;
    const reply = await fetch(address, { credentials: "omit" });
    if (!reply.ok) throw new Error(`${address} was answered with ${reply.status}`);
    await cache.put(address, reply.clone());
    return reply;
  }

  for (const address of interviews) {
    const pictures = picturesIn(await (await have(address, false)).text());
    for (const picture of pictures) await have(picture, false);
  }
  for (const address of sounds) {
    /** @type {{ spoken: { files: string[] }[] }} */
    const { spoken } = await (await have(address, true)).json();
    for (const file of spoken.flatMap(({ files }) => files)) await have(file, false);
  }
  for (const { url } of await cache.keys()) if (!named.has(url)) await cache.delete(url);
}

/** @param {string} html */
function picturesIn(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return [...page.querySelectorAll("img")].map((image) => image.getAttribute("src") ?? "");
}
