/** After a long silence: ask once whether somebody is there, and wait for the answer. */
import { onButtons } from "../../survey/pages/scripts/parts.js";
import { ANSWER, HEARD, SILENCE } from "./settings.js";

const SIGNS = ["pointerdown", "keydown", "input", HEARD];

/**
 * Listen for silence until `signal` ends it.
 *
 * @param {() => HTMLElement} ask Makes the dialog that asks.
 * @param {{ gone: () => void, asked: () => void }} then `gone` when there was no answer.
 * @param {AbortSignal} signal
 */
export function listenForSilence(ask, { gone, asked }, signal) {
  let timer = 0;
  /** @type {HTMLDialogElement | null} */
  let dialog = null;

  function listen() {
    clearTimeout(timer);
    if (!signal.aborted && !dialog) timer = setTimeout(question, SILENCE);
  }

  function question() {
    dialog = /** @type {HTMLDialogElement} */ (ask());
    document.body.append(dialog);
    onButtons(dialog, { here: close });
    dialog.addEventListener("cancel", close);
    dialog.showModal();
    asked();
    timer = setTimeout(leave, ANSWER);
  }

  function close() {
    dialog?.close();
    dialog?.remove();
    dialog = null;
    asked();
    listen();
  }

  function leave() {
    stop();
    gone();
  }

  function stop() {
    clearTimeout(timer);
    dialog?.close();
    dialog?.remove();
    dialog = null;
  }

  for (const sign of SIGNS) document.addEventListener(sign, listen, { capture: true, signal });
  signal.addEventListener("abort", stop);
  listen();
}
