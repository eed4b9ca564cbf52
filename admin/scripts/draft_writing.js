/** Saves what is written when typing pauses, shows what is to be said of it, and the tablet anew. */
import { makeLook } from "./draft_look.js";
import { showNotes } from "./draft_notes.js";

/** Milliseconds of pause after which words are checked, and after which they are saved. */
const CHECK = 700;
const SAVE = 2000;

/**
 * @param {HTMLFormElement} form It says where its words are checked (`data-check`), and what to say
 *   when there is no way to the server (`data-lost`).
 */
export function watchWriting(form) {
  const saved = form.querySelector("[data-saved]");
  const mark = /** @type {HTMLInputElement} */ (form.elements.namedItem("mark"));
  const look = makeLook();
  let [checking, saving] = [0, 0];
  let asked = 0;
  let isNew = false;
  let isSaving = false;
  /** @type {Promise<void>} */
  let running = Promise.resolve();

  /** @param {string} said @param {boolean} isFine */
  function tell(said, isFine) {
    if (!saved) return;
    saved.textContent = said;
    saved.classList.toggle("saved-not", !isFine);
  }

  /** @param {string} address */
  async function post(address) {
    const fields = /** @type {any} */ (new FormData(form));
    const body = new URLSearchParams(fields);
    return fetch(address, { method: "POST", body, headers: { accept: "application/json" } });
  }

  async function check() {
    asked += 1;
    const mine = asked;
    const answer = await post(form.dataset.check ?? "").catch(() => null);
    if (answer?.ok && mine === asked) showNotes(form, (await answer.json()).notes);
  }

  async function save() {
    isSaving = true;
    await saveNow();
    isSaving = false;
  }

  async function saveNow() {
    isNew = false;
    const answer = await post(form.action).catch(() => null);
    const told = await answer?.json().catch(() => null);
    if (!answer || !told) {
      isNew = true;
      return tell(form.dataset.lost ?? "", false);
    }
    tell(told.said ?? told.message ?? "", answer.ok);
    if (!answer.ok) return;
    mark.value = told.mark;
    if (!isNew) showNotes(form, told.notes);
    for (const place of form.querySelectorAll("[data-key]")) place.textContent = told.key;
    look.anew(told.key);
  }

  function later() {
    clearTimeout(checking);
    clearTimeout(saving);
    isNew = true;
    tell("", true);
    if (form.dataset.check) checking = setTimeout(check, CHECK);
    saving = setTimeout(() => {
      running = running.then(save);
    }, SAVE);
  }

  form.addEventListener("input", later);
  // What is being saved changes the mark: a press of a button waits for it, or it would meet itself.
  form.addEventListener("submit", (event) => {
    clearTimeout(checking);
    clearTimeout(saving);
    if (!isSaving) return;
    event.preventDefault();
    const by = event.submitter;
    running.then(() => setTimeout(() => form.requestSubmit(by)));
  });
}
