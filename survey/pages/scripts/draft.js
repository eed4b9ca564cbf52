/**
 * An unfinished interview, kept on the relative's own phone for some hours; never on a tablet that
 * others use. A phone that keeps nothing (private window, full disk) loses only this comfort.
 */
import { DRAFT } from "./settings.js";

/**
 * @typedef {object} Draft
 * @property {string} id The submission's id.
 * @property {string} version
 * @property {number} until When it is forgotten, in milliseconds since 1970.
 * @property {import("./walk.js").Place} place
 * @property {[string, string][]} fields
 * @property {string} [sealed] The submission as it was about to be sent.
 */

/** One per link, language and wording. */
const NAME = `lydhoer.draft ${location.pathname}`;

/** The draft that is still good, or null. @param {string} version @returns {Draft | null} */
export function readDraft(version) {
  try {
    const draft = JSON.parse(localStorage.getItem(NAME) ?? "null");
    return draft?.version === version && draft.until > Date.now() ? draft : null;
  } catch {
    return null;
  }
}

/** @param {Omit<Draft, "until">} draft */
export function keepDraft(draft) {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...draft, until: Date.now() + DRAFT }));
  } catch {
    // It stays on the screen all the same.
  }
}

export function forgetDraft() {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // What could not be kept needs no forgetting.
  }
}

/** What stands in the fields of `form`. @param {HTMLFormElement} form */
export function fieldsOf(form) {
  const filled = [...new FormData(form)].filter(([, value]) => value !== "");
  return /** @type {[string, string][]} */ (filled);
}

/** Put `fields` back where they were. @param {HTMLFormElement} form @param {Draft["fields"]} fields */
export function restore(form, fields) {
  const inputs = form.querySelectorAll("input, textarea");
  for (const element of inputs) {
    const input = /** @type {HTMLInputElement} */ (element);
    const values = fields.filter(([name]) => name === input.name).map(([, value]) => value);
    const isOption = input.type === "radio" || input.type === "checkbox";
    if (isOption) input.checked = values.includes(input.value);
    else input.value = values.find((value) => !value.startsWith("-dont") && value !== "") ?? "";
  }
}
