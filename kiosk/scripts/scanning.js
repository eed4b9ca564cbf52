/**
 * Answering with one switch or two, which send Space or Enter. With one, what can be chosen is lit
 * in turn, and the switch chooses what is lit. With two, Space leads on and Enter chooses.
 *
 * Before the first and after the last choice comes a moment in which nothing is lit and the screen
 * is at its head: the time to read it.
 */
import { makeRepeats } from "../../survey/pages/scripts/repeats.js";
import { SCAN_PAUSE, SCAN_ROUNDS, WRITING } from "./settings.js";
import { goTo, goToTop, stopsOnScreen } from "./stops.js";
import { read } from "./switches.js";

/** @type {Record<string, { name: string }>} */
const KEYS = { " ": { name: "on" }, Enter: { name: "choose" } };

/** @returns {{ restart: () => void }} `restart` is for a new screen, and for new settings. */
export function makeScanning() {
  const repeats = makeRepeats();
  const { dataset } = document.documentElement;
  let { switches, seconds } = read();
  /** @type {HTMLElement | null} */
  let lit = null;
  let rounds = 0;
  let timer = 0;
  let written = Number.NEGATIVE_INFINITY;

  function restart() {
    ({ switches, seconds } = read());
    if (switches) dataset.scanning = String(switches);
    else delete dataset.scanning;
    repeats.settle();
    light(null);
    rounds = 0;
    wait();
  }

  /** With one switch the light goes on by itself, until nobody has minded it for some rounds. */
  function wait(longer = 0) {
    clearTimeout(timer);
    if (switches !== 1 || rounds >= SCAN_ROUNDS) return;
    timer = setTimeout(goOn, longer + seconds * 1000);
  }

  function goOn() {
    if (isWriting()) return wait();
    step();
    if (!lit) rounds += 1;
    wait();
  }

  function step() {
    const stops = stopsOnScreen();
    if (stops.length === 1 && lit === stops[0]) return;
    light(stops[lit ? stops.indexOf(lit) + 1 : 0] ?? null);
    if (!lit) goToTop();
  }

  /** @param {HTMLElement | null} stop */
  function light(stop) {
    lit?.classList.remove("scanned");
    lit = stop;
    lit?.classList.add("scanned");
    if (lit) goTo(lit);
  }

  function choose() {
    if (!lit) return wake();
    rounds = 0;
    wait(SCAN_PAUSE);
    lit.click();
  }

  function wake() {
    if (rounds < SCAN_ROUNDS) return;
    rounds = 0;
    goOn();
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const key = KEYS[event.key];
    if (!switches || !key || isWriting()) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.type === "keyup" || event.repeat || !repeats.admits(key)) return;
    if (switches === 2 && key.name === "on") step();
    else choose();
  }

  /** One who helps may write; a field she has left alone for a while gives way. */
  function isWriting() {
    return isField(document.activeElement) && performance.now() - written < WRITING;
  }

  /** @param {Event} event */
  function noticeWriting({ target }) {
    if (isField(target)) written = performance.now();
  }

  for (const name of ["keydown", "keyup"]) {
    document.addEventListener(name, /** @type {EventListener} */ (pressed), { capture: true });
  }
  for (const name of ["focusin", "input"]) document.addEventListener(name, noticeWriting);
  return { restart };
}

/** @param {EventTarget | null} target */
function isField(target) {
  return target instanceof HTMLTextAreaElement;
}
