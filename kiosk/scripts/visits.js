/** One visit after the other: who answers, whether she wants to, the interview, the thanks. */
import { askWho, choicesOf } from "./attract.js";
import { mayBeHelped, showCard, withHelper } from "./helping.js";
import { practise } from "./practice.js";
import { holdRelease } from "./release.js";
import { spokenAddress } from "./server.js";
import { askConsent, beginSession } from "./session.js";
import { SAVING, THANKS } from "./settings.js";
import { listenForSilence } from "./silence.js";
import { tellSuggested } from "./suggested.js";

/**
 * @typedef {import("./server.js").Round} Round
 * @typedef {import("./attract.js").Chosen} Chosen
 * @typedef {import("../../survey/pages/scripts/queue.js").SealedParcel} Parcel
 *
 * @typedef {object} Given
 * @property {import("../../survey/pages/scripts/outbox.js").Outbox} outbox
 * @property {import("./comfort.js").Comfort} comfort
 * @property {import("./reading.js").Reading} reading
 * @property {import("./news.js").News} news
 * @property {() => void} settle
 * @property {() => void} home
 */

const THANKED = new Set(["thanks", "thanks_later"]);

/**
 * @param {import("./screen.js").Screen} screen
 * @param {Given} given
 * @returns {{ begin: (round: Round, day: string) => void, end: () => void, decline: () => void }}
 *   `decline` tells that no answers can be taken now.
 */
export function makeVisits(screen, { outbox, comfort, reading, news, settle, home }) {
  let visit = new AbortController();
  let held = new AbortController();
  let timer = 0;
  let gone = home;
  /** @type {Round | null} */
  let asked = null;

  function end() {
    leave();
    held.abort();
  }

  function leave() {
    visit.abort();
    clearTimeout(timer);
  }

  /** @param {Round} round @param {string} day */
  function begin(round, day) {
    visit = new AbortController();
    held = new AbortController();
    holdRelease(held.signal);
    gone = home;
    asked = round;
    const then = { gone: () => gone(), asked: settle };
    listenForSilence(() => screen.part("silent"), then, visit.signal);
    const choices = choicesOf(round);
    const [only] = choices;
    if (choices.length === 1 && only) return consent(only, day);
    askWho(screen, [...choices, ...withHelper(choices)], (chosen) =>
      chosen.isHelped ? help(chosen, day) : consent({ ...chosen, isHelped: false }, day),
    );
  }

  /** Who helps is asked with who answers; where nobody asked that, here. */
  function consent(/** @type {Chosen} */ chosen, /** @type {string} */ day) {
    const { version } = chosen.round;
    reading.learn(spokenAddress(version, document.documentElement.lang, chosen.perspective));
    const canAsk = chosen.isHelped === undefined && mayBeHelped(chosen);
    const done = () => consent(chosen, day);
    askConsent(screen, chosen, {
      yes: () => start(chosen, day),
      practice: () => practise(screen, { settle, done }, visit.signal),
      help: canAsk ? () => help(chosen, day) : undefined,
    });
  }

  /** @param {Chosen} chosen @param {string} day */
  function help(chosen, day) {
    showCard(screen, (helper) => consent({ ...chosen, helper }, day));
  }

  /** @param {Chosen} chosen @param {string} day */
  async function start(chosen, day) {
    const { signal } = visit;
    const host = { screen, settle, day, signal, send, display, forget, home };
    try {
      gone = (await beginSession(chosen, host)).breakOff;
    } catch (fault) {
      console.error(fault);
      end();
      screen.tell("away");
      timer = setTimeout(home, THANKS);
    }
  }

  const display = () => ({ ...comfort.display(), ...reading.display() });

  function forget() {
    end();
    last("goodbye");
  }

  /**
   * Send, and thank her: for what is saved, or after a moment for what the tablet keeps meanwhile;
   * never before it is on the disk.
   *
   * @param {Parcel} parcel
   * @param {boolean} isHere False for one who has gone.
   */
  async function send(parcel, isHere) {
    leave();
    const untilStored = held;
    held = new AbortController();
    let waits = isHere;
    const thank = (/** @type {string} */ name) => {
      if (waits) last(name);
      waits = false;
    };
    if (isHere) screen.tell("sending");
    else home();
    const moment = new Promise((done) => {
      if (isHere) timer = setTimeout(done, SAVING);
    });
    const fate = await outbox.put(parcel, () => {
      untilStored.abort();
      moment.then(() => thank("thanks_later"));
    });
    thank(fate === "kept" ? "thanks" : "refused");
    news.tell();
  }

  /** @param {string} name */
  function last(name) {
    clearTimeout(timer);
    screen.tell(name, (room) => THANKED.has(name) && tellSuggested(room, screen, asked));
    timer = setTimeout(home, THANKS);
  }

  return { begin, end, decline: () => last("full") };
}
