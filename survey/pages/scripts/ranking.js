/**
 * Putting answers in order by pressing them: the first press is the first choice, the next one the
 * second; a press on one that has a place takes it back, and those behind it move up. The place
 * stands in the field's value, such as `garden.2`, as it does in the form without scripts.
 */

/** @param {ParentNode} question @returns {HTMLInputElement[]} */
function rankable(question) {
  return [...question.querySelectorAll("input")].filter((input) => input.dataset.rank);
}

/** Where it stands; a new one comes last. @param {HTMLInputElement} input */
function placeOf({ value, dataset }) {
  const place = Number(value.slice((dataset.rank ?? "").length + 1));
  return place || Number.POSITIVE_INFINITY;
}

/** Those that have a place, the first choice first. @param {ParentNode} question */
export function ranked(question) {
  const chosen = rankable(question).filter((input) => input.checked);
  return chosen.sort((one, other) => placeOf(one) - placeOf(other) || 0);
}

/** Give whatever is chosen its place, and show it. @param {ParentNode} question */
export function settleRanks(question) {
  const inputs = rankable(question);
  const order = ranked(question);
  for (const input of inputs) {
    const place = order.indexOf(input) + 1;
    input.value = place ? `${input.dataset.rank}.${place}` : (input.dataset.rank ?? "");
    show(input, place);
  }
  const again = question.querySelector('button[value="rerank"]');
  again?.classList.toggle("away", order.length === 0);
}

/** @param {HTMLInputElement} input @param {number} place 0: none. */
function show(input, place) {
  const badge = input.closest(".tile")?.querySelector(".badge");
  if (badge) badge.textContent = place ? String(place) : "";
  const numbered = (input.dataset.numbered ?? "").replace("{place}", String(place));
  if (place) input.setAttribute("aria-label", numbered);
  else input.removeAttribute("aria-label");
}

/** Put what needs scripts in the place of what does without. @param {ParentNode} question */
export function useScripted(question) {
  for (const old of question.querySelectorAll("[data-without-script]")) old.remove();
  for (const one of question.querySelectorAll("[data-with-script]")) one.removeAttribute("hidden");
  settleRanks(question);
}
