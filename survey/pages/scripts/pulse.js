/**
 * A pulse: a few questions on a link's first page, a tap each. The last tap sends it, after a moment
 * in which it can be taken back; by then it is sealed on the phone already. If anything fails here,
 * the page stays the plain form it was.
 */
import { clearAnswer } from "./answers.js";
import { isAsked } from "./conditions.js";
import { makeOutbox, makeQueue } from "./outbox.js";
import { fill, onButtons, one, partsIn } from "./parts.js";
import { watchPresses } from "./press.js";
import { showReceipt } from "./receipt_code.js";
import { TAKE_BACK } from "./settings.js";
import { statuses } from "./statuses.js";
import { freeze, newId, today } from "./submission.js";
import { visitAt } from "./visit.js";

const DISPLAY = { screen: "page", script: "on" };

/** @param {HTMLFormElement} form */
function begin(form) {
  const code = location.pathname.split("/")[2] ?? "";
  const steps = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("fieldset.question")]);
  const part = partsIn(form);
  const presses = watchPresses(document, undefined, failed.signal);
  const back = one(form, ".back");
  const purpose = one(page, ".opening .lead");
  const { key = "", public: point = "", version = "" } = form.dataset;
  const sealing = { key, public: point };
  const queueCame = import(form.dataset.queue ?? "").catch(() => null);
  let isSealed = false;
  let isRefused = false;
  let at = 0;
  let id = newId();
  let isHeld = false;
  let timer = 0;
  let release = () => {};
  /** Nothing is sent before this. @type {Promise<void>} */
  let gate = Promise.resolve();
  /** @type {Promise<void>} */
  let kept = Promise.resolve();
  /** @type {HTMLElement | null} */
  let told = null;

  const kit = queueCame.then((made) => {
    const queue =
      made?.makePhoneQueue(code, () => sealing, { kept: sealed, refused }) ?? makeQueue();
    const inTurn = made?.inTurn ?? ((/** @type {() => Promise<void>} */ send) => send());
    const alone = async (/** @type {() => Promise<void>} */ send) => {
      do await gate;
      while (isHeld);
      await inTurn(send);
      if (isSealed && !isHeld && (await made?.isEmpty(queue))) end(); // another page may have sent it
    };
    const outbox = makeOutbox(() => code, { troubled, queue, alone });
    outbox.now();
    made?.sendOthers(code);
    return { queue, outbox };
  });

  /** The next step that is asked, from `from` in that direction; -1 or the end when none is. */
  function nextFrom(/** @type {number} */ from, /** @type {1 | -1} */ direction) {
    let index = from + direction;
    while (steps[index] && !isAsked(/** @type {HTMLElement} */ (steps[index]), steps)) {
      index += direction;
    }
    return index;
  }

  function show() {
    told?.remove();
    told = null;
    for (const step of steps) step.hidden = steps.indexOf(step) !== at;
    back.hidden = nextFrom(at, -1) < 0;
    presses.settle();
    purpose.hidden = at > 0;
    if (at > 0) focusOn(one(/** @type {HTMLElement} */ (steps[at]), "h2"));
  }

  /** @param {HTMLElement} step @param {HTMLInputElement} input */
  function choose(step, input) {
    clearAnswer(step);
    input.checked = true;
    for (const later of steps.slice(at + 1)) clearAnswer(later);
    mark();
    const next = nextFrom(at, 1);
    if (next >= steps.length) return hold();
    at = next;
    show();
  }

  /** Which buttons are those that were chosen. */
  function mark() {
    for (const button of form.querySelectorAll("button.tile")) {
      button.setAttribute("aria-pressed", String(inputOf(button).checked));
    }
  }

  /** @param {string} name */
  function tell(name) {
    told?.remove();
    told = part(name);
    told.dataset.part = name;
    showReceipt(told, id);
    for (const step of steps) step.hidden = true;
    back.hidden = true;
    purpose.hidden = true;
    form.append(told);
    presses.settle();
    focusOn(one(told, "h2"));
    return told;
  }

  /** It is kept at once, and sent when nobody has taken it back. */
  function hold() {
    const screen = tell("chosen");
    const chosen = [...form.querySelectorAll("input:checked")].at(-1);
    fill(screen, "answer", chosen?.closest("label")?.textContent?.trim() ?? "");
    isHeld = true;
    isRefused = false;
    gate = new Promise((done) => {
      release = done;
    });
    countDown();
    screen.addEventListener("focusin", ({ target }) => {
      if (target instanceof HTMLButtonElement) clearTimeout(timer);
    });
    screen.addEventListener("focusout", countDown);
    put();
  }

  function countDown() {
    clearTimeout(timer);
    if (isHeld) timer = setTimeout(send, TAKE_BACK);
  }

  function put() {
    const mine = id;
    const answers = () => Object.fromEntries(statuses(steps, new Set(steps)));
    const visit = form.dataset.visit === undefined ? undefined : visitAt(new Date());
    const ending = /** @type {const} */ ({ outcome: "finished", day: today(), display: DISPLAY });
    const body = freeze(form, { how: () => null, answers }, { ...ending, visit, contact: null });
    kept = new Promise((stored) => {
      kit.then(async ({ outbox }) => {
        const parcel = { id: mine, body, version, code };
        await outbox.put(parcel, stored);
        if (mine === id) end();
      });
    });
  }

  function sealed() {
    isSealed = true;
  }

  function refused() {
    isRefused = true;
  }

  /** Nothing waits any more. */
  function end() {
    if (told && !isHeld && told.dataset.screen !== "done") tell(isRefused ? "refused" : "thanks");
  }

  function send() {
    if (!isHeld) return;
    isHeld = false;
    clearTimeout(timer);
    tell("sending");
    release();
  }

  /** What was given goes under no name that is used again. */
  async function takeBack() {
    if (!isHeld) return;
    isHeld = false;
    clearTimeout(timer);
    const gone = id;
    const letGo = release; // by then another may be held
    id = newId();
    show();
    await kept;
    await (await kit).queue.forget(gone);
    letGo();
  }

  /** @param {import("./outbox.js").Trouble} trouble */
  function troubled(trouble) {
    if (!told || isHeld || told.dataset.screen === "done") return;
    const name = trouble === "locked" ? "closed" : isSealed ? "waiting" : "unsent";
    if (told.dataset.part !== name) tell(name); // nobody's focus is moved by each try
  }

  for (const step of steps) {
    for (const label of step.querySelectorAll("label.tile")) step.append(asButton(label));
    one(step, "h2").tabIndex = -1;
  }
  form.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button.tile") : null;
    if (button) choose(/** @type {HTMLElement} */ (steps[at]), inputOf(button));
  });
  onButtons(form, {
    back() {
      at = Math.max(nextFrom(at, -1), 0);
      show();
    },
    change: takeBack,
    async retry() {
      tell("sending");
      (await kit).outbox.now();
    },
  });
  document.addEventListener("visibilitychange", () => document.hidden && send());
  one(form, ".closing").hidden = true;
  show();
}

/** A tap on it is the answer; arrows of a keyboard move on without answering. @param {Element} label */
function asButton(label) {
  const button = document.createElement("button");
  const input = one(/** @type {HTMLElement} */ (label), "input");
  button.type = "button";
  button.className = label.className;
  button.dataset.for = input.id;
  button.textContent = label.textContent?.trim() ?? "";
  button.setAttribute("aria-pressed", "false");
  /** @type {HTMLElement} */ (label).hidden = true;
  return button;
}

/** @param {Element} button */
function inputOf(button) {
  const id = /** @type {HTMLElement} */ (button).dataset.for ?? "";
  return /** @type {HTMLInputElement} */ (document.getElementById(id));
}

/** @param {HTMLElement} heading */
function focusOn(heading) {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

const failed = new AbortController();
const page = one(document, "main.sheet");
const form = page.querySelector("form.pulse");
if (form) {
  const plain = page.cloneNode(true);
  try {
    begin(/** @type {HTMLFormElement} */ (form));
  } catch (fault) {
    failed.abort();
    page.replaceWith(plain);
    console.error(fault);
  }
}
