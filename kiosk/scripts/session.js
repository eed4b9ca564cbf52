/** One respondent's session, from her yes to the thanks. Nothing of it outlives the session. */
import { fill, onButtons, one, partsIn } from "../../survey/pages/scripts/parts.js";
import { makeStage } from "../../survey/pages/scripts/stage.js";
import { freeze, newId } from "../../survey/pages/scripts/submission.js";
import { leadThrough } from "../../survey/pages/scripts/walk.js";
import { askHow, helpTold } from "./helping.js";
import { connectKeypad } from "./keypad.js";
import { makeScrollable } from "./scrolling.js";
import { fetchPage, interviewAddress } from "./server.js";

/**
 * @typedef {object} Host What the tablet gives a session.
 * @property {import("./screen.js").Screen} screen
 * @property {() => void} settle A new screen has come.
 * @property {() => Record<string, string>} display
 * @property {string} day
 * @property {AbortSignal} signal Ends the session.
 * @property {(parcel: import("../../survey/pages/scripts/queue.js").SealedParcel, isHere: boolean) => void} send
 * @property {() => void} forget She wants nothing kept.
 * @property {() => void} home
 *
 * @typedef {import("../../survey/pages/scripts/submission.js").Ending["outcome"]} Outcome
 *
 * @typedef {object} Session
 * @property {() => void} breakOff She has gone: keep what she said, unless she was stopping.
 */

/**
 * Ask whether she wants to.
 *
 * @param {import("./screen.js").Screen} screen
 * @param {import("./attract.js").Chosen} chosen
 * @param {{ yes: () => void, practice: () => void, help?: () => void }} then `help` where it has not
 *   been asked before who answers.
 */
export function askConsent(screen, { round }, then) {
  const { lang } = document.documentElement;
  const room = screen.tell("consent", (made) => {
    fill(made, "title", round.title[lang] ?? "");
    fill(made, "purpose", round.purpose[lang] ?? "");
    if (!then.help) one(made, '[value="help"]').remove();
  });
  onButtons(room, then);
}

/**
 * Lead through the interview.
 *
 * @param {import("./attract.js").Chosen} chosen
 * @param {Host} host
 * @returns {Promise<Session>} Fails when the document cannot be had.
 */
export async function beginSession({ round, voice, perspective, helper }, host) {
  const { lang } = document.documentElement;
  const page = await fetchPage(interviewAddress(round.version, lang, perspective));
  const form = /** @type {HTMLFormElement} */ (
    document.importNode(one(page, "form.interview"), true)
  );
  if (!round.asks_mode || helper) {
    for (const how of form.querySelectorAll("[data-how]")) how.remove();
  }
  const id = newId();
  let gone = () => end("idle", false);
  let look = () => {};

  host.screen.show(form);
  const stage = makeStage(form, partsIn(form), {
    top: host.screen.corner,
    changed() {
      host.settle();
      look();
    },
  });
  addKeypads(stage.steps, host.screen);
  look = makeScrollable(one(form, ".middle"), host.screen.part("updown"));

  /** @param {Outcome} outcome @param {boolean} isHere @param {string | null} mode */
  function end(outcome, isHere, mode = null) {
    const help = helper ? helpTold(helper, mode) : { voice, how: walk.how };
    const { day, display } = host;
    const ending = { outcome, day, round: round.round, voice: help.voice, display: display() };
    const body = freeze(form, { ...walk, how: help.how }, ending);
    host.send({ id, body, round: round.round, version: round.version }, isHere);
  }

  /** She is done; one who helped is asked how it went. @param {Outcome} outcome */
  function finish(outcome) {
    if (!helper) return end(outcome, true);
    gone = () => end(outcome, false);
    askHow(host.screen, (mode) => end(outcome, true, mode));
  }

  const walk = leadThrough(
    stage,
    document.body,
    {
      finished: () => finish("finished"),
      stopping() {
        gone = host.home;
        stage.tell("stop");
      },
      moved() {
        gone = () => end("idle", false);
      },
    },
    { signal: host.signal },
  );
  onButtons(form, { keep: () => finish("stopped"), forget: host.forget }, host.signal);
  walk.begin();
  return { breakOff: () => gone() };
}

/**
 * Give the questions that take a number their keys.
 *
 * @param {HTMLElement[]} steps
 * @param {import("./screen.js").Screen} screen
 */
export function addKeypads(steps, screen) {
  for (const step of steps) {
    if (step.dataset.kind !== "number") continue;
    const field = /** @type {HTMLInputElement} */ (one(step, 'input[type="text"]'));
    const keypad = screen.part("keypad");
    one(step, ".number").after(keypad);
    connectKeypad(keypad, field, (field.dataset.most ?? "").length);
  }
}
