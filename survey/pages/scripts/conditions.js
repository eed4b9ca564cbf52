/** Which questions are asked, given the answers so far. */
import { chosen } from "./answers.js";

/** @typedef {{ question: string, answers: string[] }} Condition */

/** @param {HTMLElement} step @returns {Condition[]} */
export function conditionsOf(step) {
  return JSON.parse(step.dataset.askIf || "[]");
}

/**
 * True when `step` is asked: each of its conditions is met by an earlier step that is itself asked.
 * The question who helped is asked when somebody did.
 *
 * @param {HTMLElement} step
 * @param {HTMLElement[]} steps
 * @returns {boolean}
 */
export function isAsked(step, steps) {
  if (step.dataset.how === "helper") return wasHelped(steps);
  return conditionsOf(step).every((condition) => isMet(condition, steps));
}

/**
 * @param {Condition} condition
 * @param {HTMLElement[]} steps
 * @returns {boolean}
 */
export function isMet({ question, answers }, steps) {
  const earlier = find(question, steps);
  if (!earlier || !isAsked(earlier, steps)) return false;
  return chosen(earlier).some((key) => answers.includes(key));
}

/** The step of the question with that key. @param {string} key @param {HTMLElement[]} steps */
export function find(key, steps) {
  return steps.find((step) => step.dataset.question === key);
}

/** @param {HTMLElement[]} steps */
function wasHelped(steps) {
  const mode = steps.find((step) => step.dataset.how === "mode");
  const [said] = mode ? chosen(mode) : [];
  return said !== undefined && said !== "alone";
}
