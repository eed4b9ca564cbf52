/** What was done for what people said: the second room of the invitation. */
import { fill, one } from "../../survey/pages/scripts/parts.js";

/**
 * @typedef {import("./screen.js").Screen} Screen
 * @typedef {import("./server.js").Action} Action
 */

/**
 * Show the newest actions beside the invitation, where there are any in the language spoken now.
 * Without them the room stays as it is.
 *
 * @param {HTMLElement} room
 * @param {Screen} screen
 * @param {Action[]} actions
 * @param {string} language
 */
export function answerBack(room, screen, actions, language) {
  const told = actions.filter(({ said }) => language in said);
  if (told.length === 0) return;
  const answers = screen.part("answered_back");
  const items = told.map((action) => itemOf(screen, action, language));
  one(answers, ".actions").append(...items);
  room.querySelector(".promise")?.remove();
  room.classList.add("attract");
  room.append(answers);
  answers.hidden = true;
  new ResizeObserver(() => fitIn(room, answers, items)).observe(room);
}

/** @param {Screen} screen @param {Action} action @param {string} language */
function itemOf(screen, { state, said, answer, signed, chosen, more }, language) {
  const item = screen.part(`action_${state}`);
  fill(item, "said", said[language] ?? "");
  fill(item, "answer", answer[language] ?? "");
  if (state === "decided") tellChoice(item, chosen?.[language], more?.[language]);
  if (signed?.length) fill(item, "signed", signed.join(", "));
  else one(item, '[data-slot="signed"]').remove();
  return item;
}

/**
 * What was chosen most often, where it could be named, and what happens now.
 *
 * @param {HTMLElement} item
 * @param {string} [options] Their names.
 * @param {string} [more]
 */
function tellChoice(item, options, more) {
  const most = one(item, '[data-slot="chosen"]');
  if (options) most.textContent = (most.dataset.said ?? "").replace("{options}", () => options);
  else most.remove();
  if (more) fill(item, "more", more);
  else one(item, '[data-slot="more"]').remove();
}

/**
 * As many whole actions as there is room for, in letters to be read from afar if they fit. In large
 * letters there is always one: what does not fit can be moved to.
 *
 * @param {HTMLElement} room
 * @param {HTMLElement} answers
 * @param {HTMLElement[]} items The newest first.
 */
function fitIn(room, answers, items) {
  if (document.documentElement.dataset.text === "large") return show(1, false);
  const counts = items.map((_, index) => items.length - index);
  const found = [true, false].some((isFar) =>
    counts.some((count) => {
      show(count, isFar);
      return !overflows(room) && !overflows(answers);
    }),
  );
  if (!found) show(0, false);

  /** @param {number} count @param {boolean} isFar */
  function show(count, isFar) {
    answers.hidden = count === 0;
    answers.classList.toggle("far", isFar);
    for (const [index, item] of items.entries()) item.hidden = index >= count;
  }
}

/** @param {HTMLElement} element */
function overflows(element) {
  return element.scrollHeight > element.clientHeight + 1;
}
