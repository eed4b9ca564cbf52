/**
 * Whether this tablet is answered with switches, and how fast it then leads from one choice to the
 * next. Kept on the tablet by its staff, for all who use it.
 */

const NAME = "lydhoer.switches";

/** Without switches, and the speed to begin with. */
const NONE = { switches: 0, seconds: 2 };
const MOST = { switches: 2, seconds: 6 };

/**
 * @typedef {object} Switches
 * @property {number} switches 0, 1 or 2. One chooses what is lit; of two, one also leads on.
 * @property {number} seconds How long each choice is lit with one switch, 1 to 6.
 */

/** @returns {Switches} */
export function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? "{}");
    return { switches: within("switches", kept, 0), seconds: within("seconds", kept, 1) };
  } catch {
    return { ...NONE };
  }
}

/** @param {Switches} wanted */
export function keep({ switches, seconds }) {
  localStorage.setItem(NAME, JSON.stringify({ switches, seconds }));
}

/**
 * Let the tiles of the part `switches` show what is kept, and keep what is chosen on them. It is
 * in force from the next screen on.
 *
 * @param {HTMLElement} part
 */
export function connectSwitches(part) {
  /** @type {Record<string, number>} */
  const kept = { ...read() };
  for (const input of part.querySelectorAll("input")) {
    input.checked = Number(input.value) === kept[input.name];
    input.addEventListener("change", () => {
      keep({ ...read(), [input.name]: Number(input.value) });
    });
  }
}

/** @param {keyof Switches} name @param {any} kept @param {number} least */
function within(name, kept, least) {
  const value = kept?.[name];
  return Number.isInteger(value) && value >= least && value <= MOST[name] ? value : NONE[name];
}
