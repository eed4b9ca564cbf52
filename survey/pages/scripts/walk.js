/** The way through an interview: forth, back, past, and out, never by itself. */
import { clearAnswer, fits, readAnswer } from "./answers.js";
import { settleChoice } from "./choosing.js";
import { isAsked } from "./conditions.js";
import { onButtons } from "./parts.js";
import { isQuestion, saidOf, statuses } from "./statuses.js";

/**
 * @typedef {object} Walk
 * @property {() => void} begin Show the question the respondent has come to.
 * @property {() => Record<string, import("./answers.js").Answer>} answers By question key.
 * @property {(how: string) => string | null} how What was said of the mode, or the helper.
 * @property {() => Place} place
 *
 * @typedef {object} Place Where the respondent is, and what she has passed.
 * @property {number} at
 * @property {number[]} passed
 *
 * @typedef {object} Ends
 * @property {() => void} finished After the last question.
 * @property {() => void} stopping She wants to stop; what then becomes of it is for the host.
 * @property {() => void} [moved] After each change and each step.
 */

/**
 * Lead through the stage's questions.
 *
 * @param {import("./stage.js").Stage} stage
 * @param {HTMLElement} root Holds the stage and the way to stop.
 * @param {Ends} ends
 * @param {{ signal?: AbortSignal, place?: Place }} [given]
 * @returns {Walk}
 */
export function leadThrough(stage, root, ends, { signal, place } = {}) {
  const { form, steps } = stage;
  const passed = new Set(steps.filter((_, index) => place?.passed.includes(index)));
  let at = place?.at ?? nextFrom(-1, 1);

  /** The next step that is asked, from `from` in that direction; -1 or the end when none is. */
  function nextFrom(/** @type {number} */ from, /** @type {1 | -1} */ direction) {
    let index = from + direction;
    while (steps[index] && !isAsked(/** @type {HTMLElement} */ (steps[index]), steps)) {
      index += direction;
    }
    return index;
  }

  function here() {
    return /** @type {HTMLElement} */ (steps[at]);
  }

  function about() {
    const asked = steps.filter((step) => isQuestion(step) && isAsked(step, steps));
    return {
      number: asked.indexOf(here()) + 1,
      total: asked.length,
      first: nextFrom(at, -1) < 0,
      last: nextFrom(at, 1) >= steps.length,
    };
  }

  function show() {
    stage.ask(here(), about());
    ends.moved?.();
  }

  function pass() {
    passed.add(here());
    const next = nextFrom(at, 1);
    if (next >= steps.length) return ends.finished();
    at = next;
    show();
  }

  const actions = {
    next() {
      if (!fits(here())) stage.complain(here(), here().dataset.complaint ?? "");
      else if (here().dataset.kind === "info" || readAnswer(here())) pass();
      else stage.doubt();
    },
    skip() {
      clearAnswer(here());
      pass();
    },
    back() {
      if (here().hidden) return show();
      at = Math.max(nextFrom(at, -1), 0);
      show();
    },
    stay: show,
    rerank() {
      clearAnswer(here());
      ends.moved?.();
    },
    stop: ends.stopping,
  };

  /** @param {Event} event */
  function changed({ target }) {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    stage.calm();
    if (!settleChoice(here(), target)) stage.complain(here(), here().dataset.complaint ?? "");
    stage.retell(about());
    ends.moved?.();
  }

  form.addEventListener("input", changed, { signal });
  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  form.addEventListener("submit", actions.next, { signal });
  onButtons(root, actions, signal);

  return {
    begin: show,
    answers: () => Object.fromEntries(statuses(steps, passed)),
    how: (name) => saidOf(name, steps),
    place: () => ({ at, passed: [...passed].map((step) => steps.indexOf(step)) }),
  };
}
