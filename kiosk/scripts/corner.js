/** The staff corner: behind a knock and a PIN, what staff set on the tablet and see of it. */
import { fill, onButtons, one } from "../../survey/pages/scripts/parts.js";
import { clean } from "./corner_clean.js";
import { chooseLanguages } from "./corner_languages.js";
import { askPin } from "./corner_pin.js";
import { calibrate } from "./corner_size.js";
import { showState, writeState } from "./corner_state.js";
import { chooseSwitches } from "./corner_switches.js";
import { awaitKnock } from "./corner_taps.js";
import { chooseUnit } from "./corner_unit.js";
import { askUnpair } from "./corner_unpair.js";
import { device } from "./device.js";
import { kept } from "./kept.js";
import { fetchRounds } from "./server.js";
import { SILENCE } from "./settings.js";
import { speakToStaff } from "./staff_language.js";

/**
 * @typedef {object} Host What each screen of the corner is given.
 * @property {import("./screen.js").Screen} screen
 * @property {import("./server.js").Here | null} here
 * @property {import("../../survey/pages/scripts/outbox.js").Outbox} outbox
 * @property {import("./provisions.js").Provisions} provisions
 * @property {import("./room.js").Room["look"]} look
 * @property {AbortSignal} signal Aborts when the corner is left.
 * @property {() => Promise<void>} renew Ask the server anew what is here.
 * @property {() => void} menu
 * @property {() => Promise<void>} tell The server how many answers were made here.
 * @property {() => void} unpaired
 *
 * @typedef {object} Given
 * @property {import("./rest.js").Rest} rest
 * @property {import("../../survey/pages/scripts/outbox.js").Outbox} outbox
 * @property {import("./provisions.js").Provisions} provisions
 * @property {import("./room.js").Room} room
 * @property {import("./ledger.js").Ledger} ledger
 * @property {() => void} home
 * @property {() => void} pair
 */

/**
 * What the menu's buttons open, by their value.
 *
 * @type {Record<string, (host: Host) => void>}
 */
const SCREENS = {
  unit: chooseUnit,
  languages: chooseLanguages,
  switches: chooseSwitches,
  size: calibrate,
  clean,
  state: showState,
  unpair: askUnpair,
};

/**
 * @param {import("./screen.js").Screen} screen
 * @param {Given} given
 * @returns {{ leave: () => void }}
 */
export function makeCorner(screen, { rest, outbox, provisions, room, ledger, home, pair }) {
  let visit = new AbortController();
  let here = rest.here();
  let timer = 0;

  /** @returns {Host} */
  function host() {
    const { signal } = visit;
    const { look } = room;
    const { tell } = ledger;
    return { screen, here, outbox, provisions, look, tell, signal, renew, menu, unpaired };
  }

  async function open() {
    rest.leave();
    await speakToStaff(screen);
    leave();
    visit = new AbortController();
    here = rest.here();
    listen();
    const pin = here?.staff?.pin;
    if (pin) askPin(screen, pin, { right: menu, unknown: pair }, visit.signal);
    else tellClosed();
  }

  /** Without a PIN nobody may change anything; how the tablet is doing is no secret. */
  function tellClosed() {
    const room = screen.tell("corner_closed", (made) => {
      const why = one(made, '[data-slot="why"]').dataset;
      fill(made, "why", (here ? why.none : why.away) ?? "");
    });
    writeState(room, host());
  }

  function menu() {
    const room = screen.tell("corner_menu");
    const ways = Object.entries(SCREENS).map(([name, show]) => [name, () => enter(show)]);
    onButtons(room, Object.fromEntries(ways));
  }

  /** @param {(host: Host) => void} show */
  function enter(show) {
    show(host());
    onButtons(one(screen.place, "[data-room]"), { menu });
  }

  async function renew() {
    here = await fetchRounds(device.token());
  }

  function unpaired() {
    device.forget();
    kept.forget("languages");
    pair();
  }

  /** One who goes away leaves it open for nobody. */
  function listen() {
    clearTimeout(timer);
    if (!visit.signal.aborted) timer = setTimeout(home, SILENCE);
  }

  function leave() {
    visit.abort();
    clearTimeout(timer);
  }

  leave();
  for (const sign of ["pointerdown", "keydown"]) {
    document.addEventListener(sign, listen, { capture: true });
  }
  awaitKnock(screen.place, open);
  return { leave };
}
