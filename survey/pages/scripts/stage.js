/** The screen: one question at a time, or one part of the page, with its title and its focus. */
import { fill, one, say } from "./parts.js";
import { useScripted } from "./ranking.js";

/**
 * @typedef {object} About What is told around a question.
 * @property {number} number Which question it is; 0 for what is no question.
 * @property {number} total
 * @property {boolean} first
 * @property {boolean} last
 *
 * @typedef {object} Stage
 * @property {HTMLFormElement} form
 * @property {HTMLElement[]} steps
 * @property {(step: HTMLElement, about: About) => void} ask Show a question.
 * @property {(about: About) => void} retell Tell the same question's surroundings anew.
 * @property {(name: string) => HTMLElement} tell Show a part as a screen of its own.
 * @property {() => void} doubt Ask, instead of the moves, whether to skip.
 * @property {() => void} calm Take that question back.
 * @property {(step: HTMLElement, complaint: string) => void} complain
 */

/**
 * Turn `form` into a stage, and give back what shows things on it.
 *
 * @param {HTMLFormElement} form
 * @param {import("./parts.js").Parts} part
 * @param {{ changed: (screen: HTMLElement) => void, top?: HTMLElement, isNewPage?: boolean }} frame
 *   `changed` is called for each new screen; `top` is where the way to stop goes, when not into the
 *   form; the first screen of a page that has just come needs no focus.
 * @returns {Stage}
 */
export function makeStage(form, part, frame) {
  /** @type {HTMLElement[]} */
  const steps = [...form.querySelectorAll("fieldset")];
  const [top, head, controls, doubt] = [part("top"), part("head"), part("controls"), part("skip")];
  const middle = build(form, frame.top, { top, head, controls }, steps);
  /** @type {HTMLElement | null} */
  let told = null;
  let needsFocus = !frame.isNewPage;

  /** @param {HTMLElement} heading @param {HTMLElement} screen */
  function arrive(heading, screen) {
    const progress = head.hidden ? "" : one(head, '[data-slot="progress"]').textContent;
    const told = [heading.textContent, progress, form.dataset.title];
    document.title = told
      .map((part) => part?.trim())
      .filter(Boolean)
      .join(" – ");
    middle.scrollTop = 0;
    if (needsFocus) {
      scrollTo(0, 0);
      heading.focus({ preventScroll: true });
    }
    needsFocus = true;
    frame.changed(screen);
  }

  /** @param {boolean} asking */
  function clear(asking) {
    told?.remove();
    told = null;
    calm();
    for (const element of [top, head, controls]) element.hidden = !asking;
    for (const step of steps) step.hidden = true;
  }

  function calm() {
    if (doubt.isConnected) doubt.replaceWith(controls);
  }

  /** @param {About} about */
  function retell({ number, total, first, last }) {
    if (number) say(head, "progress", { number, total });
    else fill(head, "progress", "");
    one(controls, ".back").classList.toggle("away", first);
    one(controls, '[data-when="last"]').hidden = !last;
    one(controls, '[data-when="more"]').hidden = last;
  }

  return {
    form,
    steps,
    ask(step, about) {
      clear(true);
      step.hidden = false;
      unsay(step);
      fill(head, "hint", step.querySelector(".hint")?.textContent ?? "");
      one(controls, ".skip").classList.toggle("away", step.dataset.kind === "info");
      retell(about);
      arrive(one(step, "h1"), step);
    },
    retell,
    tell(name) {
      if (told?.dataset.told === name) return told;
      clear(false);
      told = part(name);
      told.dataset.told = name;
      middle.append(told);
      arrive(makeHeading(one(told, "[data-heading]")), told);
      return told;
    },
    doubt() {
      controls.replaceWith(doubt);
      frame.changed(doubt);
      one(doubt, "button").focus({ preventScroll: true });
      doubt.scrollIntoView({ block: "nearest" });
    },
    calm,
    complain(step, complaint) {
      unsay(step);
      const line = part("complaint");
      line.dataset.said = "";
      line.textContent = complaint;
      one(step, ".answers").before(line);
      markField(step);
      line.scrollIntoView({ block: "nearest" });
    },
  };
}

/**
 * Put the scenery into the form, around its questions.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement | undefined} topPlace
 * @param {{ top: HTMLElement, head: HTMLElement, controls: HTMLElement }} scenery
 * @param {HTMLElement[]} steps
 */
function build(form, topPlace, { top, head, controls }, steps) {
  const templates = form.querySelectorAll("template");
  const middle = document.createElement("div");
  middle.className = "middle";
  middle.append(head, ...steps);
  form.replaceChildren(...templates, middle, controls);
  if (topPlace) topPlace.replaceChildren(top);
  else form.prepend(top);
  form.classList.add("scripted");
  for (const step of steps) {
    makeHeading(one(step, "h2"));
    useScripted(step);
  }
  return middle;
}

/** Lead the eye and the keyboard to the field that was complained of. @param {HTMLElement} step */
function markField(step) {
  const field = step.querySelector("[type=text], textarea");
  if (!(field instanceof HTMLElement)) return;
  field.setAttribute("aria-invalid", "true");
  field.focus({ preventScroll: true });
}

/** Take back what was complained of. @param {HTMLElement} step */
function unsay(step) {
  for (const old of step.querySelectorAll("[data-said]")) old.remove();
  step.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
}

/** Make `old` the heading of its screen. @param {HTMLElement} old */
export function makeHeading(old) {
  const heading = document.createElement("h1");
  heading.tabIndex = -1;
  heading.append(...old.childNodes);
  old.replaceWith(heading);
  return heading;
}
