/** The envelope a finished or broken-off interview travels in; see docs/protocol.md. */

/**
 * @typedef {object} Ending
 * @property {"finished" | "stopped" | "idle"} outcome
 * @property {string} day ISO date.
 * @property {number} [round] Left out behind a link, which has but one.
 * @property {string} [voice] Left out behind a link, which knows it.
 * @property {string | null} [contact] How often she is in touch with the one she speaks for.
 * @property {Record<string, string>} display
 * @property {import("./visit.js").Visit} [visit] Left out where the link names no association.
 */

/** A new submission's id: 128 random bits in hex, made when the interview starts. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The submission as JSON; from now on it is never changed.
 *
 * @param {HTMLFormElement} form
 * @param {Pick<import("./walk.js").Walk, "how" | "answers">} walk
 * @param {Ending} ending
 */
export function freeze(form, walk, { outcome, day, round, voice, contact, display, visit }) {
  const { version, language, perspective } = form.dataset;
  const mode = walk.how("mode");
  return JSON.stringify({
    envelope_version: 1,
    round,
    version,
    language,
    respondent: { voice, perspective, mode, helper: walk.how("helper"), contact },
    display,
    outcome,
    day,
    answers: walk.answers(),
    visit,
  });
}

/** Today by this machine's clock, as an ISO date. */
export function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
