/** A question to try the tablet on, answered and left like any other. Nothing of it is kept or sent. */
import { one, partsIn } from "../../survey/pages/scripts/parts.js";
import { makeStage } from "../../survey/pages/scripts/stage.js";
import { leadThrough } from "../../survey/pages/scripts/walk.js";
import { makeScrollable } from "./scrolling.js";

/**
 * Let her try.
 *
 * @param {import("./screen.js").Screen} screen
 * @param {{ settle: () => void, done: () => void }} then `done` whichever way she leaves it.
 * @param {AbortSignal} visit
 */
export function practise(screen, { settle, done }, visit) {
  const practice = new AbortController();
  const { signal } = practice;
  visit.addEventListener("abort", () => practice.abort(), { signal });
  const form = /** @type {HTMLFormElement} */ (screen.part("practice"));
  let look = () => {};

  function leave() {
    practice.abort();
    done();
  }

  screen.show(form);
  const stage = makeStage(form, partsIn(form), {
    top: screen.corner,
    changed() {
      settle();
      look();
    },
  });
  look = makeScrollable(one(form, ".middle"), screen.part("updown"));
  leadThrough(stage, document.body, { finished: leave, stopping: leave }, { signal }).begin();
}
