/** What became of each question, for those who read the answers. */
import { readAnswer } from "./answers.js";
import { conditionsOf, find, isAsked, isMet } from "./conditions.js";

/** True for what is asked and counted; not for information, nor for how it was answered. */
export function isQuestion(/** @type {HTMLElement} */ step) {
  return step.dataset.question !== undefined && step.dataset.kind !== "info";
}

/** @param {HTMLElement[]} steps @param {Set<HTMLElement>} passed */
export function statuses(steps, passed) {
  /** @param {HTMLElement} step */
  const status = (step) => {
    if (!isAsked(step, steps)) return { status: whyNotAsked(step, steps, passed) };
    return readAnswer(step) ?? { status: passed.has(step) ? "skipped" : "not_reached" };
  };
  return steps
    .filter(isQuestion)
    .map((step) => /** @type {const} */ ([step.dataset.question, status(step)]));
}

/**
 * Not relevant once a condition was decided against it; before that it has simply not come up.
 *
 * @param {HTMLElement} step
 * @param {HTMLElement[]} steps
 * @param {Set<HTMLElement>} passed
 * @returns {"not_relevant" | "not_reached"}
 */
function whyNotAsked(step, steps, passed) {
  const ruledOut = conditionsOf(step).some((condition) => {
    const earlier = find(condition.question, steps);
    if (!earlier || isMet(condition, steps)) return false;
    if (!isAsked(earlier, steps)) return whyNotAsked(earlier, steps, passed) === "not_relevant";
    return passed.has(earlier) || readAnswer(earlier) !== null;
  });
  return ruledOut ? "not_relevant" : "not_reached";
}

/** @param {string} name @param {HTMLElement[]} steps */
export function saidOf(name, steps) {
  const step = steps.find((one) => one.dataset.how === name);
  if (!step || !isAsked(step, steps)) return null;
  return /** @type {string | null} */ (readAnswer(step)?.value ?? null);
}
