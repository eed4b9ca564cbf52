/** "Read aloud": what is asked, a pause, then each answer, lit while it is said. Never unasked. */
import { onButtons, one } from "../../survey/pages/scripts/parts.js";
import { makePlayer } from "./player.js";
import { saidOn } from "./said.js";
import { speechAddress } from "./server.js";
import { BETWEEN, HEARD, PAUSE, WORDS } from "./settings.js";
import { makeSounds } from "./sounds.js";
import { onSpeakers, speak, speakerOf } from "./speaker.js";

/**
 * @typedef {import("./said.js").Said} Said
 *
 * @typedef {object} Reading
 * @property {() => void} look Another screen has come: silence, and offer to read it if it can be.
 * @property {(address: string) => void} learn There are sounds at that address of the server.
 * @property {() => void} reset
 * @property {() => Record<string, string>} display The settings in use, for the submission.
 */

/** @param {import("./screen.js").Screen} screen @returns {Reading} */
export function makeReading(screen) {
  const tool = one(document, '.tools [value="read"]');
  const sounds = makeSounds();
  const player = makePlayer();
  let words = WORDS;
  let used = false;
  let reading = new AbortController();
  reading.abort();

  function stop() {
    reading.abort();
    tool.setAttribute("aria-pressed", "false");
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  }

  /** No button that does nothing: it is there where every text of the screen can be heard. */
  function offer() {
    const said = saidOn(screen.place, screen.part);
    const can = said.length > 0 && (isRecorded(said) || Boolean(ownSpeaker()));
    tool.classList.toggle("away", !can);
    const speeds = screen.place.querySelector(".speeds");
    if (speeds instanceof HTMLElement) speeds.hidden = !(can && used);
    mark();
  }

  /** @param {Said[]} said */
  const isRecorded = (said) => said.every(({ text }) => sounds.filesOf(text).length > 0);

  const ownSpeaker = () => speakerOf(document.documentElement.lang);

  /** @param {string} address */
  const learn = (address) => sounds.learn(address).then(offer);

  async function read() {
    const said = saidOn(screen.place, screen.part);
    const utter = isRecorded(said) ? play : pronounce;
    reading = new AbortController();
    const { signal } = reading;
    tool.setAttribute("aria-pressed", "true");
    used = true;
    offer();
    for (const [index, { text, lit }] of said.entries()) {
      const isFirstAnswer = Boolean(lit) && !said[index - 1]?.lit;
      if (index > 0) await pause(isFirstAnswer ? PAUSE : BETWEEN, signal);
      if (signal.aborted) return;
      document.dispatchEvent(new Event(HEARD));
      light(lit);
      if (
        !(await utter(text, signal).then(
          () => true,
          () => false,
        ))
      ) {
        sounds.doubt(text);
        break;
      }
      lit?.classList.remove("lit");
    }
    if (signal.aborted) return;
    document.dispatchEvent(new Event(HEARD));
    stop();
    offer();
  }

  /** @param {string} text @param {AbortSignal} signal */
  async function play(text, signal) {
    for (const file of sounds.filesOf(text)) {
      if (!signal.aborted) await player.play(file, words / WORDS, signal);
    }
  }

  /** @param {string} text @param {AbortSignal} signal */
  async function pronounce(text, signal) {
    const speaker = ownSpeaker();
    if (!speaker) throw new Error("nobody to say it");
    await speak(text, speaker, words / WORDS, signal);
  }

  /** @param {string | undefined} chosen */
  function hasten(chosen) {
    words = Number(chosen ?? WORDS);
    player.hasten(words / WORDS);
    mark();
  }

  /** Show which speed is chosen. */
  function mark() {
    for (const button of document.querySelectorAll('button[value="speed"]')) {
      const { dataset } = /** @type {HTMLElement} */ (button);
      button.setAttribute("aria-pressed", String(Number(dataset.words) === words));
    }
  }

  onButtons(document, {
    read: () => (reading.signal.aborted ? read() : stop()),
    speed: ({ dataset }) => hasten(dataset.words),
  });
  screen.place.addEventListener("input", stop);
  document.addEventListener("visibilitychange", () => document.hidden && stop());
  onSpeakers(offer);

  return {
    look() {
      stop();
      offer();
      learn(speechAddress(document.documentElement.lang));
    },
    learn,
    reset() {
      stop();
      used = false;
      hasten(undefined);
    },
    display: () => ({ read_aloud: used ? String(words) : "off" }),
  };
}

/** @param {Element | null} lit */
function light(lit) {
  lit?.classList.add("lit");
  lit?.scrollIntoView({ block: "nearest" });
}

/** @param {number} length @param {AbortSignal} signal Cuts it short. @returns {Promise<void>} */
function pause(length, signal) {
  return new Promise((done) => {
    setTimeout(done, length);
    signal.addEventListener("abort", () => done(), { once: true });
  });
}
