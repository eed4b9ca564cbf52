/** The still screen between two respondents, and the choices before an interview. */
import { fill, onButtons, one, sayCount } from "../../survey/pages/scripts/parts.js";
import { answerBack } from "./actions.js";

/**
 * @typedef {import("./screen.js").Screen} Screen
 * @typedef {import("./server.js").Here} Here
 * @typedef {import("./server.js").Round} Round
 *
 * @typedef {object} Chosen Who is to be asked what.
 * @property {Round} round
 * @property {string} voice
 * @property {string} perspective
 * @property {boolean} [isHelped] Somebody else runs the tablet; who, she has not yet told.
 * @property {string} [helper] Who does.
 */

/**
 * Invite, in the language spoken now.
 *
 * @param {Screen} screen
 * @param {Here} here
 * @param {{ begin: (round: Round) => void, speak: (language: string) => void }} then
 */
export function invite(screen, here, { begin, speak }) {
  const { lang } = document.documentElement;
  const offered = here.rounds.filter((round) => round.languages.includes(lang));
  const { rounds, box } = apart(offered);
  const place = [here.centre, here.unit].filter(Boolean).join(" · ");
  const room = screen.tell(rounds.length > 0 ? "attract" : "none", (made) => {
    fill(made, "centre", place);
    answerBack(made, screen, here.actions, lang);
    if (rounds.length === 0) return;
    introduce(made, rounds, lang, screen);
    if (box) one(made, ".choices").after(ideaOf(screen, rounds.length));
    one(made, ".begins").append(languagesOf(screen, here.languages, lang));
  });
  onButtons(room, {
    begin: (button) =>
      begin(/** @type {Round} */ ([...rounds, box][Number(button.dataset.index ?? 0)])),
    language: (button) => speak(button.lang),
  });
}

/**
 * The rounds to invite to, and the idea box beside them; where nothing else is asked, the invitation
 * is to the box.
 *
 * @param {Round[]} offered
 * @returns {{ rounds: Round[], box: Round | undefined }}
 */
function apart(offered) {
  const box = offered.filter((round) => round.is_standing).at(-1);
  const rounds = offered.filter((round) => !round.is_standing);
  return rounds.length === 0 && box ? { rounds: [box], box: undefined } : { rounds, box };
}

/** @param {Screen} screen @param {number} index */
function ideaOf(screen, index) {
  const button = screen.part("idea");
  button.dataset.index = String(index);
  return button;
}

/** @param {HTMLElement} room @param {Round[]} rounds @param {string} lang @param {Screen} screen */
function introduce(room, rounds, lang, screen) {
  const choices = one(room, ".choices");
  const [only] = rounds;
  if (rounds.length === 1 && only) {
    fill(room, "title", only.title[lang] ?? "");
    sayCount(room, "length", only.questions);
    choices.append(screen.part(only.is_standing ? "begin_idea" : "begin"));
    return;
  }
  one(room, '[data-slot="length"]').remove();
  choices.classList.add("rounds");
  choices.append(...rounds.map(({ title }, index) => beginOf(screen, title[lang] ?? "", index)));
}

/** @param {Screen} screen @param {string} title @param {number} index */
function beginOf(screen, title, index) {
  const button = screen.part("begin");
  const icon = button.querySelector("svg");
  button.replaceChildren(title, ...(icon ? [icon] : []));
  button.dataset.index = String(index);
  return button;
}

/**
 * Ways into the other languages.
 *
 * @param {Screen} screen
 * @param {string[]} offered
 * @param {string} spoken
 */
function languagesOf(screen, offered, spoken) {
  const part = screen.part("languages");
  for (const button of part.querySelectorAll("button")) {
    if (button.lang === spoken || !offered.includes(button.lang)) button.remove();
  }
  return part;
}

/**
 * Every voice and wording a round asks; help alone makes no second resident here, since how it was
 * answered is asked at the end.
 *
 * @param {Round} round
 * @returns {Chosen[]}
 */
export function choicesOf(round) {
  const voices = round.voices.map(({ voice }) => voice);
  const twice = round.asks_mode && voices.includes("resident");
  return round.voices
    .filter(({ voice }) => !(twice && voice === "resident_assisted"))
    .flatMap(({ voice, perspectives }) =>
      perspectives.map((perspective) => ({ round, voice, perspective })),
    );
}

/**
 * Ask who is answering.
 *
 * @param {Screen} screen
 * @param {Chosen[]} choices
 * @param {(chosen: Chosen) => void} choose
 */
export function askWho(screen, choices, choose) {
  const buttons = screen.part("voices");
  const named = new Map(choices.map((one) => [nameOf(one), one]));
  for (const button of buttons.querySelectorAll("button")) {
    if (!named.has(button.dataset.voice ?? "")) button.remove();
  }
  const room = screen.tell("choose_voice", (made) => one(made, "[data-heading]").after(buttons));
  onButtons(room, {
    choice: ({ dataset }) => choose(/** @type {Chosen} */ (named.get(dataset.voice ?? ""))),
  });
}

/** What its button is called. @param {Chosen} chosen */
function nameOf({ voice, perspective, isHelped }) {
  return `${voice} ${perspective}${isHelped ? " helped" : ""}`;
}
