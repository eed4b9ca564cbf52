/** Answers that stand alone, and questions that take only so many. */
import { settleRanks } from "./ranking.js";

const OPTION = 'input:is([type="radio"], [type="checkbox"])';

/**
 * Keep what is chosen on a question in order after `input` changed.
 *
 * @param {HTMLElement} question
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @returns {boolean} False when the choice was taken back because there were too many.
 */
export function settleChoice(question, input) {
  const settled = settleAmong(question, input);
  settleRanks(question);
  return settled;
}

/** @param {HTMLElement} question @param {HTMLInputElement | HTMLTextAreaElement} input */
function settleAmong(question, input) {
  if (input.matches(OPTION) && !(/** @type {HTMLInputElement} */ (input).checked)) return true;
  if ("alone" in input.dataset) leaveOnly(question, input);
  else dropAlone(question);
  return takesAnother(question, input);
}

/** @param {HTMLElement} question @param {Element} kept */
function leaveOnly(question, kept) {
  for (const other of question.querySelectorAll("input")) {
    if (other === kept) continue;
    other.checked = false;
    if (other.type === "text") other.value = "";
  }
  for (const area of question.querySelectorAll("textarea")) area.value = "";
}

/** @param {HTMLElement} question */
function dropAlone(question) {
  for (const alone of question.querySelectorAll("input")) {
    if ("alone" in alone.dataset && alone.type === "checkbox") alone.checked = false;
  }
}

/** @param {HTMLElement} question @param {Element} input */
function takesAnother(question, input) {
  const atMost = Number(question.dataset.atMost ?? 0);
  const taken = [...question.querySelectorAll("input")].filter((one) => one.checked);
  if (!atMost || taken.length <= atMost) return true;
  if (atMost === 1) {
    leaveOnly(question, input);
    return true;
  }
  /** @type {HTMLInputElement} */ (input).checked = false;
  return false;
}
