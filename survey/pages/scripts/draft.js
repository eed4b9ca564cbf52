/**
 * An unfinished interview, kept on the relative's own phone for some hours; never on a tablet that
 * others use. A phone that keeps nothing (private window, full disk) loses only this comfort.
 */
import { settleRanks } from "./ranking.js";
import { DRAFT } from "./settings.js";

/**
 * @typedef {object} Draft
 * @property {string} id The submission's id.
 * @property {number} until When it is forgotten, in milliseconds since 1970.
 * @property {import("./walk.js").Place} place
 * @property {[string, string][]} fields
 * @property {string} [contact] What was said on the first page.
 * @property {string} [sealed] The submission as it was about to be sent.
 *
 * @typedef {object} Drawer Where the draft of one link lies.
 * @property {() => Draft | null} read The one that is still good.
 * @property {(draft: Omit<Draft, "until">) => boolean} keep True when it could be kept.
 * @property {() => void} forget Everything that was begun behind this link.
 */

const BEFORE = "lydhoer.draft ";

/** Places to keep things by name; none where the browser refuses. */
function places() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

/** @param {string} name @returns {Draft | null} */
function readAt(name) {
  try {
    const draft = JSON.parse(localStorage.getItem(name) ?? "null");
    return draft?.until > Date.now() ? draft : null;
  } catch {
    return null;
  }
}

/** Drafts of whatever link that are past their time. */
export function forgetTheExpired() {
  const drafts = places().filter((name) => name.startsWith(BEFORE));
  for (const name of drafts) if (!readAt(name)) localStorage.removeItem(name);
}

/**
 * @param {string | null} mark Stands for the link's code, which is not kept; null keeps nothing.
 * @param {DOMStringMap} form What its form says of itself: one draft per version and wording.
 * @returns {Drawer}
 */
export function makeDrawer(mark, { version, language, perspective }) {
  const name = `${BEFORE}${mark} ${version} ${language} ${perspective}`;
  return {
    read: () => (mark ? readAt(name) : null),
    keep(draft) {
      try {
        if (!mark) return false;
        localStorage.setItem(name, JSON.stringify({ ...draft, until: Date.now() + DRAFT }));
        return true;
      } catch {
        return false; // It stays on the screen all the same.
      }
    },
    forget: () => forgetBehind(mark),
  };
}

/** Every draft of one link. @param {string | null} mark */
export function forgetBehind(mark) {
  for (const name of places()) {
    if (name.startsWith(`${BEFORE}${mark} `)) localStorage.removeItem(name);
  }
}

/** What stands for a link's code on this phone. Null where there is no cryptography. */
export async function markOf(/** @type {string} */ code) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code));
  const bytes = [...new Uint8Array(digest)];
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
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
    const { rank } = input.dataset;
    const placed = rank && values.find((value) => value.startsWith(`${rank}.`));
    if (placed) input.value = placed;
    if (isOption) input.checked = values.includes(input.value);
    else input.value = values.find((value) => !value.startsWith("-dont") && value !== "") ?? "";
  }
  for (const question of form.querySelectorAll("fieldset")) settleRanks(question);
}
