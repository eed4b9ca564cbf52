/** What has been answered on a question, read from its fields. */
import { ranked, settleRanks } from "./ranking.js";

/** Values of fields that stand beside the options, and what they mean. */
const SPECIAL = { "-dont_know": "dont_know", "-not_relevant": "not_relevant" };

/**
 * @typedef {object} Answer
 * @property {string} status
 * @property {unknown} [value]
 * @property {true} [may_quote] Her words may be quoted, without her name.
 */

/** How each kind's value is read; null where nothing was answered. */
const READERS = {
  choice: first,
  scale: first,
  yes_no: first,
  choices: all,
  pick: all,
  rank: all,
  number: numeral,
  text: words,
  info: () => null,
  how: first,
};

/** @param {HTMLElement} question @returns {(keyof typeof READERS)} */
function kindOf(question) {
  return /** @type {keyof typeof READERS} */ (question.dataset.kind ?? "how");
}

/**
 * The answer that stands on screen, or null when there is none that fits.
 *
 * @param {HTMLElement} question
 * @returns {Answer | null}
 */
export function readAnswer(question) {
  const value = isInRange(question) ? READERS[kindOf(question)](question) : null;
  if (value !== null) return { status: "answered", value, ...quoting(question) };
  const beside = Object.entries(SPECIAL).find(([key]) => checked(question).includes(key));
  return beside ? { status: beside[1] } : null;
}

/** Take back whatever is answered. @param {HTMLElement} question */
export function clearAnswer(question) {
  for (const input of question.querySelectorAll("input")) {
    input.checked = false;
    if (input.type === "text") input.value = "";
  }
  for (const area of question.querySelectorAll("textarea")) area.value = "";
  settleRanks(question);
}

/** False when what is written does not fit the question. @param {HTMLElement} question */
export function fits(question) {
  const area = question.querySelector("textarea");
  return isInRange(question) && (!area || [...area.value.trim()].length <= mostOf(area));
}

/** Said only by one who ticked it. @param {HTMLElement} question @returns {{ may_quote?: true }} */
function quoting(question) {
  /** @type {HTMLInputElement | null} */
  const tick = question.querySelector("input[data-quoting]");
  return tick?.checked ? { may_quote: true } : {};
}

/** The keys of the chosen options, in their order where they have one. @param {HTMLElement} question @returns {string[]} */
export function chosen(question) {
  if (question.dataset.kind === "rank")
    return ranked(question).map((one) => one.dataset.rank ?? "");
  return checked(question).filter((value) => !(value in SPECIAL));
}

/** @param {HTMLElement} question */
function checked(question) {
  const inputs = question.querySelectorAll("input");
  const given = [...inputs].filter((input) => input.checked && !("quoting" in input.dataset));
  return given.map((input) => input.value);
}

/** @param {HTMLElement} question */
function first(question) {
  return chosen(question)[0] ?? null;
}

/** @param {HTMLElement} question */
function all(question) {
  const keys = chosen(question);
  return keys.length > 0 ? keys : null;
}

/** @param {HTMLElement} question @returns {HTMLInputElement | null} */
function numberField(question) {
  return question.querySelector('input[type="text"]');
}

/** Written with the digits of any keyboard here. @param {HTMLElement} question */
function numeral(question) {
  const typed = numberField(question)?.value.trim() ?? "";
  const written = typed.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  return /^-?[0-9]{1,9}$/.test(written) ? Number(written) : null;
}

/** True for an empty field, and for questions without a number. @param {HTMLElement} question */
function isInRange(question) {
  const number = numberField(question);
  if (!number?.value.trim()) return true;
  const value = numeral(question);
  return value !== null && value >= Number(number.dataset.least) && value <= mostOf(number);
}

/** What does not fit is cut off only for one who leaves: going on, she is asked to shorten it. */
function words(/** @type {HTMLElement} */ question) {
  const area = question.querySelector("textarea");
  const letters = area ? [...area.value.trim()].slice(0, mostOf(area)) : [];
  return letters.join("").trim() || null;
}

/** @param {HTMLElement} field */
function mostOf(field) {
  return Number(field.dataset.most ?? field.dataset.atMost);
}
