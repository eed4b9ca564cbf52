/**
 * Somebody helps a resident answer: a card before, and after the interview one tap that tells how it
 * was answered, for the helper's eyes.
 */
import { onButtons } from "../../survey/pages/scripts/parts.js";

/**
 * @typedef {import("./attract.js").Chosen} Chosen
 * @typedef {import("./screen.js").Screen} Screen
 */

/** True when help makes a difference that is asked about. @param {Chosen} chosen */
export function mayBeHelped({ round, voice, helper }) {
  return round.asks_mode && voice === "resident" && !helper;
}

/** The same choices, with a helper who runs them. @param {Chosen[]} choices @returns {Chosen[]} */
export function withHelper(choices) {
  return choices.filter(mayBeHelped).map((chosen) => ({ ...chosen, isHelped: true }));
}

/**
 * Tell the helper how to help, and ask who she is.
 *
 * @param {Screen} screen
 * @param {(helper: string) => void} told
 */
export function showCard(screen, told) {
  const room = screen.tell("helper_card");
  onButtons(room, { helper: ({ dataset }) => told(dataset.helper ?? "other") });
}

/**
 * Ask the helper how it was answered.
 *
 * @param {Screen} screen
 * @param {(mode: string) => void} told
 */
export function askHow(screen, told) {
  const room = screen.tell("shield");
  onButtons(room, { how: ({ dataset }) => told(dataset.mode ?? "") });
}

/**
 * What the submission says of the help. Without a mode, from one who has left, it was help all the
 * same: it must not count as a resident's own.
 *
 * @param {string} helper
 * @param {string | null} mode
 */
export function helpTold(helper, mode) {
  const isAlone = mode === "alone";
  /** @type {Record<string, string | null>} */
  const how = { mode, helper: isAlone ? null : helper };
  return {
    voice: isAlone ? "resident" : "resident_assisted",
    how: (/** @type {string} */ name) => how[name] ?? null,
  };
}
