/** Between two respondents: the invitation stands still, and the tablet asks what is new. */
import { invite } from "./attract.js";
import { offered } from "./corner_languages.js";
import { device } from "./device.js";
import { saidLast } from "./said_last.js";
import { fetchRounds, Refused } from "./server.js";
import { REFRESH, SILENCE } from "./settings.js";

/**
 * @typedef {import("./server.js").Here} Here
 * @typedef {import("./server.js").Round} Round
 *
 * @typedef {object} Rest
 * @property {() => Promise<void>} begin
 * @property {() => void} leave Stand still no longer: something else has come.
 * @property {() => void} forget Another centre may be next.
 * @property {() => Here | null} here What the server said last.
 * @property {() => boolean} isUnused True while it stands still and nobody has touched it for long.
 *
 * @typedef {object} Then
 * @property {(round: Round) => void} begin
 * @property {(here: Here) => void} heard The server has said what is here.
 * @property {() => void} unused Someone touched the screen and left.
 * @property {() => void} unknown The server no longer knows this tablet.
 */

/**
 * @param {import("./screen.js").Screen} screen
 * @param {Then} then
 * @returns {Rest}
 */
export function makeRest(screen, then) {
  const pageLanguage = document.documentElement.lang;
  /** @type {Here | null} */
  let here = saidLast.read();
  let resting = false;
  let touched = false;
  let timer = 0;
  let unused = 0;

  async function begin() {
    resting = true;
    touched = false;
    if (here) await showAnew(here);
    await refresh();
  }

  /**
   * In the page's own language, unless nothing is asked in it.
   *
   * @param {Here} told
   */
  async function showAnew(told) {
    const known = offered(told);
    const [other = pageLanguage] = known.languages;
    const language = known.languages.includes(pageLanguage) ? pageLanguage : other;
    await screen.speak(language).catch(() => {});
    if (resting) show(known);
  }

  /** What was known before serves while there is no connection. */
  async function refresh() {
    clearTimeout(timer);
    timer = setTimeout(refresh, REFRESH);
    const before = shownOf(here);
    try {
      here = await fetchRounds(device.token());
      saidLast.keep(here);
    } catch (fault) {
      if (!resting) return;
      if (fault instanceof Refused && [401, 403].includes(fault.status)) return forgotten();
      if (!here) screen.tell("away");
    }
    if (resting && here && shownOf(here) !== before) await showAnew(here);
    if (resting && here) then.heard(here);
  }

  function forgotten() {
    stop();
    then.unknown();
  }

  function stop() {
    resting = false;
    clearTimeout(timer);
    clearTimeout(unused);
  }

  function forget() {
    here = null;
    saidLast.forget();
  }

  /** @param {Here} known */
  function show(known) {
    invite(screen, known, {
      begin(round) {
        stop();
        then.begin(round);
      },
      async speak(language) {
        await screen.speak(language).catch(() => {});
        show(known);
      },
    });
  }

  /** A size or a language that nobody goes on to use is forgotten too. */
  function notice() {
    clearTimeout(unused);
    touched = true;
    if (resting) unused = setTimeout(() => resting && then.unused(), SILENCE);
  }

  document.addEventListener("click", notice);
  const isUnused = () => resting && !touched;
  return { begin, leave: stop, forget, here: () => here, isUnused };
}

/** What of it respondents are shown; the rest may change without their noticing. @param {Here | null} here */
function shownOf(here) {
  return JSON.stringify({ ...here, staff: null, sealing: null, release: null });
}
