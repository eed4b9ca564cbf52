/** What a screen says, read off the screen: the texts in their order, with what each lights. */
import { say } from "../../survey/pages/scripts/parts.js";

/**
 * @typedef {object} Said
 * @property {string} text
 * @property {Element | null} lit The answer or button it is about; null for what asks or tells.
 */

/**
 * What can be said of the screen that stands in `place` now; nothing where there is no screen.
 *
 * @param {HTMLElement} place
 * @param {import("../../survey/pages/scripts/parts.js").Parts} part In the language spoken now.
 * @returns {Said[]}
 */
export function saidOn(place, part) {
  /** @param {string} frame @param {Element} lit @param {Element} words @returns {Said} */
  const framed = (frame, lit, words) => {
    const phrases = part("phrases");
    say(phrases, frame, { answer: wordsOf(words) });
    return { text: wordsOf(phrases.querySelector(`[data-slot="${frame}"]`)), lit };
  };
  const question = [...place.querySelectorAll("fieldset")].find(isSeen);
  if (question) {
    const told = [...question.querySelectorAll("h1, .help")].map(wordsOf).join(" ");
    const tiles = [...question.querySelectorAll("label.tile")];
    return [
      { text: told, lit: null },
      ...tiles.map((tile) => framed("answer", tile, tile.querySelector(":scope > span") ?? tile)),
    ];
  }
  const screen = [...place.querySelectorAll(".screen")].find(isSeen);
  if (!screen) return [];
  const told = [...screen.querySelectorAll("h1, .lead")].map((text) => wordsOf(text));
  const buttons = [...screen.querySelectorAll(".choices button")];
  return [
    ...told.filter(Boolean).map((text) => ({ text, lit: null })),
    ...buttons.map((button) => framed("button", button, button)),
  ];
}

/** @param {Element} element */
function isSeen(element) {
  return !element.hasAttribute("hidden");
}

/** Its words as they are told in lists: with single spaces. @param {Element | null} element */
function wordsOf(element) {
  return (element?.textContent ?? "").trim().replace(/\s+/g, " ");
}
